import { expect, test } from 'vitest';
import { safeTarget, signInAddress } from './address';

test('signing in leads back to where one was, filters included', () => {
  const from = new URL('http://host/listen/posts?q=late&brand=ACME');
  const address = new URL(signInAddress(from), from);
  expect(safeTarget(address.searchParams.get('to'))).toBe('/listen/posts?q=late&brand=ACME');
  expect(signInAddress(new URL('http://host/'))).toBe('/sign-in');
});

test.each([
  'https://elsewhere.example/',
  '//elsewhere.example',
  '/\\elsewhere.example',
  '/\t/elsewhere.example',
  'javascript:alert(1)',
  '/sign-in?to=/sign-in',
  '/join',
  null,
])('%s leads home and nowhere else', (wanted) => {
  expect(safeTarget(wanted)).toBe('/');
});
