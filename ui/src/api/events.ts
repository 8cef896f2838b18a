import type { Import } from './imports';

/** What the server tells while a page is open, by kind. */
export interface LiveEvents {
  /** An import moved. */
  import: Import;
  /** Posts were stored. */
  posts: undefined;
  /** Events were missed: everything that is visible should be asked for again. */
  reset: undefined;
}

export type LiveKind = keyof LiveEvents;
export type ConnectionState = 'connecting' | 'connected' | 'lost';

type Listener<Kind extends LiveKind> = (data: LiveEvents[Kind]) => void;

/** What is needed of an `EventSource`. */
export type Source = Pick<EventSource, 'addEventListener' | 'close' | 'readyState'>;

const kinds: LiveKind[] = ['import', 'posts', 'reset'];
const closed = 2;
const firstWaitMs = 2_000;
const longestWaitMs = 30_000;

/** The one connection of the page over which the server tells what happens. */
export class Events {
  readonly #open: () => Source;
  readonly #onState: (state: ConnectionState) => void;
  readonly #listeners: { [Kind in LiveKind]: Set<Listener<Kind>> } = {
    import: new Set(),
    posts: new Set(),
    reset: new Set(),
  };
  #source: Source | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #waitMs = firstWaitMs;
  #wasLost = false;

  constructor(onState: (state: ConnectionState) => void, open = openSource) {
    this.#onState = onState;
    this.#open = open;
  }

  /** Listens to one kind until the returned function is called. */
  on<Kind extends LiveKind>(kind: Kind, listener: Listener<Kind>): () => void {
    this.#listeners[kind].add(listener);
    return () => this.#listeners[kind].delete(listener);
  }

  start(): void {
    if (this.#source) return;
    const source = this.#open();
    this.#source = source;
    source.addEventListener('open', () => {
      this.#connected();
    });
    source.addEventListener('error', () => {
      this.#lost(source);
    });
    for (const kind of kinds) {
      source.addEventListener(kind, (event) => {
        this.#tell(kind, (event as MessageEvent<string>).data);
      });
    }
  }

  stop(): void {
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = null;
    this.#wasLost = false;
    this.#waitMs = firstWaitMs;
  }

  #connected(): void {
    this.#waitMs = firstWaitMs;
    this.#onState('connected');
    if (!this.#wasLost) return;
    this.#wasLost = false;
    for (const listener of this.#listeners.reset) listener(undefined);
  }

  /** An `EventSource` comes back by itself, except after an answer that was none of events. */
  #lost(source: Source): void {
    if (this.#source !== source) return;
    this.#wasLost = true;
    this.#onState('lost');
    if (source.readyState !== closed) return;
    this.#source = null;
    this.#retry = setTimeout(() => {
      this.start();
    }, this.#waitMs);
    this.#waitMs = Math.min(this.#waitMs * 2, longestWaitMs);
  }

  #tell(kind: LiveKind, data: string): void {
    if (kind === 'import') {
      const moved = JSON.parse(data) as Import;
      for (const listener of this.#listeners.import) listener(moved);
    } else {
      for (const listener of this.#listeners[kind]) listener(undefined);
    }
  }
}

function openSource(): Source {
  return new EventSource('/api/events');
}
