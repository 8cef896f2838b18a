import { expect, test } from 'vitest';
import { brandErrors } from './brand-errors';
import { en } from './messages/en';

test('errors of a brand table name their line', () => {
  const failure = {
    kind: 'problem' as const,
    status: 422,
    title: '',
    detail: '',
    errors: [
      { field: 'line 3', message: 'no brand' },
      { field: 'body', message: 'no columns' },
    ],
  };
  expect(brandErrors(failure, en, String)).toEqual([
    { place: 'Line 3', text: 'no brand' },
    { place: 'Table', text: 'no columns' },
  ]);
  expect(brandErrors({ kind: 'unreachable' }, en, String)).toEqual([]);
});
