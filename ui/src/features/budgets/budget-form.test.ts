import { describe, expect, test } from 'vitest';
import type { Language } from '$i18n/language';
import { readAmount, writeAmount } from './amounts';
import { checkBudget, draftOf, refusedFields } from './budget-form';
import { quartersSince } from './quarters';

const draft = { quarter: '2025-Q1', brand: '', oneToMany: '80', oneToOne: '20' };

describe('an amount', () => {
  test.each<[Language, string, number]>([
    ['en', '12000', 12000],
    ['en', '12,000', 12000],
    ['en', '1,234,567.5', 1234567.5],
    ['tr', '12.000', 12000],
    ['tr', '12.000,50', 12000.5],
    ['cs', '12 000,5', 12000.5],
    ['cs', '12\u00a0000', 12000],
    ['fa', '۱۲٬۰۰۰', 12000],
    ['fa', '۱۲۵٫۵', 125.5],
    ['fa', '12,000.5', 12000.5],
    ['en', ' 0 ', 0],
  ])('in %s, “%s” is %d', (language, text, value) => {
    expect(readAmount(text, language)).toEqual({ ok: true, value });
  });

  test.each<[Language, string, string]>([
    ['en', '', 'missing'],
    ['en', '   ', 'missing'],
    ['en', 'a lot', 'number'],
    ['en', '1.500,00', 'number'],
    ['tr', '12.5', 'number'],
    ['cs', '1.500', 'number'],
    ['en', '1,50', 'number'],
    ['en', '1e9', 'number'],
    ['en', '-5', 'negative'],
    ['fa', '−۵', 'negative'],
  ])('in %s, “%s” is refused: %s', (language, text, fault) => {
    expect(readAmount(text, language)).toEqual({ ok: false, fault });
  });

  test.each<Language>(['en', 'tr', 'cs', 'fa'])('%s reads what it wrote', (language) => {
    const text = writeAmount(1234567.5, language);
    expect(readAmount(text, language)).toEqual({ ok: true, value: 1234567.5 });
  });
});

describe('a budget', () => {
  test('is what was typed', () => {
    expect(checkBudget({ ...draft, brand: 'Lumen Air' }, 'en')).toEqual({
      ok: true,
      budget: { quarter: '2025-Q1', brand: 'Lumen Air', one_to_many: 80, one_to_one: 20 },
    });
  });

  test('says what is wrong at each field', () => {
    expect(checkBudget({ ...draft, oneToMany: '', oneToOne: '-1' }, 'en')).toEqual({
      ok: false,
      faults: { oneToMany: 'missing', oneToOne: 'negative' },
    });
  });

  test('of nothing at all cannot be compared', () => {
    expect(checkBudget({ ...draft, oneToMany: '0', oneToOne: '0' }, 'en')).toEqual({
      ok: false,
      faults: { oneToMany: 'nothing' },
    });
  });

  test('that is changed stands in the form as it can be typed', () => {
    const budget = { quarter: '2025-Q1', brand: '', one_to_many: 120000, one_to_one: 24000.5 };
    const typed = draftOf(budget, 'tr');
    expect(typed.oneToOne).toBe('24000,5');
    expect(checkBudget(typed, 'tr')).toEqual({ ok: true, budget });
  });

  test('that the server refuses says so at the field', () => {
    const errors = ['one_to_one', 'surprise'].map((field) => ({ field, message: 'too much' }));
    const failure = { kind: 'problem', status: 422, title: '', detail: '', errors } as const;
    expect(refusedFields(failure)).toEqual({ oneToOne: 'refused' });
  });
});

describe('quarters to choose from', () => {
  const now = new Date('2025-05-20T00:00:00Z');

  test('reach from the year of the first posts to now, latest first', () => {
    const quarters = quartersSince('2024-W07', now);
    expect(quarters).toHaveLength(6);
    expect([quarters.at(0), quarters.at(-1)]).toEqual(['2025-Q2', '2024-Q1']);
  });

  test('are those of this year where nothing is known', () => {
    expect(quartersSince(null, now)).toEqual(['2025-Q2', '2025-Q1']);
  });
});
