import { getJson, type Answer } from './client';
import type { Schemas } from './contract';

/** What there is to choose from, within what the reader may see. */
export type Choices = Schemas['ChoicesAnswer'];

export const noChoices: Choices = {
  brands: [],
  industries: [],
  languages: [],
  networks: [],
  kinds: [],
};

export function getChoices(fetcher: typeof fetch): Promise<Answer<Choices>> {
  return getJson(fetcher, '/api/choices');
}
