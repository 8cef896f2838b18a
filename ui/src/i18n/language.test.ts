import { expect, test } from 'vitest';
import { chooseLanguage, directionOf } from './language';

test.each([
  [null, ['tr-TR', 'en'], 'tr'],
  [null, ['de-DE', 'cs', 'en'], 'cs'],
  [null, ['de'], 'en'],
  [null, [], 'en'],
  ['fa', ['en'], 'fa'],
  ['klingon', ['cs'], 'cs'],
])('remembered %s and wished %j give %s', (remembered, wished, language) => {
  expect(chooseLanguage(remembered, wished)).toBe(language);
});

test('only Persian runs from right to left', () => {
  expect(directionOf('fa')).toBe('rtl');
  expect(directionOf('cs')).toBe('ltr');
});
