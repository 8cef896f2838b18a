import { expect, test } from 'vitest';
import { parsePeriod, periodKey, periodsBetween } from './period';

test.each([
  ['2024', '2026', ['2024', '2025', '2026']],
  ['2024-Q3', '2025-Q2', ['2024-Q3', '2024-Q4', '2025-Q1', '2025-Q2']],
  ['2024-11', '2025-02', ['2024-11', '2024-12', '2025-01', '2025-02']],
  // 2020 began on a Wednesday and was a leap year: 53 ISO weeks.
  ['2020-W52', '2021-W02', ['2020-W52', '2020-W53', '2021-W01', '2021-W02']],
  ['2021-W52', '2022-W01', ['2021-W52', '2022-W01']],
  ['2025-Q1', '2025-Q1', ['2025-Q1']],
  ['2025-Q2', '2025-Q1', []],
  ['2025-Q2', '2025-W40', []],
])('from %s to %s', (first, last, keys) => {
  expect(periodsBetween(first, last)).toEqual(keys);
});

test.each(['2025', '2025-Q4', '2025-03', '2025-W07', '2020-W53'])('%s keeps its name', (key) => {
  const period = parsePeriod(key);
  expect(period && periodKey(period)).toBe(key);
});

test.each(['', '25', '2025-Q5', '2025-13', '2025-00', '2021-W53', '2025-X1'])(
  '%j is no period',
  (key) => {
    expect(parsePeriod(key)).toBeNull();
  },
);
