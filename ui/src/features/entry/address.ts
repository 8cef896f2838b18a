const home = '/';

/** The address of the page where one signs in, and that leads back to where one was. */
export function signInAddress(from: Pick<URL, 'pathname' | 'search'>): string {
  const to = from.pathname + from.search;
  return to === home ? '/sign-in' : `/sign-in?${new URLSearchParams({ to }).toString()}`;
}

/** Where to go after signing in. Only our own pages: a link must not send anybody elsewhere. */
export function safeTarget(wanted: string | null): string {
  // Browsers read `//host` and `/\host` as another host.
  if (wanted === null || !/^\/(?![/\\])/.test(wanted) || /[\t\r\n]/.test(wanted)) return home;
  return /^\/(sign-in|join|setup)\b/.test(wanted) ? home : wanted;
}
