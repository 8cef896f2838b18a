import { expect, test } from 'vitest';
import type { Answer } from '$api/client';
import type { ConversationPage } from '$api/conversations';
import type { Post } from '$api/posts';
import { ConversationState } from './conversation-state.svelte';

/** A conversation of ten posts that is read three at a time. */
function server(posts = 10) {
  const asked: (string | null)[] = [];
  const state = { posts };
  const ask = (after: string | null): Promise<Answer<ConversationPage>> => {
    asked.push(after);
    const from = Number(after ?? 0);
    const ids = Array.from({ length: state.posts }, (_, index) => ({ id: `p${index}` }) as Post);
    const next = from + 3 < state.posts ? String(from + 3) : null;
    const value = { conversation: {}, posts: ids.slice(from, from + 3), next };
    return Promise.resolve({ ok: true, value: value as unknown as ConversationPage });
  };
  return { asked, ask, state };
}

test('reads on until the post that somebody came from', async () => {
  const { asked, ask } = server();
  const page = new ConversationState();
  await page.show(ask, 'p4');
  expect(asked).toEqual([null, '3']);
  expect(page.next).toBe('6');
});

test('reads one page when nobody came from a post', async () => {
  const { asked, ask } = server();
  const page = new ConversationState();
  await page.show(ask, null);
  await page.newer();
  expect(asked).toEqual([null, '3']);
  expect(page.posts).toHaveLength(6);
});

test('what arrives later is added at the end, and nothing twice', async () => {
  const { ask, state } = server(5);
  const page = new ConversationState();
  await page.show(ask, 'p4');
  state.posts = 6;
  await page.again();
  expect(page.posts.map((post) => post.id)).toEqual(['p0', 'p1', 'p2', 'p3', 'p4', 'p5']);
});
