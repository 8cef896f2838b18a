import { audiences, directions, kinds, type Audience, type Direction, type Kind } from '$api/posts';
import { dayAfter } from '$api/iceberg';
import { asDay } from '$i18n/period';

/** Which posts the reader looks at. It lives in the address, so that it can be sent to a colleague. */
export interface PostsView {
  q: string | null;
  brand: string | null;
  industry: string | null;
  /** Ids; the interface that made the address knows them, people do not write them. */
  profile: string | null;
  contact: string | null;
  direction: Direction | null;
  audience: Audience | null;
  language: string | null;
  network: string | null;
  kind: Kind | null;
  /** First and last day, `YYYY-MM-DD`, in UTC as the figures are counted. */
  from: string | null;
  to: string | null;
  excludeReposts: boolean;
}

export const plainPosts: PostsView = {
  q: null,
  brand: null,
  industry: null,
  profile: null,
  contact: null,
  direction: null,
  audience: null,
  language: null,
  network: null,
  kind: null,
  from: null,
  to: null,
  excludeReposts: false,
};

export const postsPath = '/listen/posts';

const textFilters = [
  'q',
  'brand',
  'industry',
  'profile',
  'contact',
  'direction',
  'audience',
  'language',
  'network',
  'kind',
  'from',
  'to',
] as const;

/** A filter as it stands in the address and on a chip. */
export type PostsFilter = (typeof textFilters)[number] | 'excludeReposts';

/** Reads an address; what it does not understand is no filter. */
export function parsePosts(address: URLSearchParams): PostsView {
  const text = (name: string) => address.get(name)?.trim() || null;
  const oneOf = <T extends string>(known: readonly T[], name: string) =>
    known.find((each) => each === address.get(name)) ?? null;
  return {
    q: text('q'),
    brand: text('brand'),
    industry: text('industry'),
    profile: text('profile'),
    contact: text('contact'),
    direction: oneOf(directions, 'direction'),
    audience: oneOf(audiences, 'audience'),
    language: text('language'),
    network: text('network'),
    kind: oneOf(kinds, 'kind'),
    from: asDay(address.get('from')),
    to: asDay(address.get('to')),
    excludeReposts: address.get('exclude_reposts') === 'true',
  };
}

/** What a form of menus says; what has no menu stays as the view has it. */
export function chosenIn(form: FormData, { q, profile, contact }: PostsView): PostsView {
  const address = new URLSearchParams();
  for (const [name, value] of form) {
    if (typeof value === 'string') address.set(name, value);
  }
  return { ...parsePosts(address), q, profile, contact };
}

/** The shortest address of a view. */
export function postsAddress(view: PostsView): string {
  const text = asParams(view).toString();
  return text === '' ? postsPath : `${postsPath}?${text}`;
}

/** What the server is asked: readers name the last day that counts, it the first that does not. */
export function postsQuery(view: PostsView): URLSearchParams {
  const query = asParams(view);
  if (view.to) query.set('to', dayAfter(view.to));
  return query;
}

/** The filters that a view has, in the order of their chips. */
export function filtersOf(view: PostsView): PostsFilter[] {
  const found: PostsFilter[] = textFilters.filter((name) => view[name] !== null);
  if (view.excludeReposts) found.push('excludeReposts');
  return found;
}

export function without(view: PostsView, filter: PostsFilter): PostsView {
  return { ...view, [filter]: plainPosts[filter] };
}

function asParams(view: PostsView): URLSearchParams {
  const address = new URLSearchParams();
  for (const name of textFilters) {
    const value = view[name];
    if (value) address.set(name, value);
  }
  if (view.excludeReposts) address.set('exclude_reposts', 'true');
  return address;
}
