import type { FrameMessages } from './en';

export const cs: FrameMessages = {
  skip: 'Přejít k obsahu',
  rail: 'Hlavní nabídka',
  measure: 'Měření',
  iceberg: 'Ledovec',
  place: 'Umístění',
  language: 'Jazyk',
  toLight: 'Přepnout na světlý vzhled',
  toDark: 'Přepnout na tmavý vzhled',

  unreachableTitle: 'Server neodpovídá',
  unreachableText: 'O nic jste nepřišli. Rapport to zkouší dál a stránku ukáže, jakmile to půjde.',
  unreachableKept: 'Spojení se přerušilo. Vidíte poslední odpověď, Rapport to zkouší dál.',
  problemTitle: 'Server nedokázal odpovědět',
  problemText:
    'Vašich příspěvků se to netýká. Zkuste to znovu; pokud potíže trvají, podívejte se do logu serveru.',
  problemKept: 'Poslední požadavek selhal. Vidíte odpověď před ním.',
  problemDetail: (status, detail) => `Stav ${status}: ${detail}`,
  problemStatus: (status) => `Stav ${status}`,
  tryAgain: 'Zkusit znovu',
  notFoundTitle: 'Taková stránka neexistuje',
  notFoundAction: 'Otevřít ledovec',
  unexpectedTitle: 'Stránku se nepodařilo zobrazit',
};
