import { localeTag, type Language } from './language';

export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Picks the form that a language wants for a count. */
export function pluralIn(language: Language): (count: number, forms: PluralForms) => string {
  const rules = new Intl.PluralRules(localeTag[language]);
  return (count, forms) => forms[rules.select(count)] ?? forms.other;
}
