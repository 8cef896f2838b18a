import { getJson, sendJson, type Answer } from './client';
import type { Schemas } from './contract';

/** What was spent in a quarter; an empty brand is all of them. */
export type Budget = Schemas['BudgetWire'];

export function getBudgets(fetcher: typeof fetch): Promise<Answer<Schemas['BudgetsAnswer']>> {
  return getJson(fetcher, '/api/budgets');
}

export function putBudget(fetcher: typeof fetch, budget: Budget): Promise<Answer<Budget>> {
  return sendJson(fetcher, 'PUT', '/api/budgets', budget);
}

export function deleteBudget(
  fetcher: typeof fetch,
  { quarter, brand }: Pick<Budget, 'quarter' | 'brand'>,
): Promise<Answer<undefined>> {
  const search = new URLSearchParams({ quarter, brand }).toString();
  return sendJson(fetcher, 'DELETE', `/api/budgets?${search}`);
}
