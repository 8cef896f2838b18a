/**
 * SvelteKit's page announcer hides itself with a style attribute, which `style-src 'self'` refuses.
 * Our own style sheet hides it (`#svelte-announcer`), so the attribute goes. A new SvelteKit that
 * writes it otherwise fails the build.
 *
 * @returns {import('vite').Plugin}
 */
export function announcerWithoutStyle() {
  return {
    name: 'announcer-without-style',
    enforce: 'pre',
    transform(code, id) {
      if (!id.split('?')[0]?.endsWith('/generated/root.svelte')) return null;
      const changed = code.replace(/(id="svelte-announcer"[^>]*?)\s+style="[^"]*"/, '$1');
      if (changed === code) throw new Error('the page announcer has no style attribute to remove');
      return { code: changed, map: null };
    },
  };
}
