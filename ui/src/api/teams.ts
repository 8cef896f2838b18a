import { getJson, sendJson, type Answer } from './client';

export interface Team {
  id: string;
  name: string;
  all_brands: boolean;
  brands: string[];
  members: number;
}

export type TeamWish = Pick<Team, 'name' | 'all_brands' | 'brands'>;

export function getTeams(fetcher: typeof fetch): Promise<Answer<{ teams: Team[] }>> {
  return getJson(fetcher, '/api/teams');
}

export function createTeam(fetcher: typeof fetch, team: TeamWish): Promise<Answer<Team>> {
  return sendJson(fetcher, 'POST', '/api/teams', team);
}

export function changeTeam(
  fetcher: typeof fetch,
  id: string,
  team: Partial<TeamWish>,
): Promise<Answer<Team>> {
  return sendJson(fetcher, 'PATCH', `/api/teams/${encodeURIComponent(id)}`, team);
}

export function deleteTeam(fetcher: typeof fetch, id: string): Promise<Answer<undefined>> {
  return sendJson(fetcher, 'DELETE', `/api/teams/${encodeURIComponent(id)}`);
}
