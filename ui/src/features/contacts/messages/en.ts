import { pluralIn } from '$i18n/plural';

const plural = pluralIn('en');

export const en = {
  title: 'Contact',
  unnamed: 'Contact without a name',
  profiles: 'Profiles',
  followers: (count: number, text: string) =>
    plural(count, { one: `${text} follower`, other: `${text} followers` }),
  figures: 'In figures',
  inbound: 'Posts by this contact',
  outbound: 'Posts to this contact',
  first: 'First seen',
  last: 'Last seen',
  never: 'Never',
  conversations: 'Conversations',
  list: 'Conversations, latest first',
  shown: (count: number, text: string) =>
    plural(count, { one: `${text} conversation shown`, other: `${text} conversations shown` }),
  posts: (count: number, text: string) =>
    plural(count, { one: `${text} post`, other: `${text} posts` }),
  none: 'No conversation with this contact is stored.',
  older: 'Older conversations',
  allPosts: 'Show all posts with this contact',
  wordless: 'Begins without words',
  loading: 'Opening the contact…',
  missingTitle: 'There is no such contact',
  missingText:
    'It may have been merged with another one, or you see none of the brands it wrote to.',
  toPosts: 'Show posts',
};

export type ContactsMessages = typeof en;
