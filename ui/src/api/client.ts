/** Why an answer did not come: the page says something different for each. */
export type Failure =
  /** Nobody answered: the network is down or the server is stopped. */
  | { kind: 'unreachable' }
  /** The server answered that it could not. */
  | { kind: 'problem'; status: number; title: string; detail: string };

export type Answer<T> = { ok: true; value: T } | { ok: false; failure: Failure };

interface ProblemDetails {
  title?: unknown;
  detail?: unknown;
}

export async function getJson<T>(fetcher: typeof fetch, path: string): Promise<Answer<T>> {
  let response: Response;
  try {
    response = await fetcher(path, { headers: { accept: 'application/json' } });
  } catch {
    return { ok: false, failure: { kind: 'unreachable' } };
  }
  const body = await readJson(response);
  if (response.ok && body !== null) return { ok: true, value: body as T };
  const problem = (body ?? {}) as ProblemDetails;
  return {
    ok: false,
    failure: {
      kind: 'problem',
      status: response.status,
      title: asText(problem.title),
      detail: asText(problem.detail),
    },
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

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
