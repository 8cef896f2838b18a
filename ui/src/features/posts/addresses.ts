import type { Post } from '$api/posts';

/** Where a post stands in its conversation; null where it belongs to none. */
export function conversationAddress(post: Pick<Post, 'id' | 'conversation_id'>): string | null {
  if (post.conversation_id === null) return null;
  return `/conversations/${encodeURIComponent(post.conversation_id)}#post-${post.id}`;
}

/** The post that an address points at: `#post-…`. */
export function pointedPost(hash: string): string | null {
  return hash.startsWith('#post-') ? decodeURIComponent(hash.slice('#post-'.length)) : null;
}
