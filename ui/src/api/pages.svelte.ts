import type { Answer, Failure, Paged } from './client';

/** A list that is read page by page: what was shown stays, the next page comes below it. */
export class Pages<Page extends Paged, Row> {
  rows = $state.raw<Row[] | null>(null);
  next = $state<string | null>(null);
  failure = $state.raw<Failure | null>(null);
  busy = $state(false);
  readonly #ask: (after: string | null) => Promise<Answer<Page>>;
  readonly #rowsOf: (page: Page) => Row[];

  constructor(ask: (after: string | null) => Promise<Answer<Page>>, rowsOf: (page: Page) => Row[]) {
    this.#ask = ask;
    this.#rowsOf = rowsOf;
  }

  /** Reads the first page, or the one below what is shown. */
  async more(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    const answer = await this.#ask(this.next);
    this.busy = false;
    if (!answer.ok) {
      this.failure = answer.failure;
      return;
    }
    this.failure = null;
    this.rows = [...(this.rows ?? []), ...this.#rowsOf(answer.value)];
    this.next = answer.value.next;
  }
}
