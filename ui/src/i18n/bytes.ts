import { localeTag, type Language } from './language';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A size as people read it: `1.4 MB`, in steps of a thousand as disks are sold. */
export function writeBytes(language: Language, bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  const scaled = bytes / 1000 ** step;
  return new Intl.NumberFormat(localeTag[language], {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: scaled < 10 && step > 0 ? 1 : 0,
  }).format(scaled);
}
