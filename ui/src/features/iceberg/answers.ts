import type { Answer } from '$api/client';
import { getIceberg, getStatus, type IcebergReport, type Split } from '$api/iceberg';
import { asGranularity, type View } from './view';

/** Everything that the page shows for one view. */
export interface IcebergAnswers {
  view: View;
  /** Figures along the chart's axis: the chosen kind of period, else quarters. */
  overTime: IcebergReport;
  /** Figures of the chosen split. */
  split: IcebergReport;
  /** Per brand and quarter, to set content beside budget; only where there is a budget. */
  budgeted: IcebergReport | null;
  /** How many posts are stored at all, asked only when the view shows none. */
  stored: number | null;
}

export async function loadAnswers(
  fetcher: typeof fetch,
  view: View,
): Promise<Answer<IcebergAnswers>> {
  const { from, to, excludeReposts } = view;
  const ask = (...by: Split[]) => getIceberg(fetcher, { by, from, to, excludeReposts });

  const [overTime, split] = await Promise.all([
    ask(asGranularity(view.by) ?? 'quarter'),
    ask(view.by),
  ]);
  if (!overTime.ok) return overTime;
  if (!split.ok) return split;

  let budgeted: IcebergReport | null = null;
  if ((overTime.value.budget ?? []).length > 0) {
    const answer = await ask('brand', 'quarter');
    if (!answer.ok) return answer;
    budgeted = answer.value;
  }

  let stored: number | null = null;
  if (overTime.value.total.posts === 0) {
    const answer = await getStatus(fetcher);
    if (!answer.ok) return answer;
    stored = answer.value.posts;
  }

  return {
    ok: true,
    value: { view, overTime: overTime.value, split: split.value, budgeted, stored },
  };
}
