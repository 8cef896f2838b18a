/** Words that the formatters need and `Intl` does not have. */
export const en = {
  quarter: (part: string, year: string) => `Q${part} ${year}`,
  quarterShort: (part: string) => `Q${part}`,
  week: (part: string, year: string) => `Week ${part}, ${year}`,
  weekShort: (part: string) => `W${part}`,
  range: (low: string, high: string) => `${low} to ${high}`,
  undetermined: 'Not determined',
};

export type Words = typeof en;
