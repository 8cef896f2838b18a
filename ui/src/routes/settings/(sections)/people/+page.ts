import { getTeams } from '$api/teams';
import { getUsers } from '$api/users';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, depends }) => {
  depends('rapport:people');
  // Not awaited: the page shows at once that it is at work.
  return { users: getUsers(fetch), teams: getTeams(fetch) };
};
