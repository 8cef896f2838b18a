import type { Profile } from '$api/posts';
import type { PostsMessages } from './messages/en';

/** Networks are proper names, the same in every language. */
const networks: Record<string, string> = {
  x: 'X',
  twitter: 'X',
  mastodon: 'Mastodon',
  bluesky: 'Bluesky',
  facebook: 'Facebook',
  instagram: 'Instagram',
  reddit: 'Reddit',
  youtube: 'YouTube',
  linkedin: 'LinkedIn',
};

/** What a network is called, with the language's words for those that are no proper names. */
export function networkName(network: string, words: PostsMessages['network']): string {
  if (isMail(network)) return words.email;
  return network === 'offline' ? words.offline : (networks[network] ?? network);
}

/** A handle as its network writes it: an address of mail has its @ inside already. */
export function writtenHandle(profile: Pick<Profile, 'network' | 'handle'>): string | null {
  const { handle } = profile;
  if (handle === null || handle === '') return null;
  return isMail(profile.network) || handle.startsWith('@') ? handle : `@${handle}`;
}

/** What somebody is called: the name, else the handle, else nothing. */
export function calledBy(profile: Pick<Profile, 'network' | 'handle' | 'name'>): string | null {
  return profile.name?.trim() || writtenHandle(profile);
}

function isMail(network: string): boolean {
  return network === 'email' || network === 'mail';
}
