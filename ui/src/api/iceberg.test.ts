import { expect, test } from 'vitest';
import { dayAfter } from './iceberg';

test('the day after the last of a month, of a year and of February', () => {
  expect(dayAfter('2025-03-31')).toBe('2025-04-01');
  expect(dayAfter('2025-12-31')).toBe('2026-01-01');
  expect(dayAfter('2024-02-28')).toBe('2024-02-29');
});
