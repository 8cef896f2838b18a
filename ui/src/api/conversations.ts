import { getJson, type Answer } from './client';
import type { Schemas } from './contract';
import type { Post } from './posts';
import { asSearch } from './posts';

export type Conversation = Schemas['ConversationAnswer'];
export type ConversationPage = Omit<Schemas['ConversationPage'], 'posts'> & { posts: Post[] };

export function getConversation(
  fetcher: typeof fetch,
  id: string,
  after: string | null,
): Promise<Answer<ConversationPage>> {
  const search = asSearch(new URLSearchParams(), after);
  return getJson(fetcher, `/api/conversations/${encodeURIComponent(id)}${search}`);
}
