import type { Words } from './en';

export const cs: Words = {
  quarter: (part, year) => `${part}. čtvrtletí ${year}`,
  quarterShort: (part) => `${part}. čtvrt.`,
  week: (part, year) => `${part}. týden ${year}`,
  weekShort: (part) => `${part}. týd.`,
  range: (low, high) => `${low} až ${high}`,
  undetermined: 'Neurčeno',
};
