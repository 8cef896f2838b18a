import { getJson, sendJson, type Answer } from './client';
import type { Schemas } from './contract';

export type Token = Schemas['TokenAnswer'];
export type TokenWish = Schemas['TokenForm'];

export function getTokens(fetcher: typeof fetch): Promise<Answer<Schemas['TokensAnswer']>> {
  return getJson(fetcher, '/api/tokens');
}

export function createToken(
  fetcher: typeof fetch,
  wish: TokenWish,
): Promise<Answer<Schemas['NewTokenAnswer']>> {
  return sendJson(fetcher, 'POST', '/api/tokens', wish);
}

export function revokeToken(fetcher: typeof fetch, id: string): Promise<Answer<undefined>> {
  return sendJson(fetcher, 'DELETE', `/api/tokens/${encodeURIComponent(id)}`);
}
