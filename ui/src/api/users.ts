import { getJson, sendJson, type Answer } from './client';
import type { Schemas } from './contract';

export type User = Schemas['UserAnswer'];

/** A link that can be used once; its path begins at the server's own address. */
export type OneTimeLink = Schemas['LinkAnswer'];
export type NewUser = Schemas['InviteForm'];
export type UserChange = Schemas['UserForm'];
export type AuditEntry = Schemas['AuditEntry'];

export type Role = User['role'];

/** What somebody is to the organisation; the most first. */
export const roles = [
  'admin',
  'manager',
  'analyst',
  'agent',
  'viewer',
] as const satisfies readonly Role[];

export function getUsers(fetcher: typeof fetch): Promise<Answer<{ users: User[] }>> {
  return getJson(fetcher, '/api/users');
}

export function inviteUser(
  fetcher: typeof fetch,
  user: NewUser,
): Promise<Answer<{ user: User; link: OneTimeLink }>> {
  return sendJson(fetcher, 'POST', '/api/users', user);
}

export function changeUser(
  fetcher: typeof fetch,
  id: string,
  change: UserChange,
): Promise<Answer<User>> {
  return sendJson(fetcher, 'PATCH', `/api/users/${encodeURIComponent(id)}`, change);
}

export function makeLink(fetcher: typeof fetch, id: string): Promise<Answer<OneTimeLink>> {
  return sendJson(fetcher, 'POST', `/api/users/${encodeURIComponent(id)}/link`);
}

export function getAudit(
  fetcher: typeof fetch,
  after: string | null = null,
): Promise<Answer<Schemas['AuditAnswer']>> {
  return getJson(
    fetcher,
    `/api/audit${after === null ? '' : `?after=${encodeURIComponent(after)}`}`,
  );
}
