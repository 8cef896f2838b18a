/** Words that the formatters need and `Intl` does not have. */
export const en = {
  quarter: (part: string, year: string) => `Q${part} ${year}`,
  quarterShort: (part: string) => `Q${part}`,
  week: (part: string, year: string) => `Week ${part}, ${year}`,
  weekShort: (part: string) => `W${part}`,
  /** From when on; months come in the form that stands beside a day. */
  since: {
    year: (year: string) => `since ${year}`,
    quarter: (part: string, year: string) => `since Q${part} ${year}`,
    month: (month: string, year: string) => `since ${month} ${year}`,
    week: (part: string, year: string) => `since week ${part} of ${year}`,
  },
  range: (low: string, high: string) => `${low} to ${high}`,
  undetermined: 'Not determined',
};

export type Words = typeof en;
