import { getConversation } from '$api/conversations';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ params, fetch }) => ({
  ask: (after: string | null) => getConversation(fetch, params.id, after),
});
