import type { Failure } from '$api/client';
import { sendFile, type Import, type Sending } from '$api/imports';

export type UploadState =
  | { kind: 'waiting' }
  | { kind: 'sending'; sent: number }
  | { kind: 'aborted' }
  | { kind: 'failed'; failure: Failure };

/** A file on its way to the server. Once it has arrived it is an import and no upload any more. */
export class Upload {
  readonly file: File;
  state = $state.raw<UploadState>({ kind: 'waiting' });
  sending: Sending | null = null;

  constructor(file: File) {
    this.file = file;
  }
}

type Send = typeof sendFile;

/** The files of this tab that are on their way, sent one after the other. */
export class Uploads {
  list = $state.raw<Upload[]>([]);
  readonly underWay = $derived(
    this.list.some(({ state }) => state.kind === 'waiting' || state.kind === 'sending'),
  );
  #received: (arrived: Import) => void = () => undefined;
  readonly #send: Send;

  constructor(send: Send = sendFile) {
    this.#send = send;
  }

  /** Calls back with every import that began. */
  onReceived(listener: (arrived: Import) => void): () => void {
    this.#received = listener;
    return () => {
      if (this.#received === listener) this.#received = () => undefined;
    };
  }

  add(files: Iterable<File>): void {
    this.list = [...this.list, ...[...files].map((file) => new Upload(file))];
    void this.#next();
  }

  abort(upload: Upload): void {
    if (upload.sending) upload.sending.abort();
    else upload.state = { kind: 'aborted' };
  }

  again(upload: Upload): void {
    upload.state = { kind: 'waiting' };
    void this.#next();
  }

  dismiss(upload: Upload): void {
    this.list = this.list.filter((other) => other !== upload);
  }

  async #next(): Promise<void> {
    if (this.list.some(({ sending }) => sending)) return;
    const upload = this.list.find(({ state }) => state.kind === 'waiting');
    if (!upload) return;
    upload.state = { kind: 'sending', sent: 0 };
    upload.sending = this.#send(upload.file, (sent) => {
      upload.state = { kind: 'sending', sent };
    });
    const answer = await upload.sending.answer;
    upload.sending = null;
    if (answer === null) upload.state = { kind: 'aborted' };
    else if (answer.ok) {
      this.dismiss(upload);
      this.#received(answer.value);
    } else upload.state = { kind: 'failed', failure: answer.failure };
    await this.#next();
  }
}

/** Going to another page of ours does not stop a file that is being sent. */
export const uploads = new Uploads();
