import { getTokens } from '$api/tokens';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, depends }) => {
  depends('rapport:tokens');
  // Not awaited: the page shows at once that it is at work.
  return { tokens: getTokens(fetch) };
};
