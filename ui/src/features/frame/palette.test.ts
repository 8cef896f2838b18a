import { expect, test } from 'vitest';
import { fold, matchCommands, type Command } from './palette';

const command = (label: string, kind = '', also = ''): Command => ({
  id: label,
  label,
  kind,
  also,
  run: () => undefined,
});
const commands = [
  command('Export the iceberg', 'Page'),
  command('Iceberg', 'Page'),
  command('Türkçe', 'Language', 'Turkish'),
  command('Işık', 'Theme'),
  command('ورود داده', 'صفحه'),
];
const found = (typed: string) => matchCommands(commands, typed).map(({ label }) => label);

test('nothing typed shows everything in its own order', () => {
  expect(matchCommands(commands, '  ')).toEqual(commands);
});

test('what begins with the typed words comes first', () => {
  expect(found('ice')).toEqual(['Iceberg', 'Export the iceberg']);
});

test('words are found at their beginnings, in any order, and every one is needed', () => {
  expect(found('iceberg exp')).toEqual(['Export the iceberg']);
  expect(found('berg')).toEqual([]);
  expect(found('iceberg missing')).toEqual([]);
});

test('marks, case and dots make no difference', () => {
  expect(found('turkce')).toEqual(['Türkçe']);
  expect(found('IŞIK')).toEqual(['Işık']);
  expect(found('turkish')).toEqual(['Türkçe']);
});

test('Arabic and Persian letter forms and the half space are the same', () => {
  expect(fold('كتاب‌ي')).toBe(fold('کتاب ی'));
  expect(found('داده')).toEqual(['ورود داده']);
});
