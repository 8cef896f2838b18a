import type { Budget } from '$api/budgets';
import type { Failure } from '$api/client';
import type { Language } from '$i18n/language';
import { readAmount, writeAmount, type AmountFault } from './amounts';

/** What stands in the form, as it was typed. */
export interface BudgetDraft {
  quarter: string;
  brand: string;
  oneToMany: string;
  oneToOne: string;
}

export type BudgetField = keyof BudgetDraft;
export type BudgetFault = AmountFault | 'nothing' | 'refused';
export type BudgetFaults = Partial<Record<BudgetField, BudgetFault>>;

export type Checked = { ok: true; budget: Budget } | { ok: false; faults: BudgetFaults };

/** A budget, or what is wrong with it, by field. */
export function checkBudget(draft: BudgetDraft, language: Language): Checked {
  const oneToMany = readAmount(draft.oneToMany, language);
  const oneToOne = readAmount(draft.oneToOne, language);
  const faults: BudgetFaults = {};
  if (!oneToMany.ok) faults.oneToMany = oneToMany.fault;
  if (!oneToOne.ok) faults.oneToOne = oneToOne.fault;
  if (!oneToMany.ok || !oneToOne.ok) return { ok: false, faults };
  if (oneToMany.value + oneToOne.value === 0)
    return { ok: false, faults: { oneToMany: 'nothing' } };
  return {
    ok: true,
    budget: {
      quarter: draft.quarter,
      brand: draft.brand,
      one_to_many: oneToMany.value,
      one_to_one: oneToOne.value,
    },
  };
}

/** The form filled with what is stored. */
export function draftOf(budget: Budget, language: Language): BudgetDraft {
  return {
    quarter: budget.quarter,
    brand: budget.brand,
    oneToMany: writeAmount(budget.one_to_many, language),
    oneToOne: writeAmount(budget.one_to_one, language),
  };
}

const fieldOf: Record<string, BudgetField> = {
  quarter: 'quarter',
  brand: 'brand',
  one_to_many: 'oneToMany',
  one_to_one: 'oneToOne',
};

/** The fields that the server refused, by our names. */
export function refusedFields(failure: Failure): BudgetFaults {
  const faults: BudgetFaults = {};
  const errors = failure.kind === 'problem' ? (failure.errors ?? []) : [];
  for (const error of errors) {
    const field = fieldOf[error.field];
    if (field) faults[field] = 'refused';
  }
  return faults;
}
