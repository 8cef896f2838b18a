import type { Language } from '$i18n/language';
import { getJson, sendJson, type Answer } from './client';
import type { Role, User } from './users';

export type Permission =
  'read' | 'set_budgets' | 'import' | 'set_brands' | 'see_metrics' | 'manage_users' | 'read_audit';

export interface Session {
  user: User;
  permissions: Permission[];
  all_brands: boolean;
  brands?: string[];
  teams: { id: string; name: string }[];
}

export interface Invitation {
  purpose: 'invite' | 'reset';
  name: string;
  email: string;
  role: Role;
}

export interface SetUp {
  token: string;
  name: string;
  email: string;
  password: string;
  language: Language;
}

export interface Acceptance {
  token: string;
  password: string;
  name?: string;
  language?: Language;
}

export interface SignedInPlace {
  id: string;
  created_at: string;
  last_seen_at: string;
  user_agent: string;
  current: boolean;
}

export function getSession(fetcher: typeof fetch): Promise<Answer<Session>> {
  return getJson(fetcher, '/api/session');
}

export function signIn(
  fetcher: typeof fetch,
  email: string,
  password: string,
): Promise<Answer<Session>> {
  return sendJson(fetcher, 'POST', '/api/session', { email, password });
}

export function signOut(fetcher: typeof fetch): Promise<Answer<undefined>> {
  return sendJson(fetcher, 'DELETE', '/api/session');
}

export function getSetUpNeeded(fetcher: typeof fetch): Promise<Answer<{ needed: boolean }>> {
  return getJson(fetcher, '/api/setup');
}

export function setUp(fetcher: typeof fetch, wish: SetUp): Promise<Answer<Session>> {
  return sendJson(fetcher, 'POST', '/api/setup', wish);
}

export function readInvitation(fetcher: typeof fetch, token: string): Promise<Answer<Invitation>> {
  return sendJson(fetcher, 'POST', '/api/invitation', { token });
}

export function acceptInvitation(
  fetcher: typeof fetch,
  acceptance: Acceptance,
): Promise<Answer<Session>> {
  return sendJson(fetcher, 'POST', '/api/invitation/accept', acceptance);
}

export function changeMe(
  fetcher: typeof fetch,
  change: { name?: string; language?: Language },
): Promise<Answer<User>> {
  return sendJson(fetcher, 'PATCH', '/api/me', change);
}

export function changePassword(
  fetcher: typeof fetch,
  current: string,
  wished: string,
): Promise<Answer<undefined>> {
  return sendJson(fetcher, 'POST', '/api/me/password', { current, new: wished });
}

export function getSignedInPlaces(
  fetcher: typeof fetch,
): Promise<Answer<{ sessions: SignedInPlace[] }>> {
  return getJson(fetcher, '/api/me/sessions');
}

export function endSignedInPlace(fetcher: typeof fetch, id: string): Promise<Answer<undefined>> {
  return sendJson(fetcher, 'DELETE', `/api/me/sessions/${encodeURIComponent(id)}`);
}
