import { getJson, type Answer } from './client';
import type { Kind } from './posts';

export interface BrandChoice {
  name: string;
  industry: string;
  competitor: boolean;
}

/** What there is to choose from, within what the reader may see. */
export interface Choices {
  brands: BrandChoice[];
  industries: string[];
  languages: string[];
  networks: string[];
  kinds: Kind[];
}

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
