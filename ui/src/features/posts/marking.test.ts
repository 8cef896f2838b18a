import { describe, expect, test } from 'vitest';
import { fold, markWords, searchedWords } from './marking';

/** A text with its marked words in brackets. */
function marked(text: string, search: string): string {
  return markWords(text, searchedWords(search))
    .map((run) => (run.marked ? `[${run.text}]` : run.text))
    .join('');
}

describe('searched words', () => {
  test.each([
    ['late train', 'The late train is LATE', 'The [late] [train] is [LATE]'],
    ['late', 'translate later', 'translate later'],
    ['"late again"', 'Late again, late as ever', '[Late again], late as ever'],
    ['"late again', 'late again', '[late again]'],
    ['late -again', 'late again', '[late] again'],
    ['wi-fi', 'The Wi-Fi is off', 'The [Wi-Fi] is off'],
    ['lumenair', 'Dear @LumenAir!', 'Dear @[LumenAir]!'],
    ['', 'nothing', 'nothing'],
    ['-', 'a - b', 'a - b'],
  ])('%s in “%s”', (search, text, expected) => {
    expect(marked(text, search)).toBe(expected);
  });

  test.each([
    ['Turkish has four letters i', 'istanbul', 'İSTANBUL ıstanbul', '[İSTANBUL] [ıstanbul]'],
    ['an apostrophe ends a Turkish name', 'ankara', "ANKARA'da", "[ANKARA]'da"],
    ['Czech is found without accents', 'zpozdeni', 'Zpoždění!', '[Zpoždění]!'],
    ['Arabic letters are Persian ones', 'كتاب علي', 'کتاب علی', '[کتاب] [علی]'],
    ['a joiner changes no word', 'میخواهم', 'می‌خواهم بروم', '[می‌خواهم] بروم'],
    ['figures are figures', '2026', 'سال ۲۰۲۶', 'سال [۲۰۲۶]'],
  ])('%s', (_, search, text, expected) => {
    expect(marked(text, search)).toBe(expected);
  });

  test('marking changes nothing of the text', () => {
    const text = '👋 İşte ﷼ — “late” \n\n naïve';
    expect(
      markWords(text, searchedWords('late naive'))
        .map((run) => run.text)
        .join(''),
    ).toBe(text);
  });

  test('folding twice is folding once', () => {
    for (const word of ['İIıi', 'Příliš', 'كتابة', '٣۴']) expect(fold(fold(word))).toBe(fold(word));
  });
});
