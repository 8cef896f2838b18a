import type { IconName } from '$components/Icon.svelte';
import type { Permission } from '$api/session';
import type { FrameMessages } from './messages/en';

export type Group = 'listen' | 'measure' | 'settings';

/** Somewhere one can go. */
export interface Place {
  id: keyof FrameMessages['places'];
  group: Group;
  path: string;
  icon: IconName;
  /** One of these is needed; without any, everybody may go there. */
  needs: Permission[];
  /** The letter after `g`. */
  letter?: string;
}

export const railPlaces: Place[] = [
  { id: 'posts', group: 'listen', path: '/listen/posts', icon: 'posts', needs: [], letter: 'p' },
  {
    id: 'iceberg',
    group: 'measure',
    path: '/measure/iceberg',
    icon: 'iceberg',
    needs: [],
    letter: 'i',
  },
  {
    id: 'import',
    group: 'settings',
    path: '/settings/import',
    icon: 'upload',
    needs: ['import', 'set_brands'],
    letter: 'u',
  },
  {
    id: 'settings',
    group: 'settings',
    path: '/settings',
    icon: 'settings',
    needs: [],
    letter: 's',
  },
];

export const settingsSections: Place[] = [
  { id: 'profile', group: 'settings', path: '/settings/profile', icon: 'person', needs: [] },
  { id: 'tokens', group: 'settings', path: '/settings/tokens', icon: 'key', needs: [] },
  {
    id: 'people',
    group: 'settings',
    path: '/settings/people',
    icon: 'people',
    needs: ['manage_users'],
  },
  {
    id: 'teams',
    group: 'settings',
    path: '/settings/teams',
    icon: 'team',
    needs: ['manage_users'],
  },
  {
    id: 'changes',
    group: 'settings',
    path: '/settings/changes',
    icon: 'history',
    needs: ['read_audit'],
  },
];

/** The places that somebody may go to. */
export function open(places: Place[], may: (permission: Permission) => boolean): Place[] {
  return places.filter(({ needs }) => needs.length === 0 || needs.some((need) => may(need)));
}

export function isWithin(path: string, place: Place): boolean {
  if (place.id === 'settings') {
    return path === place.path || settingsSections.some((section) => isWithin(path, section));
  }
  if (place.id === 'posts' && /^\/(conversations|contacts)\//.test(path)) return true;
  return path === place.path || path.startsWith(`${place.path}/`);
}

/** One step of the way to where the reader is; the last one has no address. */
export interface Step {
  text: string;
  path?: string;
}

/** The way from the group to where the reader is. */
export function wayTo(path: string, words: FrameMessages): Step[] {
  const place = railPlaces.find((candidate) => isWithin(path, candidate));
  if (!place) return [];
  const steps: Step[] = [];
  if (place.id !== 'settings') steps.push({ text: words.groups[place.group] });
  steps.push({ text: words.places[place.id], path: place.path });
  const deeper = deeperStep(path, words);
  if (deeper) steps.push({ text: deeper });
  return steps.map((step, index) => (index === steps.length - 1 ? { text: step.text } : step));
}

function deeperStep(path: string, words: FrameMessages): string | null {
  const section = settingsSections.find((candidate) => isWithin(path, candidate));
  if (section) return words.places[section.id];
  if (path.startsWith('/conversations/')) return words.places.conversation;
  if (path.startsWith('/contacts/')) return words.places.contact;
  if (path.startsWith('/settings/import/')) return words.places.rejects;
  return null;
}
