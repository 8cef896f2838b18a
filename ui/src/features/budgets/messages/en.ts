export const en = {
  edit: 'Edit budgets',
  enter: 'Enter a budget',
  emptyTitle: 'Is the money where the work is?',
  emptyText:
    'Enter what was spent on one-to-many and on one-to-one work in a quarter. Its share then stands beside the share of the posts.',
  emptyForbidden: 'Somebody who may set budgets can enter them here.',

  title: 'Budgets',
  formTitle: 'What was spent',
  quarter: 'Quarter',
  brand: 'Brand',
  allBrands: 'All brands',
  oneToMany: 'One-to-many',
  oneToOne: 'One-to-one',
  amountHint: 'Any currency, as long as it is the same everywhere.',
  save: 'Save',
  saving: 'Saving…',
  saved: (budget: string) => `Saved: ${budget}`,
  replaces: 'This replaces the amounts of that quarter and brand.',
  error: {
    missing: 'Enter an amount; 0 if nothing was spent.',
    number: (example: string) => `Enter a number, for example ${example}.`,
    negative: 'An amount cannot be below zero.',
    nothing: 'Enter more than 0 on at least one side.',
    refused: 'The server did not accept this value.',
  },

  list: 'Entered budgets',
  none: 'Nothing is entered yet.',
  loading: 'Loading the budgets…',
  /** Which budget: its quarter and brand. */
  name: (quarter: string, brand: string) => `${quarter}, ${brand}`,
  change: 'Change',
  changeOf: (budget: string) => `Change ${budget}`,
  remove: 'Remove',
  removeOf: (budget: string) => `Remove ${budget}`,
  ask: (budget: string) => `Remove the budget for ${budget}?`,
  keep: 'Keep',
  removed: (budget: string) => `Removed: ${budget}`,
};

export type BudgetsMessages = typeof en;
