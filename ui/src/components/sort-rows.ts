/** Sorts a copy; rows without a value come last in either direction. */
export function sortRows<Row>(
  rows: readonly Row[],
  value: (row: Row) => string | number | null,
  ascending: boolean,
  compareText: (a: string, b: string) => number,
): Row[] {
  const sign = ascending ? 1 : -1;
  return [...rows].sort((a, b) => {
    const left = value(a);
    const right = value(b);
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    if (typeof left === 'number' && typeof right === 'number') return sign * (left - right);
    return sign * compareText(String(left), String(right));
  });
}
