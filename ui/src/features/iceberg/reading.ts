import type { BudgetRow, Figures, IcebergReport, IcebergRow } from '$api/iceberg';
import { granularities, periodsBetween } from '$i18n/period';

/** Figures of something that holds at least one post. */
export interface Measured {
  posts: number;
  oneToOne: number;
  share: number;
  low: number;
  high: number;
}

export function measured(figures: Figures): Measured | null {
  const { posts, one_to_one: oneToOne, share, low, high } = figures;
  if (share === null || low === null || high === null) return null;
  return { posts, oneToOne, share, low, high };
}

export interface PeriodFigures {
  key: string;
  /** Null is a gap: nobody posted, so there is no share. */
  measured: Measured | null;
}

/** The report's periods in order, with every silent one in between. */
export function alongTime(report: IcebergReport): PeriodFigures[] {
  const granularity = granularities.find((each) => report.by.includes(each));
  if (!granularity) return [];
  const byKey = new Map<string, Measured | null>();
  for (const row of report.rows) {
    const key = row[granularity];
    if (key) byKey.set(key, measured(row));
  }
  const keys = [...byKey.keys()].sort();
  const first = keys.at(0);
  const last = keys.at(-1);
  if (first === undefined || last === undefined) return [];
  return periodsBetween(first, last).map((key) => ({ key, measured: byKey.get(key) ?? null }));
}

export interface Trend {
  direction: 'rose' | 'fell' | 'unclear';
  /** Last share minus first share. */
  difference: number;
  since: string;
  until: string;
}

/** Compares the last period with the first; null when there are not two to compare. */
export function trendOf(periods: PeriodFigures[]): Trend | null {
  const known = periods.flatMap(({ key, measured }) => (measured ? [{ key, measured }] : []));
  const first = known.at(0);
  const last = known.at(-1);
  if (!first || !last || first === last) return null;
  const { low, high } = differenceInterval(first.measured, last.measured);
  return {
    direction: low > 0 ? 'rose' : high < 0 ? 'fell' : 'unclear',
    difference: last.measured.share - first.measured.share,
    since: first.key,
    until: last.key,
  };
}

/** Newcombe's hybrid score interval (1998, method 10), from two Wilson intervals. */
function differenceInterval(before: Measured, after: Measured): { low: number; high: number } {
  const difference = after.share - before.share;
  return {
    low: difference - Math.hypot(after.share - after.low, before.high - before.share),
    high: difference + Math.hypot(after.high - after.share, before.share - before.low),
  };
}

/** What was spent, without the server's own comparison of that line alone. */
export type Spent = Pick<BudgetRow, 'quarter' | 'brand' | 'one_to_many' | 'one_to_one'>;

export interface BudgetQuarter {
  quarter: string;
  oneToMany: number;
  oneToOne: number;
  budgetShare: number | null;
  contentShare: number | null;
}

export interface BudgetComparison {
  budgetShare: number;
  contentShare: number | null;
  quarters: BudgetQuarter[];
}

/**
 * Sets the money beside the posts of the same brands in the same quarters: a brand without a budget
 * would otherwise move only one of the two shares.
 */
export function compareBudget(
  budget: Spent[],
  byBrandAndQuarter: IcebergRow[],
): BudgetComparison | null {
  const quarters = [...new Set(budget.map((row) => row.quarter))].sort().map((quarter) => {
    const spent = budget.filter((row) => row.quarter === quarter);
    const posts = byBrandAndQuarter.filter(
      (row) => row.quarter === quarter && spent.some((each) => covers(each, row)),
    );
    return {
      quarter,
      oneToMany: sum(spent, (row) => row.one_to_many),
      oneToOne: sum(spent, (row) => row.one_to_one),
      posts: sum(posts, (row) => row.posts),
      oneToOnePosts: sum(posts, (row) => row.one_to_one),
    };
  });
  const oneToOne = sum(quarters, (quarter) => quarter.oneToOne);
  const budgetShare = ratio(oneToOne, oneToOne + sum(quarters, (quarter) => quarter.oneToMany));
  if (budgetShare === null) return null;
  return {
    budgetShare,
    contentShare: ratio(
      sum(quarters, (quarter) => quarter.oneToOnePosts),
      sum(quarters, (quarter) => quarter.posts),
    ),
    quarters: quarters.map(({ quarter, oneToMany, oneToOne, posts, oneToOnePosts }) => ({
      quarter,
      oneToMany,
      oneToOne,
      budgetShare: ratio(oneToOne, oneToOne + oneToMany),
      contentShare: ratio(oneToOnePosts, posts),
    })),
  };
}

/** A budget line without a brand is for all of them. */
function covers(budget: Spent, row: IcebergRow): boolean {
  return budget.brand === '' || budget.brand === row.brand;
}

function sum<T>(rows: T[], value: (row: T) => number): number {
  return rows.reduce((total, row) => total + value(row), 0);
}

function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}
