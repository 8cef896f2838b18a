import { expect, test } from 'vitest';
import { writeBytes } from './bytes';

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1_000, '1 kB'],
  [1_440_000, '1.4 MB'],
  [52_000_000_000, '52 GB'],
])('%d bytes read as %s', (bytes, text) => {
  expect(writeBytes('en', bytes)).toBe(text);
});

test('Persian writes sizes with its own digits', () => {
  expect(writeBytes('fa', 1_440_000)).toMatch(/۱٫۴/);
});
