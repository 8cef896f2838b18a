/** The narrowest and the widest that the second pane may be, as a share of the whole. */
export const narrowest = 0.3;
export const widest = 0.65;
const usual = 0.5;

export function within(share: number): number {
  return Math.min(widest, Math.max(narrowest, share));
}

/** A remembered size; what is no size is the usual one. */
export function asShare(text: string | null): number {
  const share = Number(text);
  return text === null || text === '' || Number.isNaN(share) ? usual : within(share);
}
