import { localeTag, type Language } from './language';

/** A day and a time of day, in the reader's calendar and zone. */
export function writeMoment(language: Language, at: Date): string {
  return new Intl.DateTimeFormat(localeTag[language], {
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(at);
}

/** The same in full, with the zone's name. */
export function writeExactMoment(language: Language, at: Date): string {
  return new Intl.DateTimeFormat(localeTag[language], {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(at);
}

/** A day, in the reader's calendar and zone. */
export function writeDay(language: Language, at: Date): string {
  return new Intl.DateTimeFormat(localeTag[language], { dateStyle: 'medium' }).format(at);
}

/** A time of day. */
export function writeTime(language: Language, at: Date): string {
  return new Intl.DateTimeFormat(localeTag[language], { timeStyle: 'short' }).format(at);
}
