import { pluralIn } from '$i18n/plural';

const plural = pluralIn('en');

export const en = {
  title: 'Posts',
  lead: 'What people say to your brands, and what your brands say.',

  search: 'Search posts',
  // A word joiner keeps the hyphen on its line.
  searchHint:
    'Finds posts with all words. Quotes keep a “phrase” together, -\u2060word leaves posts out.',
  find: 'Search',
  filters: 'Filters',
  addFilter: 'Filter',
  apply: 'Apply',
  any: 'Any',
  removeFilter: (filter: string) => `Remove filter: ${filter}`,
  removeAll: 'Remove all filters',
  daysInUtc: 'Days begin and end in UTC.',
  choicesMissing: 'The menus could not be loaded.',
  loadChoices: 'Load the menus',
  filter: {
    brand: 'Brand',
    industry: 'Industry',
    direction: 'Direction',
    audience: 'Audience',
    language: 'Language',
    network: 'Network',
    kind: 'Kind',
    from: 'From',
    to: 'To',
    excludeReposts: 'Leave out reposts',
  },
  chip: {
    q: (search: string) => `Contains ${search}`,
    brand: (brand: string) => `Brand: ${brand}`,
    industry: (industry: string) => `Industry: ${industry}`,
    profile: (profile: string) => `Profile: ${profile}`,
    contact: (contact: string) => `With ${contact}`,
    language: (language: string) => `Language: ${language}`,
    network: (network: string) => `Network: ${network}`,
    kind: (kind: string) => `Kind: ${kind}`,
    from: (day: string) => `From ${day}`,
    to: (day: string) => `Until ${day}`,
    excludeReposts: 'Without reposts',
  },
  oneProfile: 'one profile',
  oneContact: 'one contact',

  direction: { inbound: 'Inbound', outbound: 'Outbound' },
  audience: { one_to_one: 'One-to-one', one_to_many: 'One-to-many' },
  rule: {
    1: 'Rule 1: a private message is one-to-one.',
    2: 'Rule 2: a repost without a comment is one-to-many.',
    3: 'Rule 3: the text begins with “.@”, which is meant for everyone.',
    4: 'Rule 4: a reply to someone is one-to-one; a thread follows the post that opens it, and a brand’s reply to itself is one-to-many.',
    5: 'Rule 5: the text begins with someone’s handle.',
    6: 'Rule 6: everything else is meant for everyone.',
  },
  kind: {
    post: 'Post',
    reply: 'Reply',
    repost: 'Repost',
    quote: 'Quote',
    comment: 'Comment',
    message: 'Direct message',
    review: 'Review',
    email: 'Email',
    answer: 'Survey answer',
    note: 'Note',
  },
  /** Networks whose name is a word of the language; the others are proper names. */
  network: { email: 'Email', offline: 'Phone or in person' },
  own: 'Own profile',
  unnamed: 'Name unknown',
  private: 'Private',
  deleted: 'Deleted on the network',
  noText: 'No text',
  medium: { picture: 'Picture', film: 'Film', sound: 'Sound', unknown: 'Picture, film or sound' },
  openOn: (network: string) => `Open on ${network}`,
  opensElsewhere: 'opens a new tab',
  openContact: (name: string) => `${name}, everything said with this contact`,
  openProfile: (name: string) => `${name}, all posts by this profile`,
  counters: 'Reactions',
  likes: (count: number, text: string) =>
    plural(count, { one: `${text} like`, other: `${text} likes` }),
  shares: (count: number, text: string) =>
    plural(count, { one: `${text} share`, other: `${text} shares` }),
  replies: (count: number, text: string) =>
    plural(count, { one: `${text} reply`, other: `${text} replies` }),
  views: (count: number, text: string) =>
    plural(count, { one: `${text} view`, other: `${text} views` }),

  list: 'Posts, newest first',
  shown: (count: number, text: string) =>
    plural(count, { one: `${text} post shown`, other: `${text} posts shown` }),
  older: 'Older posts',
  loadingOlder: 'Loading older posts…',
  lookedBack: (day: string) => `Looked back to ${day}, going on…`,
  stoppedAt: (day: string) => `Stopped looking at ${day}.`,
  stop: 'Stop',
  goOn: 'Go on',
  allShown: (count: number, text: string) =>
    plural(count, { one: `This is the only post.`, other: `These are all ${text} posts.` }),
  newPosts: 'New posts have arrived.',
  showNew: 'Show new posts',
  loading: 'Looking for posts…',

  pane: 'Conversation',
  paneSize: 'Width of the conversation',
  closePane: 'Close the conversation',
  openPage: 'Open as a page',
  chooseTitle: 'Choose a post',
  chooseText: 'Its conversation appears here.',
  keysTitle: 'Keys',
  keys: {
    search: 'Search',
    move: 'Next and previous post',
    open: 'Open the conversation',
    network: 'Open on the network',
  },
  alone: 'This post belongs to no conversation: it was said to everyone.',

  emptyTitle: 'No posts yet',
  emptyText: 'Import an archive of what your brands said and heard. Its posts appear here.',
  import: 'Import an archive',
  emptyForbidden: 'Ask somebody who may import archives.',
  noneTitle: 'No posts match',
  noneText: 'Remove a filter, or search for fewer words.',
};

export type PostsMessages = typeof en;
