import { getJson, sendText, type Answer } from './client';

export interface BrandAccount {
  network: string | null;
  handle: string | null;
  account_id: string | null;
}

export interface Brand {
  name: string;
  industry: string;
  competitor: boolean;
  accounts: BrandAccount[];
}

export function getBrands(fetcher: typeof fetch): Promise<Answer<{ brands: Brand[] }>> {
  return getJson(fetcher, '/api/brands');
}

/** Replaces the brand table by what a CSV says. */
export function setBrands(
  fetcher: typeof fetch,
  csv: Blob | string,
): Promise<Answer<{ changed: boolean }>> {
  return sendText(fetcher, 'PUT', '/api/brands', 'text/csv', csv);
}
