import { getContact } from '$api/contacts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ params, fetch }) => ({
  ask: (after: string | null) => getContact(fetch, params.id, after),
});
