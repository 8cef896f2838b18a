import { expect, test } from 'vitest';
import type { Answer } from './client';
import { Pages } from './pages.svelte';

interface Page {
  rows: string[];
  next: string | null;
}

test('the next page comes below, and a failure keeps what is shown', async () => {
  const answers: Answer<Page>[] = [
    { ok: true, value: { rows: ['a', 'b'], next: '2' } },
    { ok: false, failure: { kind: 'unreachable' } },
    { ok: true, value: { rows: ['c'], next: null } },
  ];
  const asked: (string | null)[] = [];
  const pages = new Pages(
    (after) => {
      asked.push(after);
      return Promise.resolve(answers.shift() ?? expect.fail('asked too often'));
    },
    (page: Page) => page.rows,
  );
  await pages.more();
  await pages.more();
  expect([pages.rows, pages.failure]).toEqual([['a', 'b'], { kind: 'unreachable' }]);
  await pages.more();
  expect([pages.rows, pages.next, pages.failure]).toEqual([['a', 'b', 'c'], null, null]);
  expect(asked).toEqual([null, '2', '2']);
});
