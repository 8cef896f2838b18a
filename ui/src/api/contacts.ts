import { getJson, type Answer } from './client';
import type { Conversation } from './conversations';
import { asSearch, type Direction, type Profile } from './posts';

export interface Contact {
  id: string;
  profiles: (Profile & { followers: number | null })[];
  inbound: number;
  outbound: number;
  first_at: string | null;
  last_at: string | null;
}

export type OpenedConversation = Conversation & {
  opening: { text: string; created_at: string; direction: Direction };
};

export interface ContactPage {
  contact: Contact;
  /** Latest first. */
  conversations: OpenedConversation[];
  next: string | null;
}

export function getContact(
  fetcher: typeof fetch,
  id: string,
  after: string | null,
): Promise<Answer<ContactPage>> {
  const search = asSearch(new URLSearchParams(), after);
  return getJson(fetcher, `/api/contacts/${encodeURIComponent(id)}${search}`);
}
