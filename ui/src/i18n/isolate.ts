/** Lets a name or an address inside a sentence keep its own direction. */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}
