import { expect, test } from 'vitest';
import { asShare } from './split-size';

test.each([
  ['0.4', 0.4],
  ['0.05', 0.3],
  ['7', 0.65],
  ['wide', 0.5],
  ['', 0.5],
  [null, 0.5],
])('a remembered size of %s is %d', (text, expected) => {
  expect(asShare(text)).toBe(expected);
});
