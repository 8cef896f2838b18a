import type { Post } from '$api/posts';

/**
 * What a post's text is made of. Links, handles and hashtags are told apart because each has its own
 * direction: inside a Persian sentence an English handle would otherwise lose its @.
 */
export type TextPart =
  | { kind: 'text'; text: string }
  | { kind: 'name'; text: string }
  | { kind: 'link'; text: string; href: string };

const special =
  /(?<link>https?:\/\/[^\s<>"“”«»]+)|(?<![\p{L}\p{N}_])(?<name>[@#][\p{L}\p{N}\p{M}_\u200c]+(?:[.@-][\p{L}\p{N}_]+)*)/giu;

export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  const plainUpTo = (end: number) => {
    if (end > done) parts.push({ kind: 'text', text: text.slice(done, end) });
    done = end;
  };
  for (const match of text.matchAll(special)) {
    const { link, name } = match.groups ?? {};
    const written = link === undefined ? (name ?? '') : withoutSentenceEnd(link);
    const href = link === undefined ? null : webAddress(written);
    if (link !== undefined && href === null) continue;
    plainUpTo(match.index);
    parts.push(
      href === null ? { kind: 'name', text: written } : { kind: 'link', text: written, href },
    );
    done = match.index + written.length;
  }
  plainUpTo(text.length);
  return parts;
}

/** The address of something on the web, or null: a post may not make us run anything. */
export function webAddress(text: string | null): string | null {
  if (text === null || !URL.canParse(text)) return null;
  const { protocol, href } = new URL(text);
  return protocol === 'http:' || protocol === 'https:' ? href : null;
}

/** How a link that is not written in the text is named: where it leads, without what surrounds it. */
export function linkName(href: string): string {
  const { host, pathname } = new URL(href);
  const path = pathname === '/' ? '' : pathname;
  const name = host.replace(/^www\./, '') + path;
  return name.length > 48 ? `${name.slice(0, 47)}…` : name;
}

export type MediumKind = 'picture' | 'film' | 'sound' | 'unknown';

const endings: [RegExp, MediumKind][] = [
  [/\.(avif|gif|heic|jpe?g|png|webp)$/i, 'picture'],
  [/\.(m3u8|m4v|mov|mp4|webm)$/i, 'film'],
  [/\.(aac|flac|m4a|mp3|oga|ogg|opus|wav)$/i, 'sound'],
];

/** What an address leads to, as far as its ending tells. */
export function mediumKind(address: string): MediumKind {
  const { pathname } = new URL(address);
  return endings.find(([ending]) => ending.test(pathname))?.[1] ?? 'unknown';
}

/** Links that the text does not show by itself, because the network shortened or hid them. */
export function unwrittenLinks(text: string, links: readonly string[]): string[] {
  return links.flatMap((link) => {
    const href = webAddress(link);
    return href !== null && !text.includes(link) ? [href] : [];
  });
}

/** The full stop after a link belongs to the sentence, and so does a bracket it did not open. */
function withoutSentenceEnd(link: string): string {
  const cut = link.replace(/[.,;:!?…'’»”،؛؟]+$/u, '');
  const closes = cut.endsWith(')') && !cut.includes('(');
  return closes ? withoutSentenceEnd(cut.slice(0, -1)) : cut;
}

/** Languages written from right to left that posts come in. */
const rightToLeft = new Set(['ar', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi']);

/**
 * The direction of a text. Left alone, a Persian post that begins with an order number would run from
 * left to right; its language knows better, where it is declared.
 */
export function writtenDirection(language: Post['language']): 'rtl' | 'auto' {
  const primary = language?.declared ? language.code.toLowerCase().split('-')[0] : undefined;
  return primary !== undefined && rightToLeft.has(primary) ? 'rtl' : 'auto';
}
