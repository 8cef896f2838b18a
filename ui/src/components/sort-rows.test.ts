import { expect, test } from 'vitest';
import { sortRows } from './sort-rows';

const compare = (a: string, b: string) => a.localeCompare(b);
const sorted = (values: (string | number | null)[], ascending: boolean) =>
  sortRows(values, (value) => value, ascending, compare);

test('numbers sort by size and not by their digits', () => {
  expect(sorted([10, 9, 100], true)).toEqual([9, 10, 100]);
});

test('rows without a value come last in either direction', () => {
  expect(sorted([null, 1, 2], true)).toEqual([1, 2, null]);
  expect(sorted([null, 1, 2], false)).toEqual([2, 1, null]);
});

test('the rows themselves are left as they were', () => {
  const rows = ['b', 'a'];
  expect(sortRows(rows, (row) => row, true, compare)).toEqual(['a', 'b']);
  expect(rows).toEqual(['b', 'a']);
});
