import { describe, expect, test } from 'vitest';
import { messages as budgets } from '$features/budgets/messages';
import { messages as frame } from '$features/frame/messages';
import { Format } from '$i18n/format';
import type { Language } from '$i18n/language';
import { Moments } from '$i18n/moments';
import { auditParticulars, auditSentence, type Telling, type Told } from './audit';
import { messages } from './messages';

const ada = { id: '1', name: 'Ada' };

function telling(language: Language): Telling {
  return {
    language,
    words: messages[language],
    roles: frame[language].role,
    budgets: budgets[language],
    format: new Format(language),
    moments: new Moments(language, 'UTC'),
    isolate: (name) => `[${name}]`,
  };
}

function entry(action: string, subject: string, more: Partial<Told> = {}): Told {
  return { actor: ada, action, subject, subject_name: null, detail: {}, ...more };
}

const bo = { subject_name: 'Bo' };

test.each<[Told, string]>([
  [entry('user.invited', 'user:3', bo), '[Ada] invited [Bo].'],
  [entry('user.signed_in', 'user:1', { subject_name: 'Ada' }), '[Ada] signed in.'],
  [entry('user.changed', 'user:3', bo), '[Ada] changed [Bo].'],
  [entry('user.changed', 'user:3', { ...bo, detail: { disabled: true } }), '[Ada] disabled [Bo].'],
  [entry('user.changed', 'user:3', { ...bo, detail: { disabled: false } }), '[Ada] enabled [Bo].'],
  [entry('user.changed', 'user:1'), '[Ada] changed their own profile.'],
  [entry('user.password_changed', 'user:1'), '[Ada] changed their own password.'],
  [
    entry('team.added', 'team:2', { detail: { name: 'Care', sees: 'all' } }),
    '[Ada] created the team [Care].',
  ],
  [
    entry('team.changed', 'team:2', { detail: { name: null, sees: ['Lumen'] } }),
    '[Ada] changed the team no. 2.',
  ],
  [
    entry('budgets.set', 'budget:2025-Q1 Lumen Air'),
    '[Ada] set the budget for [Q1 2025, Lumen Air].',
  ],
  [
    entry('budget.removed', 'budget:2025-Q1 '),
    '[Ada] removed the budget for [Q1 2025, All brands].',
  ],
  [entry('import.stopped', 'import:4', { actor: null }), 'The command line stopped import no. 4.'],
  [
    entry('budgets.set', 'budgets', { actor: null, detail: { budgets: 24 } }),
    'The command line set several budgets.',
  ],
  [entry('moon.painted', 'blue'), '[Ada]: [moon.painted] ([blue])'],
])('%o reads as a sentence', (told, sentence) => {
  expect(auditSentence(telling('en'), told)).toBe(sentence);
});

test('a sentence is in the reader’s language', () => {
  const told = entry('user.invited', 'user:3', bo);
  expect(auditSentence(telling('fa'), told)).toBe('[Ada] از [Bo] دعوت کرد.');
  expect(auditSentence(telling('cs'), told)).toBe('[Ada]: pozvánka pro [Bo].');
});

describe('particulars', () => {
  test.each<[Told, string[]]>([
    [
      entry('user.invited', 'user:3', { detail: { role: 'viewer', teams: ['1', '2'] } }),
      ['Role: Viewer', 'Teams: [no. 1] and [no. 2]'],
    ],
    [entry('user.changed', 'user:3', { detail: { disabled: true } }), []],
    [
      entry('team.added', 'team:2', { detail: { name: 'Care', sees: ['Lumen Air', 'Voltari'] } }),
      ['Sees: [Lumen Air] and [Voltari]'],
    ],
    [entry('team.added', 'team:2', { detail: { sees: 'all' } }), ['Sees: All brands']],
    [entry('brands.set', 'brands', { detail: { rows: 46 } }), ['46 rows']],
    [entry('import.queued', 'import:4', { detail: { bytes: 6_106_017 } }), ['6.1 MB']],
    [
      entry('budgets.set', 'budget:2025-Q1 ', { detail: { one_to_many: 80, one_to_one: 20 } }),
      ['One-to-many: 80', 'One-to-one: 20'],
    ],
    [
      entry('user.link_renewed', 'user:3', { detail: { purpose: 'reset' } }),
      ['For a new password'],
    ],
    [entry('moon.painted', 'blue', { detail: { with_care: ['a', 'b'] } }), ['with care: a, b']],
  ])('of %o say what the sentence does not', (told, particulars) => {
    expect(auditParticulars(telling('en'), told)).toEqual(particulars);
  });
});
