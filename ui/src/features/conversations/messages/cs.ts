import { pluralIn } from '$i18n/plural';
import type { ConversationsMessages } from './en';

const plural = pluralIn('cs');

export const cs: ConversationsMessages = {
  title: 'Konverzace',
  titleWith: (contact) => `Konverzace: ${contact}`,
  with: 'Konverzace s kontaktem',
  brand: 'Značka',
  visibility: { public: 'Veřejná', private: 'Soukromá' },
  posts: (count, text) =>
    plural(count, {
      one: `${text} příspěvek`,
      few: `${text} příspěvky`,
      many: `${text} příspěvku`,
      other: `${text} příspěvků`,
    }),
  inbound: (text) => `příchozích: ${text}`,
  outbound: (text) => `odchozích: ${text}`,
  between: (first, last) => `${first} až ${last}`,
  list: 'Příspěvky od nejstaršího',
  // A silence is never shorter than two of its units, so the accusative is the plural form.
  later: (span) => `o ${span} později`,
  from: 'Příspěvek, od kterého jste přišli',
  newer: 'Novější příspěvky',
  loading: 'Konverzace se otevírá…',
  missingTitle: 'Taková konverzace není',
  missingText: 'Možná byla sloučena s jinou, nebo patří značce, kterou vaše týmy nevidí.',
  toPosts: 'Zobrazit příspěvky',
};
