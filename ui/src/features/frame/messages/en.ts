export const en = {
  skip: 'Skip to content',
  rail: 'Main',
  measure: 'Measure',
  iceberg: 'Iceberg',
  place: 'Place',
  language: 'Language',
  toLight: 'Switch to the light theme',
  toDark: 'Switch to the dark theme',

  unreachableTitle: 'The server does not answer',
  unreachableText: 'Nothing is lost. Rapport keeps trying and shows the page as soon as it can.',
  unreachableKept: 'Connection lost. What you see is the last answer; Rapport keeps trying.',
  problemTitle: 'The server could not answer',
  problemText: 'Your posts are not affected. Try again; if it stays, look at the server’s log.',
  problemKept: 'The last request failed. What you see is the answer before it.',
  problemDetail: (status: string, detail: string) => `Status ${status}: ${detail}`,
  problemStatus: (status: string) => `Status ${status}`,
  tryAgain: 'Try again',
  notFoundTitle: 'There is no such page',
  notFoundAction: 'Open the iceberg',
  unexpectedTitle: 'This page could not be shown',
};

export type FrameMessages = typeof en;
