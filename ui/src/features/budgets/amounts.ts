import { localeTag, type Language } from '$i18n/language';

export type AmountFault = 'missing' | 'number' | 'negative';

export type Amount = { ok: true; value: number } | { ok: false; fault: AmountFault };

/** How a language parts thousands and decimals. Persian is typed with either kind of figures. */
const marks: Record<Language, { thousands: string; decimal: string }> = {
  en: { thousands: ',', decimal: '.' },
  tr: { thousands: '.', decimal: ',' },
  cs: { thousands: '', decimal: ',' },
  fa: { thousands: '٬,', decimal: '٫.' },
};

/** Reads an amount as it is written in a language; 1.500 is not guessed where it means 1 and a half. */
export function readAmount(text: string, language: Language): Amount {
  const written = asLatinFigures(text).replace(/[\s\u200e\u200f\u061c]/g, '');
  if (written === '') return { ok: false, fault: 'missing' };
  const { thousands, decimal } = marks[language];
  const [, minus, whole, grouped, rest] = amountPattern(thousands, decimal).exec(written) ?? [];
  const digits = whole ?? grouped?.replace(/\D/g, '');
  if (digits === undefined) return { ok: false, fault: 'number' };
  const value = Number(`${digits}.${rest ?? '0'}`);
  if (minus && value > 0) return { ok: false, fault: 'negative' };
  return { ok: true, value };
}

/** How a stored amount stands in the field of a form: without thousands, for it is to be changed. */
export function writeAmount(value: number, language: Language): string {
  return new Intl.NumberFormat(localeTag[language], {
    useGrouping: false,
    maximumFractionDigits: 2,
  }).format(value);
}

function amountPattern(thousands: string, decimal: string): RegExp {
  const grouped = thousands === '' ? '(?!)' : `\\d{1,3}(?:[${thousands}]\\d{3})+`;
  return new RegExp(`^([-−])?(?:(\\d{1,15})|(${grouped}))(?:[${decimal}](\\d{1,2}))?$`);
}

function asLatinFigures(text: string): string {
  return text
    .replace(/[۰-۹]/g, (figure) => String(figure.charCodeAt(0) - 0x6f0))
    .replace(/[٠-٩]/g, (figure) => String(figure.charCodeAt(0) - 0x660));
}
