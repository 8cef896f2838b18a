import type { Answer } from '$api/client';
import { noChoices, type Choices } from '$api/choices';

/** The menus, asked for once: they change seldom, and a filter that works without them does not wait. */
export class ChoicesState {
  choices = $state.raw<Choices>(noChoices);
  failed = $state(false);
  #asked = false;

  async load(ask: () => Promise<Answer<Choices>>): Promise<void> {
    if (this.#asked) return;
    this.#asked = true;
    const answer = await ask();
    this.failed = !answer.ok;
    this.#asked = answer.ok;
    if (answer.ok) this.choices = answer.value;
  }
}
