import type { Words } from './en';

export const tr: Words = {
  quarter: (part, year) => `${year} ${part}. çeyrek`,
  quarterShort: (part) => `Ç${part}`,
  week: (part, year) => `${year} ${part}. hafta`,
  weekShort: (part) => `H${part}`,
  since: {
    year: (year) => `${year} yılından bu yana`,
    quarter: (part, year) => `${year} yılının ${part}. çeyreğinden bu yana`,
    month: (month, year) => `${year} yılının ${month.toLocaleLowerCase('tr')} ayından bu yana`,
    week: (part, year) => `${year} yılının ${part}. haftasından bu yana`,
  },
  range: (low, high) => `${low} – ${high}`,
  undetermined: 'Belirlenemedi',
};
