import { describe, expect, test } from 'vitest';
import { behindKey, behindPeriod, ownPosts } from './evidence';
import { plainView } from './view';

const filtered = { ...plainView, from: '2025-02-10', to: '2025-06-30', excludeReposts: true };

describe('the posts behind a number', () => {
  test('are by own profiles and pass the view’s filters', () => {
    expect(ownPosts(plainView)).toBe('/listen/posts?direction=outbound');
    expect(ownPosts(filtered, { audience: 'one_to_one' })).toBe(
      '/listen/posts?direction=outbound&audience=one_to_one&from=2025-02-10&to=2025-06-30&exclude_reposts=true',
    );
  });

  test.each([
    ['brand', 'Lumen Air', '/listen/posts?brand=Lumen+Air&direction=outbound'],
    ['industry', 'Airlines', '/listen/posts?industry=Airlines&direction=outbound'],
    ['language', 'fa', '/listen/posts?direction=outbound&language=fa'],
    ['language', '', '/listen/posts?direction=outbound&language=und'],
    ['month', '2024-02', '/listen/posts?direction=outbound&from=2024-02-01&to=2024-02-29'],
  ] as const)('by %s “%s”', (by, key, expected) => {
    expect(behindKey({ ...plainView, by }, key)).toBe(expected);
  });

  test.each([
    ['brand', ''],
    ['industry', ''],
    ['profile', 'Lumen Air (@LumenAir)'],
  ] as const)('by %s “%s” cannot be asked for', (by, key) => {
    expect(behindKey({ ...plainView, by }, key)).toBeNull();
  });

  test.each([
    ['2025', '2025-01-01', '2025-12-31'],
    ['2025-Q1', '2025-01-01', '2025-03-31'],
    ['2025-Q4', '2025-10-01', '2025-12-31'],
    ['2025-W01', '2024-12-30', '2025-01-05'],
    ['2020-W53', '2020-12-28', '2021-01-03'],
    ['2021-W01', '2021-01-04', '2021-01-10'],
  ])('%s reaches from %s to %s', (key, from, to) => {
    expect(behindPeriod(plainView, key)).toBe(
      `/listen/posts?direction=outbound&from=${from}&to=${to}`,
    );
  });

  test('a period reaches no further than the view', () => {
    expect(behindPeriod(filtered, '2025-Q1')).toContain('from=2025-02-10&to=2025-03-31');
    expect(behindPeriod(filtered, '2025')).toContain('from=2025-02-10&to=2025-06-30');
  });

  test('what is no period has no posts', () => {
    expect(behindPeriod(plainView, 'soon')).toBeNull();
  });
});
