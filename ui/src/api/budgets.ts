import { getJson, type Answer, type Failure } from './client';

/** What was spent in a quarter; an empty brand is all of them. */
export interface Budget {
  quarter: string;
  brand: string;
  one_to_many: number;
  one_to_one: number;
}

/** A saved change, or why it was not saved: by field where the server names one. */
export type Saved = { ok: true } | { ok: false; failure: Failure; fields: string[] };

export function getBudgets(fetcher: typeof fetch): Promise<Answer<{ budgets: Budget[] }>> {
  return getJson(fetcher, '/api/budgets');
}

export function putBudget(fetcher: typeof fetch, budget: Budget): Promise<Saved> {
  return send(fetcher, '/api/budgets', {
    method: 'PUT',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(budget),
  });
}

export function deleteBudget(
  fetcher: typeof fetch,
  { quarter, brand }: Pick<Budget, 'quarter' | 'brand'>,
): Promise<Saved> {
  const search = new URLSearchParams({ quarter, brand }).toString();
  return send(fetcher, `/api/budgets?${search}`, { method: 'DELETE' });
}

interface Refusal {
  title?: string;
  detail?: string;
  errors?: { field: string }[];
}

async function send(fetcher: typeof fetch, path: string, request: RequestInit): Promise<Saved> {
  let response: Response;
  try {
    response = await fetcher(path, request);
  } catch {
    return { ok: false, failure: { kind: 'unreachable' }, fields: [] };
  }
  if (response.ok) return { ok: true };
  const refusal = await readRefusal(response);
  return {
    ok: false,
    failure: {
      kind: 'problem',
      status: response.status,
      title: refusal.title ?? '',
      detail: refusal.detail ?? '',
    },
    fields: (refusal.errors ?? []).map((error) => error.field),
  };
}

async function readRefusal(response: Response): Promise<Refusal> {
  try {
    return (await response.json()) as Refusal;
  } catch {
    return {};
  }
}
