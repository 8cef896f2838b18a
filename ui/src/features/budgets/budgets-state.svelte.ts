import { deleteBudget, getBudgets, putBudget, type Budget } from '$api/budgets';
import type { Answer, Failure } from '$api/client';
import { getChoices } from '$api/choices';

/** The entered budgets and the brands that they may be for. */
export class BudgetsState {
  budgets = $state.raw<Budget[] | null>(null);
  brands = $state.raw<string[]>([]);
  /** Why the budgets are not known. */
  failure = $state.raw<Failure | null>(null);
  readonly #fetcher: typeof fetch;

  constructor(fetcher: typeof fetch) {
    this.#fetcher = fetcher;
  }

  async load(): Promise<void> {
    const [budgets, choices] = await Promise.all([
      getBudgets(this.#fetcher),
      getChoices(this.#fetcher),
    ]);
    this.failure = budgets.ok ? null : budgets.failure;
    if (budgets.ok) this.budgets = budgets.value.budgets;
    // Without the menu, a budget for all brands can be entered still.
    if (choices.ok) {
      this.brands = choices.value.brands.flatMap(({ name, competitor }) =>
        competitor ? [] : [name],
      );
    }
  }

  async save(budget: Budget): Promise<Answer<Budget>> {
    const saved = await putBudget(this.#fetcher, budget);
    if (saved.ok) await this.load();
    return saved;
  }

  async remove(budget: Budget): Promise<Answer<undefined>> {
    const saved = await deleteBudget(this.#fetcher, budget);
    if (saved.ok) await this.load();
    return saved;
  }
}
