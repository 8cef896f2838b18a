import { getBrands } from '$api/brands';
import { getTeams } from '$api/teams';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, depends }) => {
  depends('rapport:teams');
  // Not awaited: the page shows at once that it is at work.
  return { teams: getTeams(fetch), brands: getBrands(fetch) };
};
