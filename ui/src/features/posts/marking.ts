/** A piece of text, and whether it was searched for. */
export interface Run {
  text: string;
  marked: boolean;
}

/** What was searched for: each entry is a word, or the words of a phrase in their order. */
export type SearchedWords = string[][];

/** Reads a search as the server does: words, "phrases", and -excluded ones, which are not marked. */
export function searchedWords(search: string | null): SearchedWords {
  if (!search) return [];
  const found: SearchedWords = [];
  for (const [, minus, phrase, word] of search.matchAll(/(-?)(?:"([^"]*)"?|(\S+))/gu)) {
    if (minus) continue;
    const words = tokensOf(phrase ?? word ?? '').map((token) => token.folded);
    if (words.length > 0) found.push(words);
  }
  return found;
}

/** Cuts a text into marked and unmarked runs; together they are the text again. */
export function markWords(text: string, searched: SearchedWords): Run[] {
  if (searched.length === 0 || text === '') return text === '' ? [] : [{ text, marked: false }];
  const tokens = tokensOf(text);
  const runs: Run[] = [];
  let done = 0;
  let index = 0;
  while (index < tokens.length) {
    const length = longestMatch(tokens, index, searched);
    const first = tokens[index];
    const last = tokens[index + length - 1];
    if (length === 0 || !first || !last) {
      index += 1;
      continue;
    }
    if (first.start > done) runs.push({ text: text.slice(done, first.start), marked: false });
    runs.push({ text: text.slice(first.start, last.end), marked: true });
    done = last.end;
    index += length;
  }
  if (done < text.length) runs.push({ text: text.slice(done), marked: false });
  return runs;
}

interface Token {
  start: number;
  end: number;
  folded: string;
}

function tokensOf(text: string): Token[] {
  // A zero-width non-joiner stands inside Persian words.
  return [...text.matchAll(/[\p{L}\p{N}\p{M}_\u200c]+/gu)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    folded: fold(match[0]),
  }));
}

function longestMatch(tokens: Token[], index: number, searched: SearchedWords): number {
  return searched.reduce((longest, words) => {
    const all = words.every((word, offset) => tokens[index + offset]?.folded === word);
    return all && words.length > longest ? words.length : longest;
  }, 0);
}

/** Letters that people write in more than one way and mean as one. */
const sameLetter: Record<string, string> = {
  ı: 'i',
  ي: 'ی',
  ى: 'ی',
  ك: 'ک',
  ۀ: 'ه',
  ة: 'ه',
};

/**
 * Writes a word in one way. Turkish has two letters i, whose capitals English lower-cases wrongly;
 * here all four are one. Accents, joiners and stretched letters go, Arabic letters become Persian.
 */
export function fold(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/[\p{M}\u200c\u0640]/gu, '')
    .toLowerCase()
    .replace(/[ıيىكۀة]/gu, (letter) => sameLetter[letter] ?? letter)
    .replace(/[٠-٩]/gu, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/gu, (digit) => String(digit.charCodeAt(0) - 0x6f0));
}
