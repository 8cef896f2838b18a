import type { Words } from './en';

const ordinals: Record<string, string> = { '۱': 'اول', '۲': 'دوم', '۳': 'سوم', '۴': 'چهارم' };

export const fa: Words = {
  quarter: (part, year) => `سه‌ماههٔ ${ordinals[part] ?? part} ${year}`,
  quarterShort: (part) => `س${part}`,
  week: (part, year) => `هفتهٔ ${part} سال ${year}`,
  weekShort: (part) => `هـ${part}`,
  since: {
    year: (year) => `از سال ${year} تاکنون`,
    quarter: (part, year) => `از سه‌ماههٔ ${ordinals[part] ?? part} ${year} تاکنون`,
    month: (month, year) => `از ${month} ${year} تاکنون`,
    week: (part, year) => `از هفتهٔ ${part} سال ${year} تاکنون`,
  },
  range: (low, high) => `${low} تا ${high}`,
  undetermined: 'نامشخص',
};
