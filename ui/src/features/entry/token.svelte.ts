import { onMount } from 'svelte';
import { on } from 'svelte/events';
import { replaceState } from '$app/navigation';

/**
 * The one-time token behind the `#` of an address. It is read once and then taken out of the address,
 * so that neither a bookmark nor a glance at the screen gives it away.
 */
export class AddressToken {
  value = $state<string | null>(readToken());

  constructor() {
    onMount(() => {
      // The router must have begun before the address may change.
      const timer = setTimeout(clearAddress);
      const stop = on(window, 'hashchange', () => {
        this.value = readToken() ?? this.value;
        clearAddress();
      });
      return () => {
        clearTimeout(timer);
        stop();
      };
    });
  }
}

function readToken(): string | null {
  const token = location.hash.slice(1).trim();
  return token === '' ? null : token;
}

function clearAddress(): void {
  if (location.hash !== '') replaceState(location.pathname, {});
}
