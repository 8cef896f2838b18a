import { MediaQuery } from 'svelte/reactivity';
import { recall, remember } from '$browser/remembered';

export type ThemeName = 'light' | 'dark';

const key = 'rapport.theme';

/** Follows the system until the reader chooses. */
class Theme {
  readonly #systemIsDark = new MediaQuery('(prefers-color-scheme: dark)');
  #chosen = $state<ThemeName | null>(asTheme(recall(key)));
  readonly name = $derived(this.#chosen ?? (this.#systemIsDark.current ? 'dark' : 'light'));

  choose(name: ThemeName): void {
    this.#chosen = name;
    remember(key, name);
  }
}

function asTheme(text: string | null): ThemeName | null {
  return text === 'light' || text === 'dark' ? text : null;
}

export const theme = new Theme();
