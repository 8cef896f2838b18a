export const granularities = ['year', 'quarter', 'month', 'week'] as const;
export type Granularity = (typeof granularities)[number];

/** A period as the server names it: `2025`, `2025-Q1`, `2025-03` or `2025-W07` (ISO), in UTC. */
export type Period =
  | { granularity: 'year'; year: number }
  | { granularity: 'quarter' | 'month' | 'week'; year: number; part: number };

export function parsePeriod(key: string): Period | null {
  const match = /^(\d{4})(?:-(Q|W)?(\d{1,2}))?$/.exec(key);
  if (!match) return null;
  const year = Number(match[1]);
  if (match[3] === undefined) return { granularity: 'year', year };
  const part = Number(match[3]);
  if (match[2] === 'Q') return inRange(part, 4) ? { granularity: 'quarter', year, part } : null;
  if (match[2] === 'W') {
    return inRange(part, weeksIn(year)) ? { granularity: 'week', year, part } : null;
  }
  return inRange(part, 12) ? { granularity: 'month', year, part } : null;
}

export function periodKey(period: Period): string {
  switch (period.granularity) {
    case 'year':
      return String(period.year);
    case 'quarter':
      return `${period.year}-Q${period.part}`;
    case 'month':
      return `${period.year}-${String(period.part).padStart(2, '0')}`;
    case 'week':
      return `${period.year}-W${String(period.part).padStart(2, '0')}`;
  }
}

/** First and last day of a period, `2025-01-31`. */
export function daysOf(period: Period): { first: string; last: string } {
  const day = (year: number, month: number, date: number) =>
    new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);
  const { year } = period;
  switch (period.granularity) {
    case 'year':
      return { first: day(year, 0, 1), last: day(year, 11, 31) };
    case 'quarter':
      return { first: day(year, period.part * 3 - 3, 1), last: day(year, period.part * 3, 0) };
    case 'month':
      return { first: day(year, period.part - 1, 1), last: day(year, period.part, 0) };
    case 'week': {
      // The week of 4 January is the first; weeks begin on Monday.
      const fourth = new Date(Date.UTC(year, 0, 4)).getUTCDay() || 7;
      const monday = 4 - fourth + 1 + (period.part - 1) * 7;
      return { first: day(year, 0, monday), last: day(year, 0, monday + 6) };
    }
  }
}

/** Every period from the first to the last, so that silence shows as a gap and not as a short cut. */
export function periodsBetween(first: string, last: string): string[] {
  let period = parsePeriod(first);
  const end = parsePeriod(last);
  if (!period || period.granularity !== end?.granularity) return [];
  const keys: string[] = [];
  while (isNotAfter(period, end)) {
    keys.push(periodKey(period));
    period = following(period);
  }
  return keys;
}

function following(period: Period): Period {
  if (period.granularity === 'year') return { granularity: 'year', year: period.year + 1 };
  const parts = { quarter: 4, month: 12, week: weeksIn(period.year) }[period.granularity];
  return period.part < parts
    ? { ...period, part: period.part + 1 }
    : { ...period, year: period.year + 1, part: 1 };
}

function isNotAfter(period: Period, end: Period): boolean {
  if (period.year !== end.year) return period.year < end.year;
  return period.granularity === 'year' || end.granularity === 'year' || period.part <= end.part;
}

/** An ISO year has 53 weeks when it begins or ends on a Thursday. */
function weeksIn(year: number): number {
  const weekday = (month: number, day: number) => new Date(Date.UTC(year, month, day)).getUTCDay();
  return weekday(0, 1) === 4 || weekday(11, 31) === 4 ? 53 : 52;
}

function inRange(part: number, last: number): boolean {
  return part >= 1 && part <= last;
}

/** A day as addresses write it, `2025-01-31`; null for everything else. */
export function asDay(text: string | null): string | null {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const day = new Date(`${text}T00:00:00Z`);
  // 31 February parses as March; only a day that survives the round trip exists.
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? text : null;
}
