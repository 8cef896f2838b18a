import { expect, test } from 'vitest';
import type { Import } from '$api/imports';
import { isUnderWay, withImport } from './import-list';

const one = (id: string, state: Import['state'] = 'running') => ({ id, state }) as Import;

test('an import that moved stays in its place, and a new one stands at the top', () => {
  const list = [one('2'), one('1')];
  expect(withImport(list, one('1', 'finished'))).toEqual([one('2'), one('1', 'finished')]);
  expect(withImport(list, one('3', 'queued'))).toEqual([one('3', 'queued'), one('2'), one('1')]);
});

test('only what has not ended can be stopped', () => {
  const states: Import['state'][] = ['queued', 'running', 'finished', 'failed', 'stopped'];
  expect(states.filter((state) => isUnderWay(one('1', state)))).toEqual(['queued', 'running']);
});
