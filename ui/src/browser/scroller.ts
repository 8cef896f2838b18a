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
