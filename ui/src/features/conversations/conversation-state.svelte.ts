import type { Answer, Failure } from '$api/client';
import type { Conversation, ConversationPage } from '$api/conversations';
import type { Post } from '$api/posts';
import { renewed } from '$features/posts/pages';

/** Asks for the page of a conversation after a cursor; null is its beginning. */
export type AskConversation = (after: string | null) => Promise<Answer<ConversationPage>>;

/** How many pages are read through by itself to find the post that somebody came from. */
const patience = 20;

/** A conversation that is read from its beginning on. */
export class ConversationState {
  conversation = $state.raw<Conversation | null>(null);
  posts = $state.raw<Post[]>([]);
  next = $state.raw<string | null>(null);
  failure = $state.raw<Failure | null>(null);
  busy = $state(false);
  #ask: AskConversation | null = null;
  /** Where the last page began, which is the one that grows. */
  #last: string | null = null;
  #run = 0;

  /** Reads from the beginning, and on until the sought post is there. */
  async show(ask: AskConversation, sought: string | null): Promise<void> {
    this.#ask = ask;
    this.conversation = null;
    this.posts = [];
    this.next = null;
    await this.#read(null, sought);
  }

  async newer(): Promise<void> {
    if (this.busy || this.next === null) return;
    await this.#read(this.next, null);
  }

  /** Asks again for what failed, or for what may have come since: only the last page can grow. */
  async again(): Promise<void> {
    if (this.busy) return;
    await this.#read(this.next ?? this.#last, null);
  }

  async #read(after: string | null, sought: string | null): Promise<void> {
    const run = ++this.#run;
    const ask = this.#ask;
    if (!ask) return;
    this.busy = true;
    let cursor = after;
    for (let page = 0; page < patience; page += 1) {
      const answer = await ask(cursor);
      if (run !== this.#run) return;
      if (!answer.ok) {
        this.failure = answer.failure;
        break;
      }
      this.#take(answer.value);
      this.#last = cursor;
      cursor = answer.value.next;
      const isFound = sought === null || this.posts.some((post) => post.id === sought);
      if (cursor === null || isFound) break;
    }
    this.busy = false;
  }

  #take(page: ConversationPage): void {
    this.conversation = page.conversation;
    this.posts = renewed(this.posts, page.posts);
    this.next = page.next;
    this.failure = null;
  }
}
