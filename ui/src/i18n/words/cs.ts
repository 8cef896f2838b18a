import type { Words } from './en';

export const cs: Words = {
  quarter: (part, year) => `${part}. čtvrtletí ${year}`,
  quarterShort: (part) => `Q${part}`,
  week: (part, year) => `${part}. týden ${year}`,
  weekShort: (part) => `T${part}`,
  since: {
    year: (year) => `od roku ${year}`,
    quarter: (part, year) => `od ${part}. čtvrtletí ${year}`,
    month: (month, year) => `od ${month} ${year}`,
    week: (part, year) => `od ${part}. týdne ${year}`,
  },
  range: (low, high) => `${low} až ${high}`,
  undetermined: 'Neurčeno',
};
