import type { Words } from './en';

export const tr: Words = {
  quarter: (part, year) => `${year} ${part}. çeyrek`,
  quarterShort: (part) => `Ç${part}`,
  week: (part, year) => `${year} ${part}. hafta`,
  weekShort: (part) => `H${part}`,
  range: (low, high) => `${low} – ${high}`,
  undetermined: 'Belirlenemedi',
};
