import { getJson, type Answer } from './client';
import type { Schemas } from './contract';

/** What posts can be split by. */
export const splits = [
  'brand',
  'industry',
  'profile',
  'language',
  'year',
  'quarter',
  'month',
  'week',
] as const satisfies readonly IcebergReport['by'][number][];
export type Split = (typeof splits)[number];

/** Counts, and the share with its 95 % Wilson interval, which is null where there is no post. */
export type Figures = Schemas['FiguresAnswer'];
export type IcebergRow = Schemas['IcebergRow'];
export type BudgetRow = Schemas['BudgetRowAnswer'];
export type IcebergReport = Schemas['IcebergAnswer'];

export interface IcebergQuestion {
  by: Split[];
  from: string | null;
  to: string | null;
  excludeReposts: boolean;
}

export function getIceberg(
  fetcher: typeof fetch,
  question: IcebergQuestion,
): Promise<Answer<IcebergReport>> {
  const query = new URLSearchParams({ by: question.by.join(',') });
  if (question.from) query.set('from', question.from);
  if (question.to) query.set('to', dayAfter(question.to));
  if (question.excludeReposts) query.set('exclude_reposts', 'true');
  return getJson(fetcher, `/api/iceberg?${query.toString()}`);
}

/** Readers name the last day that counts, the server the first that no longer does. */
export function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

export function getStatus(fetcher: typeof fetch): Promise<Answer<Schemas['Status']>> {
  return getJson(fetcher, '/api/status');
}
