import { getJson, sendJson, type Answer } from './client';
import type { Schemas } from './contract';
import type { User } from './users';

export type Session = Schemas['SessionAnswer'];
export type Permission = Session['permissions'][number];
export type Invitation = Schemas['InvitationAnswer'];
export type SetUp = Schemas['SetupForm'];
export type Acceptance = Schemas['AcceptForm'];
export type SignedInPlace = Schemas['OpenSession'];

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

export function getSetUpNeeded(fetcher: typeof fetch): Promise<Answer<Schemas['SetupAnswer']>> {
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

export function changeMe(fetcher: typeof fetch, change: Schemas['MeForm']): Promise<Answer<User>> {
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
): Promise<Answer<Schemas['SessionsAnswer']>> {
  return getJson(fetcher, '/api/me/sessions');
}

export function endSignedInPlace(fetcher: typeof fetch, id: string): Promise<Answer<undefined>> {
  return sendJson(fetcher, 'DELETE', `/api/me/sessions/${encodeURIComponent(id)}`);
}
