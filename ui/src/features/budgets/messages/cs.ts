import type { BudgetsMessages } from './en';

export const cs: BudgetsMessages = {
  edit: 'Upravit rozpočty',
  enter: 'Zadat rozpočet',
  emptyTitle: 'Jdou peníze tam, kde je práce?',
  emptyText:
    'Zadejte, kolik se za čtvrtletí utratilo za práci „jeden k mnoha“ a „jeden k jednomu“. Podíl rozpočtu se pak zobrazí vedle podílu příspěvků.',
  emptyForbidden: 'Zadat je zde může ten, kdo smí nastavovat rozpočty.',

  title: 'Rozpočty',
  formTitle: 'Kolik se utratilo',
  quarter: 'Čtvrtletí',
  brand: 'Značka',
  allBrands: 'Všechny značky',
  oneToMany: 'Jeden k mnoha',
  oneToOne: 'Jeden k jednomu',
  amountHint: 'V jakékoli měně, jen všude ve stejné.',
  save: 'Uložit',
  saving: 'Ukládá se…',
  saved: (budget) => `Uloženo: ${budget}`,
  replaces: 'Nahradí částky tohoto čtvrtletí a značky.',
  error: {
    missing: 'Zadejte částku; pokud se nic neutratilo, 0.',
    number: (example) => `Zadejte číslo, například ${example}.`,
    negative: 'Částka nemůže být záporná.',
    nothing: 'Alespoň na jedné straně zadejte více než 0.',
    refused: 'Server tuto hodnotu nepřijal.',
  },

  list: 'Zadané rozpočty',
  none: 'Zatím není zadáno nic.',
  loading: 'Rozpočty se načítají…',
  name: (quarter, brand) => `${quarter}, ${brand}`,
  change: 'Změnit',
  changeOf: (budget) => `Změnit: ${budget}`,
  remove: 'Odstranit',
  removeOf: (budget) => `Odstranit: ${budget}`,
  ask: (budget) => `Odstranit rozpočet ${budget}?`,
  keep: 'Ponechat',
  removed: (budget) => `Odstraněno: ${budget}`,
};
