import { getJson, sendJson, type Answer } from './client';

export interface Token {
  id: string;
  name: string;
  /** The beginning of the secret, enough to tell one from another. */
  prefix: string;
  read_only: boolean;
  created_at: string;
  expires_at: string;
  last_used_at: string | null;
}

export interface TokenWish {
  name: string;
  expires_in_days: number;
  read_only: boolean;
}

export function getTokens(fetcher: typeof fetch): Promise<Answer<{ tokens: Token[] }>> {
  return getJson(fetcher, '/api/tokens');
}

export function createToken(
  fetcher: typeof fetch,
  wish: TokenWish,
): Promise<Answer<{ token: Token; secret: string }>> {
  return sendJson(fetcher, 'POST', '/api/tokens', wish);
}

export function revokeToken(fetcher: typeof fetch, id: string): Promise<Answer<undefined>> {
  return sendJson(fetcher, 'DELETE', `/api/tokens/${encodeURIComponent(id)}`);
}
