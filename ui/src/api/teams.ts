import { getJson, sendJson, type Answer } from './client';
import type { Schemas } from './contract';

export type Team = Schemas['TeamAnswer'];
export type TeamWish = Schemas['TeamForm'];

export function getTeams(fetcher: typeof fetch): Promise<Answer<Schemas['TeamsAnswer']>> {
  return getJson(fetcher, '/api/teams');
}

export function createTeam(fetcher: typeof fetch, team: TeamWish): Promise<Answer<Team>> {
  return sendJson(fetcher, 'POST', '/api/teams', team);
}

export function changeTeam(
  fetcher: typeof fetch,
  id: string,
  team: Schemas['TeamChangeForm'],
): Promise<Answer<Team>> {
  return sendJson(fetcher, 'PATCH', `/api/teams/${encodeURIComponent(id)}`, team);
}

export function deleteTeam(fetcher: typeof fetch, id: string): Promise<Answer<undefined>> {
  return sendJson(fetcher, 'DELETE', `/api/teams/${encodeURIComponent(id)}`);
}
