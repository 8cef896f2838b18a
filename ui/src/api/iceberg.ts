import { getJson, type Answer } from './client';

/** What posts can be split by; the server's words. */
export const splits = [
  'brand',
  'industry',
  'profile',
  'language',
  'year',
  'quarter',
  'month',
  'week',
] as const;
export type Split = (typeof splits)[number];

/** Counts, and the share with its 95 % Wilson interval, which is null where there is no post. */
export interface Figures {
  posts: number;
  one_to_one: number;
  share: number | null;
  low: number | null;
  high: number | null;
}

export type IcebergRow = Figures & Partial<Record<Split, string | null>>;

export interface BudgetRow {
  quarter: string;
  brand?: string | null;
  one_to_many: number;
  one_to_one: number;
  share: number | null;
}

export interface IcebergReport {
  posts: number;
  inbound: number;
  duplicates: number;
  rejected: number;
  by: Split[];
  rows: IcebergRow[];
  total: Figures;
  budget?: BudgetRow[] | null;
}

export interface IcebergQuestion {
  by: Split[];
  from: string | null;
  to: string | null;
  excludeReposts: boolean;
}

/** What is stored within what the reader may see. */
export interface Status {
  posts: number;
  version: string;
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

export function getStatus(fetcher: typeof fetch): Promise<Answer<Status>> {
  return getJson(fetcher, '/api/status');
}
