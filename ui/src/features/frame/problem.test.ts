import { expect, test } from 'vitest';
import type { Problem } from '$api/client';
import { en } from './messages/en';
import { fieldErrors, problemSentence } from './problem';

const now = new Date('2026-01-01T10:00:00Z');
const writeTime = (at: string) => at.slice(11, 16);
const problem = (status: number, slug?: string): Problem => ({
  kind: 'problem',
  status,
  title: '',
  detail: '',
  ...(slug ? { slug } : {}),
});
const say = (failure: Parameters<typeof problemSentence>[1]) =>
  problemSentence(en, failure, writeTime, now);

test('too many attempts say when to try again', () => {
  expect(say({ ...problem(429, 'too-many-attempts'), retryAfterSeconds: 300 })).toContain('10:05');
});

test('a conflict is told in the server’s words, which know with what', () => {
  const taken = { ...problem(409, 'conflict'), detail: 'the e-mail is taken' };
  expect(say(taken)).toBe('the e-mail is taken');
  expect(say(problem(409, 'conflict'))).toBe(en.problems.conflict);
});

test('what has a sentence of its own gets it, and everything else a general one', () => {
  expect(say(problem(403, 'not-allowed'))).toBe(en.problems['not-allowed']);
  expect(say(problem(418, 'teapot'))).toBe(en.problemText);
  expect(say(problem(502))).toBe(en.problemText);
  expect(say({ kind: 'unreachable' })).toBe(en.unreachableShort);
});

test('errors stand beside their fields, and known fields in the reader’s language', () => {
  const failure: Problem = {
    ...problem(422, 'unprocessable'),
    errors: [
      { field: 'password', message: 'is common' },
      { field: 'line 3', message: 'no brand' },
    ],
  };
  expect(fieldErrors(en, failure)).toEqual({ password: en.field.password, 'line 3': 'no brand' });
  expect(fieldErrors(en, { kind: 'unreachable' })).toEqual({});
});
