import { describe, expect, test } from 'vitest';
import { Format, shareDigits } from './format';
import type { Language } from './language';

/** Spaces and direction marks that a language puts into figures are not what these cases are about. */
function visible(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ').replace(/[\u200e\u200f]/g, '');
}

describe.each<[Language, Record<string, string>]>([
  [
    'en',
    {
      count: '1,234,567',
      share: '93.1%',
      interval: '92.0% to 94.2%',
      points: '1.2',
      day: '21 Mar 2025',
      quarter: 'Q1 2025',
      month: 'March 2025',
      week: 'Week 7, 2025',
      since: 'since Q1 2025',
      language: 'Turkish',
    },
  ],
  [
    'tr',
    {
      count: '1.234.567',
      share: '%93,1',
      interval: '%92,0 – %94,2',
      points: '1,2',
      day: '21 Mar 2025',
      quarter: '2025 1. çeyrek',
      month: 'Mart 2025',
      week: '2025 7. hafta',
      since: '2025 yılının 1. çeyreğinden bu yana',
      language: 'Türkçe',
    },
  ],
  [
    'cs',
    {
      count: '1 234 567',
      share: '93,1 %',
      interval: '92,0 % až 94,2 %',
      points: '1,2',
      day: '21. 3. 2025',
      quarter: '1. čtvrtletí 2025',
      month: 'březen 2025',
      week: '7. týden 2025',
      since: 'od 1. čtvrtletí 2025',
      language: 'Turečtina',
    },
  ],
  [
    'fa',
    {
      count: '۱٬۲۳۴٬۵۶۷',
      share: '۹۳٫۱٪',
      interval: '۹۲٫۰٪ تا ۹۴٫۲٪',
      points: '۱٫۲',
      day: '۱ فروردین ۱۴۰۴',
      quarter: 'سه‌ماههٔ اول ۲۰۲۵',
      month: 'مارس ۲۰۲۵',
      week: 'هفتهٔ ۷ سال ۲۰۲۵',
      since: 'از سه‌ماههٔ اول ۲۰۲۵ تاکنون',
      language: 'ترکی استانبولی',
    },
  ],
])('%s', (language, expected) => {
  const format = new Format(language);
  test.each([
    ['count', format.count(1234567)],
    ['share', format.share(0.9312)],
    ['interval', format.interval(0.92, 0.942)],
    ['points', format.points(-0.012)],
    ['day', format.day('2025-03-21')],
    ['quarter', format.period('2025-Q1')],
    ['month', format.period('2025-03')],
    ['week', format.period('2025-W07')],
    ['since', format.since('2025-Q1')],
    ['language', format.language('tr')],
  ])('writes a %s', (kind, written) => {
    expect(visible(written)).toBe(expected[kind]);
  });
});

test('Czech months decline after a preposition', () => {
  expect(new Format('cs').since('2025-03')).toBe('od března 2025');
});

test('what is no period and no language is shown as the server wrote it', () => {
  const format = new Format('en');
  expect(format.period('2025-Q9')).toBe('2025-Q9');
  expect(format.language('not a code')).toBe('not a code');
  expect(format.language('und')).toBe('Not determined');
});

test('Turkish names sort by the Turkish alphabet', () => {
  const names = ['Zeytin', 'Çınar', 'Ilgaz', 'İnci', 'Cam'];
  const format = new Format('tr');
  expect(names.sort((a, b) => format.compare(a, b))).toEqual([
    'Cam',
    'Çınar',
    'Ilgaz',
    'İnci',
    'Zeytin',
  ]);
});

test('a narrow interval gets the decimals that keep its ends apart', () => {
  expect(shareDigits(0.92, 0.94)).toBe(1);
  expect(shareDigits(0.9301, 0.9304)).toBe(2);
});
