import { describe, expect, test } from 'vitest';
import { asGranularity, isFiltered, parseView, plainView, viewAddress } from './view';

const read = (address: string) => parseView(new URLSearchParams(address));

describe('an address', () => {
  test.each([
    ['', plainView],
    ['?by=language', { ...plainView, by: 'language' }],
    [
      '?by=week&from=2025-01-01&to=2025-03-31&exclude_reposts=true',
      { by: 'week', from: '2025-01-01', to: '2025-03-31', excludeReposts: true },
    ],
  ])('%s is read and written without loss', (address, view) => {
    expect(read(address)).toEqual(view);
    expect(viewAddress(read(address))).toBe(address);
  });

  test.each([
    '?by=colour',
    '?from=yesterday',
    '?from=2025-02-31',
    '?to=2025-13-01',
    '?exclude_reposts=perhaps',
    '?utm_source=mail',
  ])('%s falls back to the plain view', (address) => {
    expect(read(address)).toEqual(plainView);
    expect(viewAddress(read(address))).toBe('');
  });
});

test('a split alone is no filter', () => {
  expect(isFiltered(read('?by=industry'))).toBe(false);
  expect(isFiltered(read('?by=industry&to=2025-01-01'))).toBe(true);
});

test('periods can be told from other splits', () => {
  expect(asGranularity('month')).toBe('month');
  expect(asGranularity('brand')).toBeNull();
});
