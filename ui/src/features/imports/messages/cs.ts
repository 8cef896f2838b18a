import { pluralIn } from '$i18n/plural';
import type { ImportMessages } from './en';

const plural = pluralIn('cs');

export const cs: ImportMessages = {
  title: 'Import dat',
  lead: 'Nahrajte archivy toho, co zaznělo, a řekněte, které profily jsou vaše.',

  dropTitle: 'Přetáhněte sem archivy',
  dropText: 'JSON Lines, archiv X, twcs, Mastodon nebo CSV; i zabalené.',
  chooseFiles: 'Vybrat soubory',
  dropAnywhere: 'Puštěním importujete',

  sendingTitle: 'Na cestě',
  sending: (sent, total) => `Odesílá se: ${sent} z ${total}`,
  waitingToSend: 'Čeká na předchozí',
  aborted: 'Neodesláno: zastavili jste to',
  abortSending: (name) => `Zastavit odesílání souboru ${name}`,
  abort: 'Zastavit',
  sendAgain: 'Odeslat znovu',
  dismiss: (name) => `Odebrat ${name} ze seznamu`,
  leaveWarning:
    'Nezavírejte tuto kartu, dokud se vše neodešle; na jiné stránky Rapportu přejít můžete.',

  listTitle: 'Importy',
  emptyTitle: 'Zatím nic',
  emptyText: 'Přetáhněte archiv nahoru. Příspěvky přibývají už během čtení.',
  state: {
    queued: 'Ve frontě',
    running: 'Čte se',
    finished: 'Hotovo',
    failed: 'Nezdařilo se',
    stopped: 'Zastaveno',
  },
  progress: (name) => `Kolik je přečteno ze souboru ${name}`,
  read: (read, total) => `${read} z ${total}`,
  postsNew: (count, text) =>
    plural(count, {
      one: `${text} nový příspěvek`,
      few: `${text} nové příspěvky`,
      many: `${text} nového příspěvku`,
      other: `${text} nových příspěvků`,
    }),
  postsSeenAgain: (text) => `${text} znovu`,
  rejected: (count, text) =>
    plural(count, {
      one: `${text} vyřazený řádek`,
      few: `${text} vyřazené řádky`,
      many: `${text} vyřazeného řádku`,
      other: `${text} vyřazených řádků`,
    }),
  by: (name) => `nahrál(a) ${name}`,
  stop: 'Zastavit',
  stopName: (name) => `Zastavit import souboru ${name}`,
  stopTitle: 'Zastavit tento import?',
  stopText: (name) =>
    `Soubor ${name} se dál nečte. Uložené příspěvky zůstanou; když soubor importujete znovu, naváže se tam, kde to skončilo.`,
  stopConfirm: 'Zastavit import',
  goOn: 'Pokračovat',
  failedHint: 'Příspěvky před chybou jsou uložené. Opravte soubor a importujte ho znovu.',
  seePosts: 'Ukázat příspěvky',
  seeIceberg: 'Ukázat ledovec',

  rejectsTitle: 'Vyřazené řádky',
  rejectsLead: (name) => `Co se ze souboru ${name} nepodařilo přečíst. Všechno ostatní se uložilo.`,
  rejectsNone: 'Uložily se všechny řádky',
  rejectsNoneText: 'V tomto importu se nic nevyřadilo.',
  backToImports: 'Zpět na importy',
  line: 'Řádek',
  offset: 'Na bajtu',
  reason: 'Důvod',
  raw: 'Co na něm stojí',

  brandsTitle: 'Tabulka značek',
  brandsLead:
    'Které profily jsou vaše, podle značek a odvětví. Rozhoduje o tom, které příspěvky se počítají jako vlastní.',
  brandsEmpty: 'Zatím žádné značky',
  brandsEmptyText: 'Bez tabulky se za vlastní považuje každý autor v archivu.',
  brandsColumns:
    'Sloupce: brand, industry a account_id nebo handle; podle potřeby network a competitor.',
  chooseBrands: 'Vybrat brands.csv',
  pasteBrands: 'Vložit tabulku',
  pasteLabel: 'Tabulka značek jako CSV',
  replaceBrands: 'Nahradit tabulku',
  brandsReplaced: 'Tabulka je nahrazená. Čísla se za chvíli přepočítají.',
  brandsSame: 'Nic se nezměnilo: tabulka byla stejná.',
  brandsWrong: 'Tabulka zůstala, jak byla. Opravte tyto řádky:',
  saveBrands: 'Uložit tabulku jako CSV',
  brand: 'Značka',
  industry: 'Odvětví',
  accounts: 'Profily',
  competitor: 'Konkurent',
  own: 'Vlastní',
  side: 'Strana',
  sortBy: (column) => `Seřadit podle sloupce ${column}`,
  unknownLine: 'Tabulka',
  brandLine: (line) => `Řádek ${line}`,
};
