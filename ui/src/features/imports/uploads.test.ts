import { expect, test, vi } from 'vitest';
import type { Answer } from '$api/client';
import type { Import } from '$api/imports';
import { Uploads } from './uploads.svelte';

interface Sent {
  file: File;
  progress: (sent: number) => void;
  finish: (answer: Answer<Import> | null) => void;
}

function uploadsByHand() {
  const sent: Sent[] = [];
  const uploads = new Uploads((file, progress) => {
    let finish: Sent['finish'] = () => undefined;
    const answer = new Promise<Answer<Import> | null>((resolve) => {
      finish = resolve;
    });
    sent.push({ file, progress, finish });
    return {
      answer,
      abort: () => {
        finish(null);
      },
    };
  });
  const at = (index: number): Sent => sent[index] ?? expect.fail(`file ${index} was not sent`);
  const kinds = () => uploads.list.map(({ file, state }) => `${file.name} ${state.kind}`);
  return { uploads, sent, at, kinds };
}

const file = (name: string) => new File(['{}'], name);
const settled = () => new Promise((resolve) => setTimeout(resolve));
const began = (id: string): Answer<Import> => ({ ok: true, value: { id } as Import });

test('files are sent one after the other and leave the list once they arrived', async () => {
  const { uploads, at, kinds } = uploadsByHand();
  const received = vi.fn();
  uploads.onReceived(received);
  uploads.add([file('a'), file('b')]);
  expect(kinds()).toEqual(['a sending', 'b waiting']);
  at(0).progress(1);
  expect(uploads.list[0]?.state).toEqual({ kind: 'sending', sent: 1 });
  at(0).finish(began('1'));
  await settled();
  expect(kinds()).toEqual(['b sending']);
  expect(received).toHaveBeenCalledWith({ id: '1' });
});

test('a stopped file makes way for the next and can be sent again', async () => {
  const { uploads, at, kinds } = uploadsByHand();
  uploads.add([file('a'), file('b')]);
  const [first] = uploads.list;
  if (!first) return expect.fail('no upload');
  uploads.abort(first);
  await settled();
  expect(kinds()).toEqual(['a aborted', 'b sending']);
  uploads.again(first);
  expect(kinds()).toEqual(['a waiting', 'b sending']);
  at(1).finish(began('2'));
  await settled();
  expect(kinds()).toEqual(['a sending']);
});

test('a file that waits can be stopped before it was sent', async () => {
  const { uploads, sent, at } = uploadsByHand();
  uploads.add([file('a'), file('b')]);
  const second = uploads.list[1];
  if (!second) return expect.fail('no upload');
  uploads.abort(second);
  at(0).finish(began('1'));
  await settled();
  expect(sent).toHaveLength(1);
  expect(uploads.underWay).toBe(false);
});

test('a failure stays with its file, and the others go on', async () => {
  const { uploads, at, kinds } = uploadsByHand();
  uploads.add([file('a'), file('b')]);
  at(0).finish({ ok: false, failure: { kind: 'unreachable' } });
  await settled();
  expect(kinds()).toEqual(['a failed', 'b sending']);
  expect(uploads.underWay).toBe(true);
});
