import { expect, test } from 'vitest';
import { auditParticulars, auditSentence } from './audit';
import { en } from './messages/en';
import { fa } from './messages/fa';

const ada = { id: '1', name: 'Ada' };
const plain = (name: string) => name;

test('an entry reads as a sentence in the reader’s language', () => {
  const entry = { actor: ada, action: 'user.invited', subject: 'bo@example.org' };
  expect(auditSentence(en, entry, plain)).toBe('Ada invited bo@example.org.');
  expect(auditSentence(fa, entry, (name) => `[${name}]`)).toBe(
    '[Ada] از [bo@example.org] دعوت کرد.',
  );
});

test('what nobody did was done by the server', () => {
  const entry = { actor: null, action: 'import.stopped', subject: 'posts.jsonl' };
  expect(auditSentence(en, entry, plain)).toBe('The server stopped importing posts.jsonl.');
});

test('an unknown action is still told', () => {
  const entry = { actor: ada, action: 'moon.painted', subject: 'blue' };
  expect(auditSentence(en, entry, plain)).toBe('Ada: moon.painted (blue)');
});

test('particulars leave out what is empty', () => {
  const detail = { role: 'viewer', team_ids: ['Care', 'PR'], note: '', before: null };
  expect(auditParticulars(detail)).toEqual(['role: viewer', 'team ids: Care, PR']);
});
