import type { IcebergReport, IcebergRow } from '$api/iceberg';
import { measured, type Measured } from './reading';
import type { View } from './view';

export interface SplitRow {
  /** The value of the split as the server wrote it; empty where it has none. */
  key: string;
  posts: number;
  oneToOne: number;
  measured: Measured | null;
}

export function splitRows(report: IcebergReport, view: View): SplitRow[] {
  return report.rows.map((row) => asRow(row, row[view.by] ?? ''));
}

export function totalRow(report: IcebergReport): SplitRow {
  return asRow(report.total, '');
}

/** One scale for all rows' intervals, so that they can be compared by eye. */
export function commonScale(rows: SplitRow[]): { low: number; high: number } {
  const known = rows.flatMap((row) => (row.measured ? [row.measured] : []));
  const low = Math.min(1, ...known.map((each) => each.low));
  const high = Math.max(0, ...known.map((each) => each.high));
  return low < high ? { low, high } : { low: 0, high: 1 };
}

function asRow(figures: IcebergRow, key: string): SplitRow {
  return { key, posts: figures.posts, oneToOne: figures.one_to_one, measured: measured(figures) };
}
