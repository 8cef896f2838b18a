import { getJson, type Answer } from './client';
import type { Schemas } from './contract';

/** A range is a number to the description; the rules are six. */
export type Post = Schemas['PostAnswer'] & { rule: 1 | 2 | 3 | 4 | 5 | 6 | null };
export type Profile = Schemas['ProfileAnswer'];
export type Counters = Schemas['CountersAnswer'];
export type PostsPage = Omit<Schemas['PostsAnswer'], 'posts'> & { posts: Post[] };

export type Direction = Post['direction'];
export const directions = ['inbound', 'outbound'] as const satisfies readonly Direction[];

export type Audience = NonNullable<Post['audience']>;
export const audiences = ['one_to_one', 'one_to_many'] as const satisfies readonly Audience[];

export type Kind = Post['kind'];
export const kinds = [
  'post',
  'reply',
  'repost',
  'quote',
  'comment',
  'message',
  'review',
  'email',
  'answer',
  'note',
] as const satisfies readonly Kind[];

/** `query` is what the address of a view says, `after` where the page before it ended. */
export function getPosts(
  fetcher: typeof fetch,
  query: URLSearchParams,
  after: string | null,
): Promise<Answer<PostsPage>> {
  return getJson(fetcher, `/api/posts${asSearch(query, after)}`);
}

/** `?…` of a paged list, or nothing. */
export function asSearch(query: URLSearchParams, after: string | null): string {
  const search = new URLSearchParams(query);
  if (after) search.set('after', after);
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}
