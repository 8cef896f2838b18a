import { describe, expect, test } from 'vitest';
import type { Answer } from '$api/client';
import type { Post, PostsPage } from '$api/posts';
import { PostsState } from './posts-state.svelte';

const posts = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `p${first + index}` }) as Post);

const page = (found: Post[], next: string | null, back = '2015-03-03T00:00:00.000Z') =>
  ({ ok: true, value: { posts: found, next, looked_back_to: back } }) as const;

const silence: Answer<PostsPage> = { ok: false, failure: { kind: 'unreachable' } };

/** Answers one after another, and keeps what was asked. */
function answering(...answers: Answer<PostsPage>[]) {
  const asked: (string | null)[] = [];
  return {
    asked,
    ask: (after: string | null) => {
      asked.push(after);
      return Promise.resolve(answers[asked.length - 1] ?? silence);
    },
  };
}

describe('a list of posts', () => {
  test('a full page is enough until somebody asks for older posts', async () => {
    const list = new PostsState();
    const server = answering(page(posts(0, 50), 'a'), page(posts(50, 10), null));
    await list.show(server.ask);
    expect(list.posts).toHaveLength(50);
    await list.older();
    expect(list.posts).toHaveLength(60);
    expect(server.asked).toEqual([null, 'a']);
    await list.older();
    expect(server.asked).toHaveLength(2);
  });

  test('goes on by itself while pages are short', async () => {
    const list = new PostsState();
    const server = answering(page([], 'a'), page(posts(0, 3), 'b'), page(posts(3, 40), 'c'));
    await list.show(server.ask);
    expect(server.asked).toEqual([null, 'a', 'b']);
    expect(list.posts).toHaveLength(43);
    expect(list.goingOn).toBe(false);
  });

  test('stops where it is told to and goes on from there', async () => {
    const list = new PostsState();
    const asked: (string | null)[] = [];
    await list.show((after) => {
      asked.push(after);
      if (asked.length === 2) list.stop();
      return Promise.resolve(page([], `c${asked.length}`));
    });
    expect(asked).toEqual([null, 'c1']);
    expect(list.stopped).toBe(true);
    expect(list.lookedBackTo).toBe('2015-03-03T00:00:00.000Z');
  });

  test('a post that moved to the next page is shown once', async () => {
    const list = new PostsState();
    await list.show(answering(page(posts(0, 30), 'a'), page(posts(29, 30), null)).ask);
    await list.older();
    expect(new Set(list.posts.map((post) => post.id)).size).toBe(list.posts.length);
    expect(list.posts).toHaveLength(59);
  });

  test('keeps what it has when older posts cannot be had, and asks again for those', async () => {
    const list = new PostsState();
    const server = answering(page(posts(0, 30), 'a'), silence, page(posts(30, 30), null));
    await list.show(server.ask);
    await list.older();
    expect(list.failure).toEqual({ kind: 'unreachable' });
    expect(list.posts).toHaveLength(30);
    await list.again();
    expect(list.failure).toBeNull();
    expect(server.asked).toEqual([null, 'a', 'a']);
  });

  test('an answer that a newer question has overtaken is not shown', async () => {
    const list = new PostsState();
    let arrive: (late: Answer<PostsPage>) => void = () => undefined;
    const slow = list.show(
      () =>
        new Promise((resolve) => {
          arrive = resolve;
        }),
    );
    await list.show(answering(page(posts(0, 1), null)).ask);
    arrive(page(posts(7, 5), 'x'));
    await slow;
    expect(list.posts.map((post) => post.id)).toEqual(['p0']);
  });
});
