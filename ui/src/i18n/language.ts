export const languages = ['en', 'tr', 'cs', 'fa'] as const;
export type Language = (typeof languages)[number];

/** One catalogue per language; leaving a language out does not compile. */
export type Catalogues<Messages> = Record<Language, Messages>;

/** The language's own name, which is what a reader looks for who cannot read the current one. */
export const nativeName: Record<Language, string> = {
  en: 'English',
  tr: 'Türkçe',
  cs: 'Čeština',
  fa: 'فارسی',
};

/** What `Intl` is asked for: `fa-IR` brings Persian digits and the Jalali calendar with it. */
export const localeTag: Record<Language, string> = {
  en: 'en-GB',
  tr: 'tr-TR',
  cs: 'cs-CZ',
  fa: 'fa-IR',
};

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'fa' ? 'rtl' : 'ltr';
}

/** The remembered language, else the first one that the browser asks for and we have, else English. */
export function chooseLanguage(remembered: string | null, wished: readonly string[]): Language {
  for (const tag of [remembered, ...wished]) {
    const primary = tag?.toLowerCase().split('-')[0];
    const known = languages.find((language) => language === primary);
    if (known) return known;
  }
  return 'en';
}
