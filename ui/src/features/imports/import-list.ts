import type { Import } from '$api/imports';

/** The list with what an event told about one import: moved in its place, or new at the top. */
export function withImport(list: Import[], moved: Import): Import[] {
  const known = list.some(({ id }) => id === moved.id);
  return known ? list.map((one) => (one.id === moved.id ? moved : one)) : [moved, ...list];
}

export function isUnderWay({ state }: Import): boolean {
  return state === 'queued' || state === 'running';
}
