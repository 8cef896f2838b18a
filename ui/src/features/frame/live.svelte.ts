import { Events, type ConnectionState, type LiveEvents, type LiveKind } from '$api/events';

/** The page's connection to what happens now, and how it is. */
class Live {
  state = $state<ConnectionState>('connecting');
  readonly #events = new Events((state) => {
    this.state = state;
  });

  /** Listens to one kind until the returned function is called. */
  on<Kind extends LiveKind>(kind: Kind, listener: (data: LiveEvents[Kind]) => void): () => void {
    return this.#events.on(kind, listener);
  }

  start(): void {
    this.#events.start();
  }

  stop(): void {
    this.#events.stop();
    this.state = 'connecting';
  }
}

export const live = new Live();
