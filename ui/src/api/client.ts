/** What is wrong with one field of a form, in the server's words. */
export interface FieldError {
  field: string;
  message: string;
}

/** The server answered that it could not. */
export interface Problem {
  kind: 'problem';
  status: number;
  title: string;
  detail: string;
  /** Which problem it is; a proxy's own page has none. */
  slug?: string;
  errors?: FieldError[];
  /** When it makes sense to ask again. */
  retryAfterSeconds?: number;
}

/** Why an answer did not come: the page says something different for each. */
export type Failure =
  /** Nobody answered: the network is down or the server is stopped. */
  { kind: 'unreachable' } | Problem;

export type Answer<T> = { ok: true; value: T } | { ok: false; failure: Failure };

export type ChangingMethod = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A page of a list, and where the next one begins. */
export interface Paged {
  next: string | null;
}

type SignedOutListener = () => void;

let signedOutListener: SignedOutListener | null = null;

/** Calls back whenever an answer says that nobody is signed in. */
export function onSignedOut(listener: SignedOutListener): () => void {
  signedOutListener = listener;
  return () => {
    if (signedOutListener === listener) signedOutListener = null;
  };
}

export function getJson<T>(fetcher: typeof fetch, path: string): Promise<Answer<T>> {
  return ask(fetcher, path, { headers: { accept: 'application/json' } });
}

/** Asks for a change. An answer without content has the value `undefined`. */
export function sendJson<T>(
  fetcher: typeof fetch,
  method: ChangingMethod,
  path: string,
  body?: unknown,
): Promise<Answer<T>> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (body === undefined) return ask(fetcher, path, { method, headers });
  headers['content-type'] = 'application/json';
  return ask(fetcher, path, { method, headers, body: JSON.stringify(body) });
}

/** Sends a file or a text as it is. */
export function sendText<T>(
  fetcher: typeof fetch,
  method: ChangingMethod,
  path: string,
  contentType: string,
  body: Blob | string,
): Promise<Answer<T>> {
  const headers = { accept: 'application/json', 'content-type': contentType };
  return ask(fetcher, path, { method, headers, body });
}

async function ask<T>(
  fetcher: typeof fetch,
  path: string,
  request: RequestInit,
): Promise<Answer<T>> {
  let response: Response;
  try {
    response = await fetcher(path, request);
  } catch {
    return { ok: false, failure: { kind: 'unreachable' } };
  }
  if (response.status === 204) return { ok: true, value: undefined as T };
  const body = await readJson(response);
  if (response.ok && body !== null) return { ok: true, value: body as T };
  const failure = readProblem(response.status, body, response.headers.get('retry-after'));
  reportSignedOut(failure);
  return { ok: false, failure };
}

/** Tells the page when a failure means that nobody is signed in. */
export function reportSignedOut(failure: Failure): void {
  if (failure.kind === 'problem' && failure.slug === 'not-signed-in') signedOutListener?.();
}

/** Reads problem details (RFC 9457); what is not there stays empty. */
export function readProblem(status: number, body: unknown, retryAfter: string | null): Problem {
  const said = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const slug = /^\/problems\/([a-z-]+)$/.exec(asText(said.type))?.[1];
  const errors = Array.isArray(said.errors) ? said.errors.map(asFieldError) : [];
  const seconds = retryAfter === null ? NaN : Number(retryAfter);
  return {
    kind: 'problem',
    status,
    title: asText(said.title),
    detail: asText(said.detail),
    ...(slug === undefined ? {} : { slug }),
    ...(errors.length === 0 ? {} : { errors }),
    ...(Number.isFinite(seconds) ? { retryAfterSeconds: seconds } : {}),
  };
}

/** A proxy may answer with a page of its own; that is a problem too, only without details. */
async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

function asFieldError(value: unknown): FieldError {
  const said = (typeof value === 'object' && value !== null ? value : {}) as Partial<
    Record<keyof FieldError, unknown>
  >;
  return { field: asText(said.field), message: asText(said.message) };
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
