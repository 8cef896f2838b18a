/** What a key press means, if anything. */
export type KeyMeaning =
  { kind: 'palette' } | { kind: 'map' } | { kind: 'go'; letter: string } | null;

/** What is needed of a `KeyboardEvent`. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** How long the letter after `g` may take. */
const patienceMs = 1_500;

/** Reads shortcuts out of key presses; `g` waits for the letter that follows it. */
export class KeyReader {
  #waitingSince: number | null = null;

  read(press: KeyPress, singleKeys: boolean, nowMs: number): KeyMeaning {
    const letter = letterOf(press);
    const began = this.#waitingSince;
    this.#waitingSince = null;
    if (press.ctrlKey || press.metaKey) {
      return letter === 'k' && !press.altKey ? { kind: 'palette' } : null;
    }
    if (press.altKey || !singleKeys) return null;
    if (press.key === '?' || press.key === '؟') return { kind: 'map' };
    if (began !== null && nowMs - began <= patienceMs && letter) return { kind: 'go', letter };
    if (letter === 'g') this.#waitingSince = nowMs;
    return null;
  }
}

/** The Latin letter that is written on the key: a Persian keyboard has its shortcuts too. */
function letterOf({ key, code }: KeyPress): string | null {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? null;
}

/** Whether what has the focus wants the keys for itself. */
export function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select'))
  );
}
