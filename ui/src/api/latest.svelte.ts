import type { Answer, Failure } from './client';

/** What a page knows: the last good answer stays while a newer one is on its way. */
export class Latest<T> {
  value = $state.raw<T | null>(null);
  failure = $state.raw<Failure | null>(null);
  busy = $state(true);
  #latest: Promise<Answer<T>> | null = null;

  /** Shows what a request brings, unless a newer request was made meanwhile. */
  async follow(request: Promise<Answer<T>>): Promise<void> {
    this.#latest = request;
    this.busy = true;
    const answer = await request;
    if (this.#latest !== request) return;
    this.busy = false;
    if (answer.ok) {
      this.value = answer.value;
      this.failure = null;
    } else {
      this.failure = answer.failure;
    }
  }
}
