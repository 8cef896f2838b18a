import { getImport } from '$api/imports';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ params, fetch }) => ({
  id: params.id,
  one: getImport(fetch, params.id),
});
