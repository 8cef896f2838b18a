import { localeTag, type Language } from './language';
import { parsePeriod } from './period';
import { words } from './words';

/** A position on a time axis: what stands under the tick, and the year under the first of each year. */
export interface AxisLabel {
  tick: string;
  year: string;
  /** How far into its year it is, counted from 0. */
  place: number;
}

/** Writes numbers, dates and periods as one language does. */
export class Format {
  readonly #language: Language;
  readonly #tag: string;
  readonly #collator: Intl.Collator;
  readonly #shares = new Map<number, Intl.NumberFormat>();

  constructor(language: Language) {
    this.#language = language;
    this.#tag = localeTag[language];
    this.#collator = new Intl.Collator(this.#tag, { numeric: true, sensitivity: 'base' });
  }

  count(value: number): string {
    return new Intl.NumberFormat(this.#tag).format(value);
  }

  amount(value: number): string {
    return new Intl.NumberFormat(this.#tag, { maximumFractionDigits: 0 }).format(value);
  }

  share(value: number, digits = 1): string {
    let format = this.#shares.get(digits);
    if (!format) {
      format = new Intl.NumberFormat(this.#tag, {
        style: 'percent',
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      });
      this.#shares.set(digits, format);
    }
    return format.format(value);
  }

  interval(low: number, high: number, digits = 1): string {
    return words[this.#language].range(this.share(low, digits), this.share(high, digits));
  }

  /** The size of a difference between two shares, in percentage points and without its sign. */
  points(difference: number): string {
    return new Intl.NumberFormat(this.#tag, {
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    }).format(Math.abs(difference) * 100);
  }

  /** A calendar day (`2025-01-31`), in the reader's calendar. */
  day(isoDay: string): string {
    return new Intl.DateTimeFormat(this.#tag, { dateStyle: 'medium', timeZone: 'UTC' }).format(
      new Date(`${isoDay}T00:00:00Z`),
    );
  }

  /** A period's name; a name that is none of ours is shown as the server wrote it. */
  period(key: string): string {
    const period = parsePeriod(key);
    if (!period) return key;
    const year = this.#plain(period.year);
    switch (period.granularity) {
      case 'year':
        return year;
      case 'quarter':
        return words[this.#language].quarter(this.#plain(period.part), year);
      case 'week':
        return words[this.#language].week(this.#plain(period.part), year);
      case 'month':
        return this.#month(period.year, period.part, { month: 'long', year: 'numeric' });
    }
  }

  /** “since Q1 2025”, in the language's own grammar. */
  since(key: string): string {
    const period = parsePeriod(key);
    const phrases = words[this.#language].since;
    if (!period) return phrases.year(key);
    const year = this.#plain(period.year);
    switch (period.granularity) {
      case 'year':
        return phrases.year(year);
      case 'quarter':
        return phrases.quarter(this.#plain(period.part), year);
      case 'week':
        return phrases.week(this.#plain(period.part), year);
      case 'month':
        return phrases.month(this.#monthBesideDay(period.year, period.part), year);
    }
  }

  axisLabel(key: string): AxisLabel {
    const period = parsePeriod(key);
    if (!period) return { tick: key, year: '', place: 0 };
    const year = this.#plain(period.year);
    switch (period.granularity) {
      case 'year':
        return { tick: year, year: '', place: period.year };
      case 'quarter':
        return {
          tick: words[this.#language].quarterShort(this.#plain(period.part)),
          year,
          place: period.part - 1,
        };
      case 'week':
        return {
          tick: words[this.#language].weekShort(this.#plain(period.part)),
          year,
          place: period.part - 1,
        };
      case 'month':
        return {
          tick: this.#month(period.year, period.part, { month: 'short' }),
          year,
          place: period.part - 1,
        };
    }
  }

  /** The name of a language code; what no detector could tell has a name too. */
  language(code: string): string {
    if (code === '' || code === 'und') return words[this.#language].undetermined;
    try {
      const name = new Intl.DisplayNames(this.#tag, { type: 'language' }).of(code) ?? code;
      return name.charAt(0).toLocaleUpperCase(this.#tag) + name.slice(1);
    } catch (error) {
      // Networks declare codes that are none (`qme`, `zxx-x`); the code itself is then the name.
      if (error instanceof RangeError) return code;
      throw error;
    }
  }

  /** A number that names something, a status for one: no separators. */
  code(value: number): string {
    return this.#plain(value);
  }

  compare(a: string, b: string): number {
    return this.#collator.compare(a, b);
  }

  /** Years, quarters and weeks carry no thousands separator. */
  #plain(value: number): string {
    return new Intl.NumberFormat(this.#tag, { useGrouping: false }).format(value);
  }

  /** Czech declines a month that stands beside a day. */
  #monthBesideDay(year: number, month: number): string {
    const parts = new Intl.DateTimeFormat(`${this.#tag}-u-ca-gregory`, {
      day: 'numeric',
      month: 'long',
      timeZone: 'UTC',
    }).formatToParts(new Date(Date.UTC(year, month - 1, 1)));
    return parts.find((part) => part.type === 'month')?.value ?? '';
  }

  /** Periods are the server's, so their months stay Gregorian in every language. */
  #month(year: number, month: number, parts: Intl.DateTimeFormatOptions): string {
    const day = new Date(Date.UTC(year, month - 1, 1));
    return new Intl.DateTimeFormat(`${this.#tag}-u-ca-gregory`, {
      ...parts,
      timeZone: 'UTC',
    }).format(day);
  }
}

/** As many decimals as keep both ends of an interval apart. */
export function shareDigits(low: number, high: number): number {
  return high - low < 0.002 ? 2 : 1;
}
