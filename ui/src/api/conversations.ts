import { getJson, type Answer } from './client';
import { asSearch, type Post } from './posts';

export interface ContactHead {
  id: string;
  name: string | null;
  handle: string | null;
  network: string;
}

export interface Conversation {
  id: string;
  brand: string | null;
  visibility: 'public' | 'private';
  contact: ContactHead;
  posts: number;
  inbound: number;
  outbound: number;
  first_at: string;
  last_at: string;
}

export interface ConversationPage {
  conversation: Conversation;
  /** Oldest first. */
  posts: Post[];
  next: string | null;
}

export function getConversation(
  fetcher: typeof fetch,
  id: string,
  after: string | null,
): Promise<Answer<ConversationPage>> {
  const search = asSearch(new URLSearchParams(), after);
  return getJson(fetcher, `/api/conversations/${encodeURIComponent(id)}${search}`);
}
