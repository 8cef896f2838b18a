import { describe, expect, test } from 'vitest';
import type { IcebergReport, IcebergRow } from '$api/iceberg';
import { alongTime, compareBudget, trendOf, type PeriodFigures } from './reading';

const silent = { posts: 0, one_to_one: 0, share: null, low: null, high: null };

function quarterly(rows: IcebergRow[]): IcebergReport {
  return {
    posts: 0,
    inbound: 0,
    duplicates: 0,
    rejected: 0,
    by: ['quarter'],
    rows,
    total: silent,
  };
}

function row(quarter: string, share: number): IcebergRow {
  return {
    quarter,
    posts: 1000,
    one_to_one: share * 1000,
    share,
    low: share - 0.01,
    high: share + 0.01,
  };
}

function period(key: string, share: number, margin: number): PeriodFigures {
  const measured = { posts: 1, oneToOne: 1, share, low: share - margin, high: share + margin };
  return { key, measured };
}

describe('along time', () => {
  test('a quarter without posts is a gap, whether the server lists it or not', () => {
    const rows = [row('2025-Q3', 0.95), { quarter: '2025-Q1', ...silent }, row('2024-Q3', 0.93)];
    expect(alongTime(quarterly(rows)).map(({ key, measured }) => [key, measured?.share])).toEqual([
      ['2024-Q3', 0.93],
      ['2024-Q4', undefined],
      ['2025-Q1', undefined],
      ['2025-Q2', undefined],
      ['2025-Q3', 0.95],
    ]);
  });

  test('no rows are no periods', () => {
    expect(alongTime(quarterly([]))).toEqual([]);
  });
});

describe('the trend', () => {
  test.each([
    ['rose', 0.93, 0.942],
    ['fell', 0.942, 0.93],
    ['unclear', 0.93, 0.935],
  ])('%s from %f to %f with a margin of half a point each', (direction, before, after) => {
    const trend = trendOf([
      period('2024-Q1', before, 0.005),
      { key: '2024-Q2', measured: null },
      period('2024-Q3', after, 0.005),
    ]);
    expect(trend).toMatchObject({ direction, since: '2024-Q1', until: '2024-Q3' });
    expect(trend?.difference).toBeCloseTo(after - before);
  });

  test('agrees with the worked example of Newcombe (1998): 56/70 against 48/80', () => {
    // Wilson intervals 0.6919–0.8777 and 0.4904–0.7005 give 0.0524 to 0.3339 for the difference.
    const before = { posts: 80, oneToOne: 48, share: 0.6, low: 0.4904, high: 0.7005 };
    const after = { posts: 70, oneToOne: 56, share: 0.8, low: 0.6919, high: 0.8777 };
    expect(
      trendOf([
        { key: '2024', measured: before },
        { key: '2025', measured: after },
      ])?.direction,
    ).toBe('rose');
  });

  test('needs two periods with posts', () => {
    expect(trendOf([period('2024-Q1', 0.9, 0.01), { key: '2024-Q2', measured: null }])).toBeNull();
  });
});

describe('budget beside content', () => {
  const posts = (brand: string, quarter: string, all: number, oneToOne: number): IcebergRow => ({
    ...silent,
    brand,
    quarter,
    posts: all,
    one_to_one: oneToOne,
  });

  test('compares the same brands in the same quarters', () => {
    const comparison = compareBudget(
      [{ quarter: '2025-Q1', brand: 'Lumen Air', one_to_many: 80, one_to_one: 20 }],
      [
        posts('Lumen Air', '2025-Q1', 100, 97),
        posts('Lumen Air', '2024-Q4', 100, 10),
        posts('Nordwind', '2025-Q1', 100, 10),
      ],
    );
    expect(comparison).toMatchObject({ budgetShare: 0.2, contentShare: 0.97 });
    expect(comparison?.quarters).toHaveLength(1);
  });

  test('a budget without a brand is for all of them', () => {
    const comparison = compareBudget(
      [{ quarter: '2025-Q1', brand: '', one_to_many: 50, one_to_one: 50 }],
      [posts('Lumen Air', '2025-Q1', 100, 90), posts('Nordwind', '2025-Q1', 100, 80)],
    );
    expect(comparison?.contentShare).toBe(0.85);
  });

  test('nothing spent is nothing to compare', () => {
    const spent = { quarter: '2025-Q1', brand: '', one_to_many: 0, one_to_one: 0 };
    expect(compareBudget([spent], [])).toBeNull();
  });
});
