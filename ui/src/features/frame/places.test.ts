import { expect, test } from 'vitest';
import type { Permission } from '$api/session';
import { en } from './messages/en';
import { isWithin, open, railPlaces, settingsSections, wayTo } from './places';

const withOnly =
  (...permissions: Permission[]) =>
  (permission: Permission) =>
    permissions.includes(permission);

test('a viewer sees profile and access tokens, and no import', () => {
  const may = withOnly('read');
  expect(open(settingsSections, may).map(({ id }) => id)).toEqual(['profile', 'tokens']);
  expect(open(railPlaces, may).map(({ id }) => id)).toEqual(['posts', 'iceberg', 'settings']);
});

test('who may only set brands still gets to the page where that is done', () => {
  expect(open(railPlaces, withOnly('set_brands')).map(({ id }) => id)).toContain('import');
});

test.each([
  ['/measure/iceberg', ['Measure', 'Iceberg']],
  ['/listen/posts', ['Listen', 'Posts']],
  ['/conversations/42', ['Listen', 'Posts', 'Conversation']],
  ['/settings/tokens', ['Settings', 'Access tokens']],
  ['/settings/import/9', ['Settings', 'Import', 'Rows set aside']],
  ['/nowhere', []],
])('the way to %s', (path, way) => {
  expect(wayTo(path, en).map(({ text }) => text)).toEqual(way);
});

test('only one place of the rail is the current one', () => {
  for (const path of ['/settings/import', '/settings/people', '/contacts/1']) {
    expect(railPlaces.filter((place) => isWithin(path, place))).toHaveLength(1);
  }
});
