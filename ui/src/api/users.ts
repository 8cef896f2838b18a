import type { Language } from '$i18n/language';
import { getJson, sendJson, type Answer, type Paged } from './client';

/** What somebody is to the organisation; the most first. */
export const roles = ['admin', 'manager', 'analyst', 'agent', 'viewer'] as const;
export type Role = (typeof roles)[number];

export interface User {
  id: string;
  name: string;
  email: string;
  role: Role;
  language: Language | null;
  teams: { id: string; name: string }[];
  state: 'active' | 'invited' | 'disabled';
  created_at: string;
  last_seen_at: string | null;
}

/** A link that can be used once; its path begins at the server's own address. */
export interface OneTimeLink {
  path: string;
  expires_at: string;
}

export interface NewUser {
  name: string;
  email: string;
  role: Role;
  team_ids: string[];
}

export interface UserChange {
  name?: string;
  role?: Role;
  team_ids?: string[];
  disabled?: boolean;
}

export interface AuditEntry {
  id: string;
  at: string;
  actor: { id: string; name: string } | null;
  action: string;
  subject: string;
  detail: Record<string, unknown>;
}

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
): Promise<Answer<{ entries: AuditEntry[] } & Paged>> {
  return getJson(
    fetcher,
    `/api/audit${after === null ? '' : `?after=${encodeURIComponent(after)}`}`,
  );
}
