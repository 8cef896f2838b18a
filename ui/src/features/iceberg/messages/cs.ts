import { pluralIn } from '$i18n/plural';
import type { IcebergMessages } from './en';

const plural = pluralIn('cs');

export const cs: IcebergMessages = {
  title: 'Ledovec',
  lead: 'Kolik z toho, co vaše značky říkají, je určeno jedinému člověku.',
  oneToOne: 'Jeden k jednomu',
  oneToMany: 'Jeden k mnoha',
  posts: (count, text) =>
    plural(count, {
      one: `${text} příspěvek`,
      few: `${text} příspěvky`,
      many: `${text} příspěvku`,
      other: `${text} příspěvků`,
    }),

  headline: 'Podíl „jeden k jednomu“',
  intervalLabel: '95% interval spolehlivosti',
  sampleLabel: 'Vzorek',
  trendRose: (points, since) =>
    `Podíl „jeden k jednomu“ vzrostl ${since} o ${points} procentního bodu.`,
  trendFell: (points, since) =>
    `Podíl „jeden k jednomu“ klesl ${since} o ${points} procentního bodu.`,
  trendUnclear: (since) => `Podíl se ${since} zřetelně nezměnil: rozdíl je v mezích chyby.`,
  trendHow: 'Jak se posuzuje trend',
  trendNone: 'Zatím jen jedno období, trend nelze určit.',

  pictureTitle: (share) => `Ledovec, jehož plocha je z ${share} pod vodou`,
  pictureDescription: (below, above) =>
    `Pod hladinou: ${below} jeden k jednomu. Nad hladinou: ${above} jeden k mnoha. Obě plochy odpovídají počtu příspěvků.`,

  define: {
    share:
      'Příspěvky určené jednomu člověku ÷ všechny příspěvky vlastních profilů. Odpovědi, soukromé zprávy a příspěvky začínající něčí přezdívkou jsou „jeden k jednomu“; přesdílení, oznámení a vlákna jsou „jeden k mnoha“.',
    interval:
      'Wilsonův interval spolehlivosti: při tomto počtu příspěvků leží skutečný podíl v tomto rozmezí v 95 případech ze 100.',
    sample: 'Příspěvky vlastních profilů ve zvoleném období, každý započtený jednou.',
    oneToOne: 'Příspěvky určené jednomu člověku.',
    oneToMany: 'Příspěvky určené všem: všechny příspěvky bez těch „jeden k jednomu“.',
    trend:
      'Poslední období proti prvnímu. O změně mluvíme, jen když 95% interval rozdílu (Newcombe) neobsahuje nulu.',
    budget:
      'Výdaje na práci „jeden k jednomu“ ÷ výdaje na oba druhy. Příspěvky patří stejným značkám ve stejných čtvrtletích.',
  },

  filters: 'Filtry',
  addFilter: 'Filtrovat',
  from: 'Od',
  to: 'Do',
  excludeReposts: 'Vynechat přesdílení',
  apply: 'Použít',
  fromChip: (day) => `Od ${day}`,
  toChip: (day) => `Do ${day}`,
  excludeRepostsChip: 'Bez přesdílení',
  removeFilter: (filter) => `Odebrat filtr: ${filter}`,
  removeAll: 'Odebrat všechny filtry',

  splitLabel: 'Rozdělit podle',
  split: {
    brand: 'Značka',
    industry: 'Obor',
    profile: 'Profil',
    language: 'Jazyk',
    year: 'Rok',
    quarter: 'Čtvrtletí',
    month: 'Měsíc',
    week: 'Týden',
  },
  period: 'Období',
  tableTitle: {
    brand: 'Podle značky',
    industry: 'Podle oboru',
    profile: 'Podle profilu',
    language: 'Podle jazyka',
    year: 'Podle roku',
    quarter: 'Podle čtvrtletí',
    month: 'Podle měsíce',
    week: 'Podle týdne',
  },
  timeTitle: {
    year: 'Podíl po letech',
    quarter: 'Podíl po čtvrtletích',
    month: 'Podíl po měsících',
    week: 'Podíl po týdnech',
  },
  without: 'Neuvedeno',
  allPosts: 'Vše',
  gap: (period) => `${period}: žádné příspěvky`,
  chartReading: (low, lowAt, high, highAt) =>
    `Nejnižší hodnota: ${lowAt} (${low}); nejvyšší: ${highAt} (${high}).`,
  readOut: (period, share, interval, posts) => `${period}: ${share} (${interval}), ${posts}`,
  chartNotes: 'Pás je 95% interval spolehlivosti. Stupnice nezačíná nulou. Období jsou v čase UTC.',

  sortBy: (column) => `Seřadit: ${column}`,
  columnPosts: 'Příspěvky',
  columnShare: 'Podíl',
  columnInterval: '95% interval spolehlivosti',
  columnRange: 'Na společné stupnici',

  budgetTitle: 'Rozpočet vedle obsahu',
  budgetReading: (content, budget) =>
    `„Jeden k jednomu“ tvoří ${content} příspěvků a připadá na ně ${budget} rozpočtu.`,
  budgetContent: 'Příspěvky',
  budgetMoney: 'Rozpočet',
  barOneToOne: (share) => `${share} jeden k jednomu`,
  barOneToMany: (share) => `${share} jeden k mnoha`,
  budgetQuarter: 'Čtvrtletí',
  spentOneToOne: 'Výdaje „jeden k jednomu“',
  spentOneToMany: 'Výdaje „jeden k mnoha“',

  showPosts: (number) => `${number}: zobrazit příspěvky`,
  showThese: 'Zobrazit tyto příspěvky',
  showTable: 'Tabulka',
  savePicture: (format) => `Uložit obrázek jako ${format}`,
  saveChart: (format) => `Uložit graf jako ${format}`,
  saveTable: (format) => `Uložit tabulku jako ${format}`,

  loading: 'Měří se…',
  emptyTitle: 'Zatím žádné příspěvky',
  emptyText:
    'Importujte archiv toho, co vaše značky řekly, se seznamem vlastních profilů. Ledovec se objeví, jakmile bude archiv načtený.',
  emptyFormats: 'Čte archivy X/Twitter, twcs, Mastodon a CSV.',
  emptyImport: 'Otevřít import',
  emptyForbidden: 'Obraťte se na někoho, kdo smí importovat archivy.',
  noneTitle: 'V tomto pohledu nejsou příspěvky',
  noneText: (stored) =>
    `Mezi uloženými příspěvky (${stored}) není žádný od vlastního profilu, který by vyhověl filtrům.`,
  noneOwnTitle: 'Žádné příspěvky vlastních profilů',
  noneOwnText: (stored) =>
    `Uloženo příspěvků: ${stored}, ale žádný není z vašeho profilu. Importujte seznam značek, ať je jasné, které profily jsou vaše.`,
  noneOwnSet: 'Nastavit tabulku značek',
  noneOwnForbidden: 'Obraťte se na někoho, kdo smí nastavit tabulku značek.',
};
