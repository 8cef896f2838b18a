import type { Answer, Failure } from '$api/client';
import type { IcebergAnswers } from './answers';

/** What the page knows: the last good answers stay on the page while newer ones are on their way. */
export class IcebergState {
  answers = $state.raw<IcebergAnswers | null>(null);
  failure = $state.raw<Failure | null>(null);
  busy = $state(true);
  #latest: Promise<Answer<IcebergAnswers>> | null = null;

  /** Shows what a request brings, unless a newer request was made meanwhile. */
  async follow(request: Promise<Answer<IcebergAnswers>>): Promise<void> {
    this.#latest = request;
    this.busy = true;
    const answer = await request;
    if (this.#latest !== request) return;
    this.busy = false;
    if (answer.ok) {
      this.answers = answer.value;
      this.failure = null;
    } else {
      this.failure = answer.failure;
    }
  }
}
