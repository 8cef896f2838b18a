import { pluralIn } from '$i18n/plural';

const plural = pluralIn('en');

export const en = {
  title: 'Import',
  lead: 'Bring in archives of what was said, and say which profiles are yours.',

  dropTitle: 'Drop archives here',
  dropText: 'JSON Lines, X archive, twcs, Mastodon or CSV; packed files too.',
  chooseFiles: 'Choose files',
  dropAnywhere: 'Let go to import',

  sendingTitle: 'On the way',
  sending: (sent: string, total: string) => `Sending: ${sent} of ${total}`,
  waitingToSend: 'Waits for the one before it',
  aborted: 'Not sent: you stopped it',
  abortSending: (name: string) => `Stop sending ${name}`,
  abort: 'Stop',
  sendAgain: 'Send again',
  dismiss: (name: string) => `Take ${name} off the list`,
  leaveWarning: 'Stay on this tab until everything is sent; you may go to other pages of Rapport.',

  listTitle: 'Imports',
  emptyTitle: 'Nothing was imported yet',
  emptyText: 'Drop an archive above. Posts appear while it is being read.',
  state: {
    queued: 'Queued',
    running: 'Reading',
    finished: 'Finished',
    failed: 'Failed',
    stopped: 'Stopped',
  },
  progress: (name: string) => `How much of ${name} has been read`,
  read: (read: string, total: string) => `${read} of ${total}`,
  postsNew: (count: number, text: string) =>
    plural(count, { one: `${text} new post`, other: `${text} new posts` }),
  postsSeenAgain: (text: string) => `${text} seen again`,
  rejected: (count: number, text: string) =>
    plural(count, { one: `${text} row set aside`, other: `${text} rows set aside` }),
  by: (name: string) => `by ${name}`,
  stop: 'Stop',
  stopName: (name: string) => `Stop importing ${name}`,
  stopTitle: 'Stop this import?',
  stopText: (name: string) =>
    `${name} is not read any further. Posts that were taken in already stay; importing the file again goes on where this stopped.`,
  stopConfirm: 'Stop import',
  goOn: 'Go on importing',
  failedHint: 'Posts from before the error are stored. Mend the file and import it again.',
  seePosts: 'See posts',
  seeIceberg: 'See the iceberg',

  rejectsTitle: 'Rows set aside',
  rejectsLead: (name: string) => `What could not be read from ${name}. Everything else went in.`,
  rejectsNone: 'Every row went in',
  rejectsNoneText: 'Nothing of this import was set aside.',
  backToImports: 'Back to imports',
  line: 'Line',
  offset: 'At byte',
  reason: 'Reason',
  raw: 'What stands there',

  brandsTitle: 'Brand table',
  brandsLead:
    'Which profiles are yours, by brand and industry. It decides which posts count as your own.',
  brandsEmpty: 'No brands yet',
  brandsEmptyText: 'Without a table, every author of an archive counts as your own.',
  brandsColumns:
    'Columns: brand, industry, and account_id or handle; network and competitor if needed.',
  chooseBrands: 'Choose brands.csv',
  pasteBrands: 'Paste a table',
  pasteLabel: 'Brand table as CSV',
  replaceBrands: 'Replace the table',
  brandsReplaced: 'The table is replaced. Figures follow in a moment.',
  brandsSame: 'Nothing changed: the table was the same.',
  brandsWrong: 'The table stays as it was. Mend these lines:',
  saveBrands: 'Save the table as CSV',
  brand: 'Brand',
  industry: 'Industry',
  accounts: 'Profiles',
  competitor: 'Competitor',
  own: 'Own',
  side: 'Side',
  sortBy: (column: string) => `Sort by ${column}`,
  unknownLine: 'Table',
  brandLine: (line: string) => `Line ${line}`,
};

export type ImportMessages = typeof en;
