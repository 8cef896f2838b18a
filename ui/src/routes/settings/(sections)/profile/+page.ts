import { getSignedInPlaces } from '$api/session';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, depends }) => {
  depends('rapport:places');
  // Not awaited: the page shows at once that it is at work.
  return { places: getSignedInPlaces(fetch) };
};
