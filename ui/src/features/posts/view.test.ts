import { describe, expect, test } from 'vitest';
import {
  chosenIn,
  filtersOf,
  parsePosts,
  plainPosts,
  postsAddress,
  postsQuery,
  without,
} from './view';

const read = (address: string) => parsePosts(new URLSearchParams(address));

describe('an address', () => {
  test.each([
    '',
    '?q=%22late+again%22+-train',
    '?brand=Lumen+Air&direction=outbound&audience=one_to_one',
    '?industry=Airlines&language=und&network=x&kind=reply',
    '?profile=p1&contact=c1&from=2015-01-01&to=2015-03-31&exclude_reposts=true',
  ])('%s is read and written without loss', (search) => {
    expect(postsAddress(read(search))).toBe(`/listen/posts${search}`);
  });

  test.each([
    '?direction=sideways',
    '?audience=everyone',
    '?kind=poem',
    '?from=2015-02-31',
    '?to=soon',
    '?exclude_reposts=1',
    '?q=+++',
    '?utm_source=mail',
  ])('%s is no filter', (search) => {
    expect(read(search)).toEqual(plainPosts);
  });

  test('the last day counts, so the server is asked up to the day after', () => {
    expect(postsQuery(read('?to=2015-03-31')).toString()).toBe('to=2015-04-01');
  });
});

describe('filters', () => {
  const view = read('?q=late&brand=Lumen+Air&exclude_reposts=true');

  test('each one has a chip', () => {
    expect(filtersOf(view)).toEqual(['q', 'brand', 'excludeReposts']);
    expect(filtersOf(plainPosts)).toEqual([]);
  });

  test('one goes, the others stay', () => {
    expect(postsAddress(without(view, 'brand'))).toBe('/listen/posts?q=late&exclude_reposts=true');
    expect(postsAddress(without(view, 'excludeReposts'))).toBe(
      '/listen/posts?q=late&brand=Lumen+Air',
    );
  });

  test('the menus change what they show and keep what they do not', () => {
    const form = new FormData();
    form.set('brand', '');
    form.set('language', 'fa');
    const chosen = chosenIn(form, read('?q=late&contact=c1&brand=Lumen+Air&kind=reply'));
    expect(postsAddress(chosen)).toBe('/listen/posts?q=late&contact=c1&language=fa');
  });
});
