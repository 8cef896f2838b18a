/** Puts a tip under what it explains, or above it where there is no room, and within the window. */
export function placeTip(tip: HTMLElement, term: HTMLElement): void {
  const place = term.getBoundingClientRect();
  const size = tip.getBoundingClientRect();
  const gap = 8;
  const rtl = getComputedStyle(term).direction === 'rtl';
  const wished = rtl ? window.innerWidth - place.right : place.left;
  const start = Math.max(gap, Math.min(wished, window.innerWidth - size.width - gap));
  const below = place.bottom + gap;
  const y = below + size.height > window.innerHeight ? place.top - gap - size.height : below;
  tip.style.setProperty('inset-block-start', `${Math.max(gap, y)}px`);
  tip.style.setProperty('inset-inline-start', `${start}px`);
}
