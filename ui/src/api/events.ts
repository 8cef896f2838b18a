/** What the server tells by itself. */
export type EventKind = 'import' | 'posts' | 'reset';

export type EventHandler = (data: unknown) => void;

/** Calls the handler for each such event until the returned function is called. */
export const onEvent: (kind: EventKind, handler: EventHandler) => () => void = () => () =>
  undefined;
