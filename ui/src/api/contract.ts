import type { components } from './schema';

/** What the server answers and is sent, by the names of `docs/openapi.json`. */
export type Schemas = components['schemas'];
