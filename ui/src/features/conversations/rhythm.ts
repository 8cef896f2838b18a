import type { Post } from '$api/posts';
import type { SpanUnit } from '$i18n/moments';

export interface Silence {
  value: number;
  unit: SpanUnit;
}

/** A post with what stands before it: the day that begins, the silence that it ends. */
export interface Beat {
  post: Post;
  day: string | null;
  silence: Silence | null;
}

const hour = 3_600_000;
const day = 24 * hour;
const month = 30.44 * day;

/** Puts days and long silences between the posts of a conversation, oldest first. */
export function rhythm(posts: readonly Post[], dayOf: (moment: string) => string): Beat[] {
  return posts.map((post, index) => {
    const before = posts[index - 1];
    const isNewDay = !before || dayOf(before.created_at) !== dayOf(post.created_at);
    return {
      post,
      day: isNewDay ? post.created_at : null,
      silence: before ? silenceBetween(before, post, isNewDay) : null,
    };
  });
}

/** A new day says already that a night has passed; two days are worth a word. */
function silenceBetween(before: Post, after: Post, isNewDay: boolean): Silence | null {
  const length = Date.parse(after.created_at) - Date.parse(before.created_at);
  if (length < (isNewDay ? 2 * day : 2 * hour)) return null;
  if (length < 2 * day) return { value: Math.floor(length / hour), unit: 'hour' };
  if (length < 2 * month) return { value: Math.floor(length / day), unit: 'day' };
  if (length < 24 * month) return { value: Math.floor(length / month), unit: 'month' };
  return { value: Math.floor(length / (12 * month)), unit: 'year' };
}
