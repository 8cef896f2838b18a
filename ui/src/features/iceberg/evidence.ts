import { plainPosts, postsAddress, type PostsView } from '$features/posts/view';
import { daysOf, parsePeriod } from '$i18n/period';
import { asGranularity, type View } from './view';

/** The address of the posts that a view counts: those by own profiles that pass its filters. */
export function ownPosts(view: View, narrowed: Partial<PostsView> = {}): string {
  const { from, to, excludeReposts } = view;
  return postsAddress({
    ...plainPosts,
    direction: 'outbound',
    from,
    to,
    excludeReposts,
    ...narrowed,
  });
}

/** The posts behind one row of the split; null where no filter says exactly which they are. */
export function behindKey(
  view: View,
  key: string,
  narrowed: Partial<PostsView> = {},
): string | null {
  if (asGranularity(view.by) !== null) return behindPeriod(view, key, narrowed);
  switch (view.by) {
    case 'brand':
    case 'industry':
      // There is no filter for posts without a brand.
      return key === '' ? null : ownPosts(view, { [view.by]: key, ...narrowed });
    case 'language':
      return ownPosts(view, { language: key === '' ? 'und' : key, ...narrowed });
    default:
      // The report names profiles by their title, which may change and belong to two; posts are
      // filtered by id.
      return null;
  }
}

/** The posts of one period, as far as the view's own days reach. */
export function behindPeriod(
  view: View,
  key: string,
  narrowed: Partial<PostsView> = {},
): string | null {
  const period = parsePeriod(key);
  if (!period) return null;
  const { first, last } = daysOf(period);
  const from = view.from !== null && view.from > first ? view.from : first;
  const to = view.to !== null && view.to < last ? view.to : last;
  return ownPosts(view, { from, to, ...narrowed });
}
