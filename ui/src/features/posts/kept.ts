import { PostsState } from './posts-state.svelte';

/** The list that was read last: who comes back to it from a conversation finds it as it was. */
let kept: { address: string; list: PostsState } | null = null;

export function keptList(address: string): PostsState {
  if (kept?.address !== address) return new PostsState();
  return kept.list;
}

export function keepList(address: string, list: PostsState): void {
  kept = { address, list };
}
