import { pluralIn } from '$i18n/plural';
import type { ContactsMessages } from './en';

const plural = pluralIn('cs');

export const cs: ContactsMessages = {
  title: 'Kontakt',
  unnamed: 'Kontakt beze jména',
  profiles: 'Profily',
  followers: (count, text) =>
    plural(count, {
      one: `${text} sledující`,
      other: `${text} sledujících`,
      few: `${text} sledující`,
    }),
  figures: 'V číslech',
  inbound: 'Příspěvky od kontaktu',
  outbound: 'Příspěvky kontaktu',
  first: 'Poprvé',
  last: 'Naposledy',
  never: 'Nikdy',
  conversations: 'Konverzace',
  list: 'Konverzace od nejnovější',
  shown: (count, text) =>
    plural(count, {
      one: `Zobrazena ${text} konverzace`,
      few: `Zobrazeny ${text} konverzace`,
      other: `Zobrazeno ${text} konverzací`,
    }),
  posts: (count, text) =>
    plural(count, {
      one: `${text} příspěvek`,
      few: `${text} příspěvky`,
      many: `${text} příspěvku`,
      other: `${text} příspěvků`,
    }),
  none: 'S tímto kontaktem není uložena žádná konverzace.',
  older: 'Starší konverzace',
  allPosts: 'Zobrazit všechny příspěvky s kontaktem',
  wordless: 'Začíná beze slov',
  loading: 'Kontakt se otevírá…',
  missingTitle: 'Takový kontakt není',
  missingText: 'Možná byl sloučen s jiným, nebo nevidíte žádnou ze značek, kterým psal.',
  toPosts: 'Zobrazit příspěvky',
};
