import type { Answer, Failure } from '$api/client';
import type { Contact, ContactPage, OpenedConversation } from '$api/contacts';
import { appended } from '$features/posts/pages';

/** Asks for the page of a contact's conversations after a cursor; null is the latest. */
export type AskContact = (after: string | null) => Promise<Answer<ContactPage>>;

/** A contact and as many of its conversations as were asked for, latest first. */
export class ContactState {
  contact = $state.raw<Contact | null>(null);
  conversations = $state.raw<OpenedConversation[]>([]);
  next = $state.raw<string | null>(null);
  failure = $state.raw<Failure | null>(null);
  busy = $state(false);
  #ask: AskContact | null = null;
  #run = 0;

  async show(ask: AskContact): Promise<void> {
    this.#ask = ask;
    this.contact = null;
    this.conversations = [];
    this.next = null;
    await this.#read(null);
  }

  async older(): Promise<void> {
    if (this.busy || this.next === null) return;
    await this.#read(this.next);
  }

  /** Asks again for what failed. */
  async again(): Promise<void> {
    if (this.busy) return;
    await this.#read(this.next);
  }

  async #read(after: string | null): Promise<void> {
    const run = ++this.#run;
    if (!this.#ask) return;
    this.busy = true;
    const answer = await this.#ask(after);
    if (run !== this.#run) return;
    this.busy = false;
    if (!answer.ok) {
      this.failure = answer.failure;
      return;
    }
    const before = after === null ? [] : this.conversations;
    this.contact = answer.value.contact;
    this.conversations = appended(before, answer.value.conversations);
    this.next = answer.value.next;
    this.failure = null;
  }
}
