import { getJson, type Answer } from './client';

export const directions = ['inbound', 'outbound'] as const;
export type Direction = (typeof directions)[number];

export const audiences = ['one_to_one', 'one_to_many'] as const;
export type Audience = (typeof audiences)[number];

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
] as const;
export type Kind = (typeof kinds)[number];

/** The rule that decided the audience. */
export type Rule = 1 | 2 | 3 | 4 | 5 | 6;

export interface Profile {
  id: string;
  network: string;
  handle: string | null;
  name: string | null;
  own: boolean;
}

export interface Medium {
  kind: string;
  url: string;
  description: string | null;
}

export interface Counters {
  likes: number | null;
  shares: number | null;
  replies: number | null;
  views: number | null;
}

export interface Post {
  id: string;
  network: string;
  external_id: string;
  kind: Kind;
  visibility: 'public' | 'private';
  direction: Direction;
  audience: Audience | null;
  rule: Rule | null;
  created_at: string;
  text: string;
  deleted: boolean;
  language: { code: string; declared: boolean; confidence: number | null } | null;
  author: Profile;
  addressee: Profile | null;
  brand: string | null;
  contact_id: string | null;
  conversation_id: string | null;
  links: string[];
  media: Medium[];
  counters: Counters;
  /** Where the post stands on its network. */
  url: string | null;
}

export interface PostsPage {
  posts: Post[];
  next: string | null;
  /** How far the server has looked; a page may be short although there is more. */
  looked_back_to: string | null;
}

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
