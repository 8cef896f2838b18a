import { expect, test } from 'vitest';
import { looksLikeEmail, passwordFault } from './password';

test.each([
  ['eleven char', 'short'],
  ['twelve chars', null],
  ['🌊'.repeat(11), 'short'],
  ['🌊'.repeat(12), null],
  ['x'.repeat(257), 'long'],
  ['Ada@Example.org', 'same'],
  ['ada lovelace', 'same'],
])('%s: %s', (password, fault) => {
  const about = { name: 'Ada Lovelace', email: 'ada@example.org' };
  expect(passwordFault(password, about)).toBe(fault);
});

test('an e-mail address has something on both sides', () => {
  expect(['ada@example.org', 'ada', '@example.org', 'a b@c'].map(looksLikeEmail)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
