import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Events, type ConnectionState, type Source } from './events';

class FakeSource implements Source {
  readyState = 0;
  readonly #listeners = new Map<string, ((event: Event) => void)[]>();

  addEventListener(kind: string, listener: unknown): void {
    const known = this.#listeners.get(kind) ?? [];
    this.#listeners.set(kind, [...known, listener as (event: Event) => void]);
  }

  close(): void {
    this.readyState = 2;
  }

  send(kind: string, data = ''): void {
    const event = Object.assign(new Event(kind), { data });
    for (const listener of this.#listeners.get(kind) ?? []) listener(event);
  }
}

let sources: FakeSource[];
let states: ConnectionState[];
let events: Events;

const newest = () => sources.at(-1) ?? new FakeSource();

beforeEach(() => {
  vi.useFakeTimers();
  sources = [];
  states = [];
  events = new Events(
    (state) => states.push(state),
    () => {
      const source = new FakeSource();
      sources.push(source);
      return source;
    },
  );
  events.start();
});

afterEach(() => {
  vi.useRealTimers();
});

test('a page has one connection however often it is started', () => {
  events.start();
  expect(sources).toHaveLength(1);
});

test('a listener hears its own kind until it stops', () => {
  const heard = vi.fn();
  const stop = events.on('import', heard);
  newest().send('import', '{"id":"7"}');
  newest().send('posts', '{}');
  stop();
  newest().send('import', '{"id":"8"}');
  expect(heard.mock.calls).toEqual([[{ id: '7' }]]);
});

test('everything visible is asked for again when a lost connection is back, and not at the first', () => {
  const reset = vi.fn();
  events.on('reset', reset);
  newest().send('open');
  expect(reset).not.toHaveBeenCalled();
  newest().send('error');
  newest().send('open');
  expect(states).toEqual(['connected', 'lost', 'connected']);
  expect(reset).toHaveBeenCalledOnce();
});

test('a refused connection is tried again, later each time', () => {
  for (const waitMs of [2_000, 4_000, 8_000]) {
    const before = sources.length;
    newest().close();
    newest().send('error');
    vi.advanceTimersByTime(waitMs - 1);
    expect(sources).toHaveLength(before);
    vi.advanceTimersByTime(1);
    expect(sources).toHaveLength(before + 1);
  }
});

test('a stopped connection stays stopped', () => {
  newest().close();
  newest().send('error');
  events.stop();
  vi.advanceTimersByTime(60_000);
  expect(sources).toHaveLength(1);
});
