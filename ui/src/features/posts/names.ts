import type { Profile } from '$api/posts';

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

export function networkName(network: string): string {
  return networks[network] ?? network;
}

/** A handle as its network writes it: an address of mail has its @ inside already. */
export function writtenHandle(profile: Pick<Profile, 'network' | 'handle'>): string | null {
  const { handle } = profile;
  if (handle === null || handle === '') return null;
  const isAddress = profile.network === 'email' || profile.network === 'mail';
  return isAddress || handle.startsWith('@') ? handle : `@${handle}`;
}

/** What somebody is called: the name, else the handle, else nothing. */
export function calledBy(profile: Pick<Profile, 'network' | 'handle' | 'name'>): string | null {
  return profile.name?.trim() || writtenHandle(profile);
}
