import { describe, expect, test } from 'vitest';
import type { Language } from './language';
import { Moments } from './moments';

const visible = (text: string) =>
  text.replace(/[\u00a0\u202f]/g, ' ').replace(/[\u200e\u200f]/g, '');
const moment = '2025-03-20T22:05:00.000Z';

test.each<[Language, string, string]>([
  ['en', 'Thursday 20 March 2025', 'Thursday 20 March 2025, 23:05 Central European Standard Time'],
  ['tr', '20 Mart 2025 Perşembe', '20 Mart 2025 Perşembe 23:05 Orta Avrupa Standart Saati'],
  ['cs', 'čtvrtek 20. března 2025', 'čtvrtek 20. března 2025, 23:05 středoevropský standardní čas'],
  ['fa', 'پنجشنبه ۳۰ اسفند ۱۴۰۳', 'پنجشنبه ۳۰ اسفند ۱۴۰۳، ۲۳:۰۵ (وقت عادی مرکز اروپا)'],
])('%s writes a day, and a moment with its zone', (language, day, exact) => {
  const moments = new Moments(language, 'Europe/Prague');
  // English of Great Britain sets a comma after the weekday in some versions of the data.
  const written = (text: string) => visible(text).replace('Thursday,', 'Thursday');
  expect(written(moments.longDay(moment))).toBe(day);
  expect(written(moments.exact(moment))).toBe(exact);
});

describe('how long ago', () => {
  const moments = new Moments('en', 'UTC');

  test.each([
    ['2025-03-20T22:05:30Z', 'now'],
    ['2025-03-20T22:25:00Z', '20 minutes ago'],
    ['2025-03-21T01:05:00Z', '3 hours ago'],
    ['2025-03-22T23:00:00Z', '2 days ago'],
    ['2025-03-28T00:00:00Z', '20 Mar 2025'],
    ['2025-03-20T22:04:00Z', '20 Mar 2025'],
  ])('at %s it is %s', (now, expected) => {
    expect(moments.ago(moment, new Date(now))).toBe(expected);
  });
});
