import type { Answer, Failure } from '$api/client';
import type { Post, PostsPage } from '$api/posts';
import { appended } from './pages';

/** Asks for the page of posts after a cursor; null is the first. */
export type AskPosts = (after: string | null) => Promise<Answer<PostsPage>>;

/** Enough to fill a screen; fewer than that, and the list goes on looking by itself. */
const enough = 25;

/** A list that grows backwards in time, page by page. */
export class PostsState {
  posts = $state.raw<Post[]>([]);
  /** Whether the posts answer what is asked; until then they are those of before. */
  answered = $state(false);
  next = $state.raw<string | null>(null);
  lookedBackTo = $state.raw<string | null>(null);
  failure = $state.raw<Failure | null>(null);
  busy = $state(false);
  stopped = $state(false);
  /** A page was short although there is more, so the list goes on looking. */
  goingOn = $state(false);
  /** The post that keys start from and the reading pane shows. */
  currentId = $state<string | null>(null);
  #ask: AskPosts | null = null;
  #run = 0;

  /** Asks anew; what was there stays until the first answer. */
  async show(ask: AskPosts): Promise<void> {
    this.#ask = ask;
    this.next = null;
    this.lookedBackTo = null;
    this.answered = false;
    this.failure = null;
    await this.#look(null, true);
  }

  async older(): Promise<void> {
    if (this.busy || this.next === null) return;
    await this.#look(this.next, false);
  }

  /** Asks again for what failed. */
  async again(): Promise<void> {
    if (this.busy) return;
    await this.#look(this.answered ? this.next : null, !this.answered);
  }

  stop(): void {
    this.stopped = true;
  }

  async #look(after: string | null, afresh: boolean): Promise<void> {
    const run = ++this.#run;
    const ask = this.#ask;
    if (!ask) return;
    this.busy = true;
    this.stopped = false;
    this.goingOn = false;
    let found = 0;
    let cursor = after;
    let isFirst = afresh;
    do {
      const answer = await ask(cursor);
      if (run !== this.#run) return;
      if (!answer.ok) {
        this.failure = answer.failure;
        break;
      }
      const before = isFirst ? 0 : this.posts.length;
      this.#take(answer.value, isFirst);
      found += this.posts.length - before;
      isFirst = false;
      cursor = this.next;
      this.goingOn = cursor !== null && found < enough;
    } while (this.goingOn && !this.stopped);
    this.busy = false;
    this.goingOn = false;
  }

  #take(page: PostsPage, afresh: boolean): void {
    this.posts = appended(afresh ? [] : this.posts, page.posts);
    this.next = page.next;
    this.lookedBackTo = page.looked_back_to;
    this.answered = true;
    this.failure = null;
  }
}
