import { localeTag, type Language } from './language';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Writes moments as one language does, in one zone and in the calendar of the language. */
export class Moments {
  readonly #tag: string;
  readonly #zone: string | undefined;

  /** Without a zone, the reader's own. */
  constructor(language: Language, zone?: string) {
    this.#tag = localeTag[language];
    this.#zone = zone;
  }

  /** Near the present how long ago, else the day: “10 years ago” tells less than “3 Mar 2015”. */
  ago(moment: string, now: Date): string {
    const age = now.getTime() - Date.parse(moment);
    if (age < 0 || age >= 7 * day) return this.day(moment);
    const relative = new Intl.RelativeTimeFormat(this.#tag, { numeric: 'auto' });
    if (age < minute) return relative.format(0, 'second');
    if (age < hour) return relative.format(-Math.floor(age / minute), 'minute');
    if (age < day) return relative.format(-Math.floor(age / hour), 'hour');
    return relative.format(-Math.floor(age / day), 'day');
  }

  day(moment: string): string {
    return this.#write(moment, { dateStyle: 'medium' });
  }

  longDay(moment: string): string {
    if (this.#tag !== localeTag.fa) return this.#write(moment, { dateStyle: 'full' });
    // For Jalali dates `Intl` puts the year first and the weekday last, as nobody writes them.
    const weekday = this.#write(moment, { weekday: 'long' });
    return `${weekday} ${this.#write(moment, { dateStyle: 'long' })}`;
  }

  time(moment: string): string {
    return this.#write(moment, { hour: '2-digit', minute: '2-digit' });
  }

  /** Day and minute. */
  dayAndTime(moment: string): string {
    return this.#write(moment, { dateStyle: 'medium', timeStyle: 'short' });
  }

  /** Day, minute and the zone by its name. */
  exact(moment: string): string {
    const time = this.#write(moment, {
      hour: '2-digit',
      minute: '2-digit',
      timeZoneName: 'long',
    });
    return new Intl.ListFormat(this.#tag, { type: 'unit', style: 'short' }).format([
      this.longDay(moment),
      time,
    ]);
  }

  /** “3 hours”. */
  span(value: number, unit: SpanUnit): string {
    return new Intl.NumberFormat(this.#tag, { style: 'unit', unit, unitDisplay: 'long' }).format(
      value,
    );
  }

  /** The calendar day of a moment in the zone, `2025-01-31`. */
  isoDay(moment: string): string {
    const parts = new Intl.DateTimeFormat('en-CA', {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      timeZone: this.#zone,
    });
    return parts.format(new Date(moment));
  }

  #write(moment: string, options: Intl.DateTimeFormatOptions): string {
    return new Intl.DateTimeFormat(this.#tag, { ...options, timeZone: this.#zone }).format(
      new Date(moment),
    );
  }
}

export type SpanUnit = 'hour' | 'day' | 'month' | 'year';
