import { expect, test } from 'vitest';
import { toCsv } from './csv';

test.each([
  [['brand', 'posts'], 'brand,posts'],
  [['Lumen, Air', 0.93, null], '"Lumen, Air",0.93,'],
  [['say "hi"', 'two\nlines'], '"say ""hi""","two\nlines"'],
  [['=1+1', '@handle', '-2', -2], "'=1+1,'@handle,'-2,-2"],
  [['نان تازه', 'Čedok'], 'نان تازه,Čedok'],
])('%j', (row, line) => {
  expect(toCsv([row])).toBe(`\uFEFF${line}\r\n`);
});
