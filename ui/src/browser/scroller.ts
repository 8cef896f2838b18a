/** What scrolls around an element: the nearest marked pane, else the page's content. */
export function scrollerOf(element: Element): Element {
  return element.closest('[data-scroller]') ?? element.closest('main') ?? document.documentElement;
}

/** What the content of a page scrolls in. */
export function contentScroller(): Element {
  return document.querySelector('main') ?? document.documentElement;
}

/** Puts an element into the middle of what scrolls around it, and moves nothing else. */
export function scrollToMiddle(element: Element): void {
  const scroller = scrollerOf(element);
  const frame = scroller.getBoundingClientRect();
  const place = element.getBoundingClientRect();
  const air = Math.max(0, (scroller.clientHeight - place.height) / 2);
  scroller.scrollTop += place.top - frame.top - air;
}

/** What stood at the top of the page's content, to come back to. */
export interface Place {
  id: string;
  /** How far below the content's edge it began. */
  offset: number;
}

/** The first of these elements that is in sight; heights above it may be another next time. */
export function placeAmong(elements: Iterable<Element>): Place | null {
  const edge = contentScroller().getBoundingClientRect().top;
  for (const element of elements) {
    const { top, bottom } = element.getBoundingClientRect();
    if (bottom > edge) return { id: element.id, offset: top - edge };
  }
  return null;
}

export function comeBackTo({ id, offset }: Place): void {
  const element = document.getElementById(id);
  if (!element) return;
  const scroller = contentScroller();
  const edge = scroller.getBoundingClientRect().top;
  scroller.scrollTop += element.getBoundingClientRect().top - edge - offset;
}
