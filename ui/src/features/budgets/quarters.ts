import { parsePeriod, periodKey, periodsBetween } from '$i18n/period';

/** The quarters that a budget may be for, latest first: from the year of the first posts to now. */
export function quartersSince(firstPeriod: string | null, now: Date): string[] {
  const year = now.getUTCFullYear();
  const first = firstPeriod === null ? null : parsePeriod(firstPeriod);
  const current = periodKey({
    granularity: 'quarter',
    year,
    part: Math.floor(now.getUTCMonth() / 3) + 1,
  });
  return periodsBetween(`${Math.min(first?.year ?? year, year)}-Q1`, current).reverse();
}
