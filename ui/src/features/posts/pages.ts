interface Known {
  id: string;
}

/** Adds a page to a list. Between two requests posts may move from one page to the next. */
export function appended<Item extends Known>(kept: Item[], page: Item[]): Item[] {
  const known = new Set(kept.map((item) => item.id));
  return [...kept, ...page.filter((item) => !known.has(item.id))];
}

/** Adds a page that was read before: what is there already is replaced in its place. */
export function renewed<Item extends Known>(kept: Item[], page: Item[]): Item[] {
  const newest = new Map(page.map((item) => [item.id, item]));
  return appended(
    kept.map((item) => newest.get(item.id) ?? item),
    page,
  );
}
