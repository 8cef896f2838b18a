import { expect, test } from 'vitest';
import { KeyReader, type KeyPress } from './keys';

const press = (key: string, rest: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: `Key${key.toUpperCase()}`,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...rest,
});

test('g and a letter go somewhere, if the letter comes soon', () => {
  const keys = new KeyReader();
  expect(keys.read(press('g'), true, 0)).toBeNull();
  expect(keys.read(press('i'), true, 900)).toEqual({ kind: 'go', letter: 'i' });
  expect(keys.read(press('i'), true, 1000)).toBeNull();
  keys.read(press('g'), true, 2000);
  expect(keys.read(press('i'), true, 9000)).toBeNull();
});

test('a Persian keyboard has the same shortcuts', () => {
  const keys = new KeyReader();
  keys.read(press('ل', { code: 'KeyG' }), true, 0);
  expect(keys.read(press('ه', { code: 'KeyI' }), true, 10)).toEqual({ kind: 'go', letter: 'i' });
  expect(keys.read(press('ن', { code: 'KeyK', ctrlKey: true }), true, 20)).toEqual({
    kind: 'palette',
  });
  expect(keys.read(press('؟', { code: 'Slash' }), true, 30)).toEqual({ kind: 'map' });
});

test('single keys can be switched off, and the palette still opens', () => {
  const keys = new KeyReader();
  expect(keys.read(press('?', { code: 'Slash' }), false, 0)).toBeNull();
  keys.read(press('g'), false, 0);
  expect(keys.read(press('i'), false, 10)).toBeNull();
  expect(keys.read(press('k', { metaKey: true }), false, 20)).toEqual({ kind: 'palette' });
});
