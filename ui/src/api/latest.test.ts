import { expect, test } from 'vitest';
import { Latest } from './latest.svelte';

const good = { ok: true, value: 'posts' } as const;
const bad = { ok: false, failure: { kind: 'unreachable' } } as const;

test('the last good answer stays when a later request fails', async () => {
  const latest = new Latest<string>();
  await latest.follow(Promise.resolve(good));
  await latest.follow(Promise.resolve(bad));
  expect(latest.value).toBe('posts');
  expect(latest.failure).toEqual({ kind: 'unreachable' });
});

test('an answer that a newer request has overtaken is ignored', async () => {
  const latest = new Latest<string>();
  let arrive: (late: typeof bad) => void = () => undefined;
  const slow = latest.follow(
    new Promise((resolve) => {
      arrive = resolve;
    }),
  );
  await latest.follow(Promise.resolve(good));
  arrive(bad);
  await slow;
  expect(latest.failure).toBeNull();
  expect(latest.busy).toBe(false);
});
