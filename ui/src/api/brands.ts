import { getJson, sendText, type Answer } from './client';
import type { Schemas } from './contract';

export type Brand = Schemas['BrandAnswer'];

export function getBrands(fetcher: typeof fetch): Promise<Answer<Schemas['BrandsAnswer']>> {
  return getJson(fetcher, '/api/brands');
}

/** Replaces the brand table by what a CSV says. */
export function setBrands(
  fetcher: typeof fetch,
  csv: Blob | string,
): Promise<Answer<Schemas['BrandsSetAnswer']>> {
  return sendText(fetcher, 'PUT', '/api/brands', 'text/csv', csv);
}
