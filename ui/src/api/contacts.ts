import { getJson, type Answer } from './client';
import type { Schemas } from './contract';
import { asSearch } from './posts';

export type Contact = Schemas['ContactAnswer'];
export type OpenedConversation = Schemas['OpenedConversation'];
export type ContactPage = Schemas['ContactPage'];

export function getContact(
  fetcher: typeof fetch,
  id: string,
  after: string | null,
): Promise<Answer<ContactPage>> {
  const search = asSearch(new URLSearchParams(), after);
  return getJson(fetcher, `/api/contacts/${encodeURIComponent(id)}${search}`);
}
