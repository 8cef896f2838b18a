import { pluralIn } from '$i18n/plural';

const plural = pluralIn('en');

export const en = {
  title: 'Conversation',
  titleWith: (contact: string) => `Conversation with ${contact}`,
  with: 'Conversation with',
  brand: 'Brand',
  visibility: { public: 'Public', private: 'Private' },
  posts: (count: number, text: string) =>
    plural(count, { one: `${text} post`, other: `${text} posts` }),
  inbound: (text: string) => `${text} inbound`,
  outbound: (text: string) => `${text} outbound`,
  between: (first: string, last: string) => `${first} to ${last}`,
  list: 'Posts, oldest first',
  // A duration as the language writes it: “3 hours”.
  later: (span: string) => `${span} later`,
  from: 'The post you came from',
  newer: 'Newer posts',
  loading: 'Opening the conversation…',
  missingTitle: 'There is no such conversation',
  missingText:
    'It may have been merged with another one, or it belongs to a brand that your teams do not see.',
  toPosts: 'Show posts',
};

export type ConversationsMessages = typeof en;
