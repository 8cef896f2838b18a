import { loadAnswers } from '$features/iceberg/answers';
import { parseView } from '$features/iceberg/view';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url, fetch, depends }) => {
  depends('rapport:iceberg');
  const view = parseView(url.searchParams);
  // Not awaited: the page shows at once that it is at work.
  return { view, answers: loadAnswers(fetch, view) };
};
