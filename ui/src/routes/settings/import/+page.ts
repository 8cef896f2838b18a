import { getBrands } from '$api/brands';
import { getImports } from '$api/imports';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, depends }) => {
  depends('rapport:imports');
  // Not awaited: the page shows at once that it is at work.
  return { imports: getImports(fetch), brands: getBrands(fetch) };
};
