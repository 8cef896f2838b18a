import { splits, type Split } from '$api/iceberg';
import { asDay, granularities, type Granularity } from '$i18n/period';

/** What the reader looks at. It lives in the address, so that a view can be sent to a colleague. */
export interface View {
  by: Split;
  /** First and last day, `YYYY-MM-DD`. */
  from: string | null;
  to: string | null;
  excludeReposts: boolean;
}

export const plainView: View = { by: 'brand', from: null, to: null, excludeReposts: false };

/** Reads an address; what it does not understand falls back to the plain view. */
export function parseView(address: URLSearchParams): View {
  const by = address.get('by');
  return {
    by: splits.find((split) => split === by) ?? plainView.by,
    from: asDay(address.get('from')),
    to: asDay(address.get('to')),
    excludeReposts: address.get('exclude_reposts') === 'true',
  };
}

/** The shortest address of a view: `''`, or `?by=language&from=2025-01-01`. */
export function viewAddress(view: View): string {
  const address = new URLSearchParams();
  if (view.by !== plainView.by) address.set('by', view.by);
  if (view.from) address.set('from', view.from);
  if (view.to) address.set('to', view.to);
  if (view.excludeReposts) address.set('exclude_reposts', 'true');
  const text = address.toString();
  return text === '' ? '' : `?${text}`;
}

export function isFiltered(view: View): boolean {
  return view.from !== null || view.to !== null || view.excludeReposts;
}

export function asGranularity(split: Split): Granularity | null {
  return granularities.find((granularity) => granularity === split) ?? null;
}
