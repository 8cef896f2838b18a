import { pluralIn } from '$i18n/plural';

const plural = pluralIn('en');

export const en = {
  title: 'Iceberg',
  lead: 'How much of what your brands say is said to one person.',
  oneToOne: 'One-to-one',
  oneToMany: 'One-to-many',
  posts: (count: number, text: string) =>
    plural(count, { one: `${text} post`, other: `${text} posts` }),

  headline: 'One-to-one share',
  intervalLabel: '95% interval',
  sampleLabel: 'Sample',
  // `since` is a phrase of the language's own: “since Q1 2025”.
  trendRose: (points: string, since: string) => `One-to-one rose by ${points} points ${since}.`,
  trendFell: (points: string, since: string) => `One-to-one fell by ${points} points ${since}.`,
  trendUnclear: (since: string) =>
    `No clear change ${since}: the difference is within the margin of error.`,
  trendHow: 'How a trend is judged',
  trendNone: 'One period only, so there is no trend yet.',

  pictureTitle: (share: string) => `An iceberg with ${share} of its area under water`,
  pictureDescription: (below: string, above: string) =>
    `Below the water line: ${below} one-to-one. Above it: ${above} one-to-many. The two areas are in proportion to the posts.`,

  define: {
    share:
      'Posts to one person ÷ all posts by your own profiles. Replies, direct messages and posts that open with someone’s handle are one-to-one; reposts, broadcasts and threads are one-to-many.',
    interval:
      'Wilson score interval: with as few or as many posts as here, the true share lies in this range 95 times in 100.',
    sample: 'Posts by your own profiles in the chosen period, each counted once.',
    oneToOne: 'Posts addressed to one person.',
    oneToMany: 'Posts addressed to everyone: all posts less the one-to-one ones.',
    trend:
      'The last period against the first. A change is named only if the 95% interval of the difference (Newcombe) leaves out zero.',
    budget:
      'Spent on one-to-one work ÷ spent on both kinds. Posts are those of the same brands in the same quarters.',
  },

  filters: 'Filters',
  addFilter: 'Filter',
  from: 'From',
  to: 'To',
  excludeReposts: 'Leave out reposts',
  apply: 'Apply',
  fromChip: (day: string) => `From ${day}`,
  toChip: (day: string) => `Until ${day}`,
  excludeRepostsChip: 'Without reposts',
  removeFilter: (filter: string) => `Remove filter: ${filter}`,
  removeAll: 'Remove all filters',

  splitLabel: 'Split by',
  split: {
    brand: 'Brand',
    industry: 'Industry',
    profile: 'Profile',
    language: 'Language',
    year: 'Year',
    quarter: 'Quarter',
    month: 'Month',
    week: 'Week',
  },
  period: 'Period',
  tableTitle: {
    brand: 'By brand',
    industry: 'By industry',
    profile: 'By profile',
    language: 'By language',
    year: 'By year',
    quarter: 'By quarter',
    month: 'By month',
    week: 'By week',
  },
  timeTitle: {
    year: 'Share by year',
    quarter: 'Share by quarter',
    month: 'Share by month',
    week: 'Share by week',
  },
  without: 'Not given',
  allPosts: 'All',
  gap: (period: string) => `${period}: no posts`,
  chartReading: (low: string, lowAt: string, high: string, highAt: string) =>
    `Lowest in ${lowAt} (${low}), highest in ${highAt} (${high}).`,
  readOut: (period: string, share: string, interval: string, posts: string) =>
    `${period}: ${share} (${interval}), ${posts}`,
  chartNotes: 'The band is the 95% interval. The scale does not start at zero. Periods are in UTC.',

  sortBy: (column: string) => `Sort by ${column}`,
  columnPosts: 'Posts',
  columnShare: 'Share',
  columnInterval: '95% interval',
  columnRange: 'On one scale',

  budgetTitle: 'Budget beside content',
  budgetReading: (content: string, budget: string) =>
    `${content} of the posts are one-to-one, and ${budget} of the budget pays for them.`,
  budgetContent: 'Posts',
  budgetMoney: 'Budget',
  barOneToOne: (share: string) => `${share} one-to-one`,
  barOneToMany: (share: string) => `${share} one-to-many`,
  budgetQuarter: 'Quarter',
  spentOneToOne: 'Spent one-to-one',
  spentOneToMany: 'Spent one-to-many',

  showPosts: (number: string) => `${number}: show the posts`,
  showThese: 'Show these posts',
  showTable: 'Table',
  savePicture: (format: string) => `Save the picture as ${format}`,
  saveChart: (format: string) => `Save the chart as ${format}`,
  saveTable: (format: string) => `Save the table as ${format}`,

  loading: 'Measuring…',
  emptyTitle: 'No posts yet',
  emptyText:
    'Import an archive of what your brands said, with a list of which profiles are yours. The iceberg appears as soon as it is in.',
  emptyFormats: 'Reads X/Twitter, twcs, Mastodon and CSV archives.',
  emptyImport: 'Open the import',
  emptyForbidden: 'Ask somebody who may import archives.',
  noneTitle: 'No posts in this view',
  noneText: (stored: string) =>
    `None of the ${stored} stored posts is by an own profile and passes the filters.`,
  noneOwnTitle: 'No posts by your own profiles',
  noneOwnText: (stored: string) =>
    `${stored} posts are stored, and none of them is by a profile of yours. Import the list of brands to say which ones are.`,
  noneOwnSet: 'Set the brand table',
  noneOwnForbidden: 'Ask somebody who may set the brand table.',
};

export type IcebergMessages = typeof en;
