import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * SvelteKit starts a page from an inline script, which `script-src 'self'` forbids. A hash in a meta
 * tag would not help: a browser enforces the header as well. So the script becomes a file, and a build
 * that would still need an inline script or style fails here and not in front of a user.
 *
 * @param {import('@sveltejs/kit').Adapter} adapter
 * @param {string} folder where the wrapped adapter writes
 * @returns {import('@sveltejs/kit').Adapter}
 */
export function externalBootstrap(adapter, folder) {
  return {
    ...adapter,
    async adapt(builder) {
      await adapter.adapt(builder);
      const page = join(folder, 'index.html');
      const { html, files } = withoutInlineScripts(readFileSync(page, 'utf8'));
      for (const [name, source] of files) writeFileSync(join(folder, name), source);
      writeFileSync(page, html);
    },
  };
}

/**
 * @param {string} html
 * @returns {{ html: string, files: Map<string, string> }}
 */
export function withoutInlineScripts(html) {
  /** @type {Map<string, string>} */
  const files = new Map();
  const rewritten = html.replace(/<script>([\s\S]*?)<\/script>/g, (_, source) => {
    const hash = createHash('sha256').update(source).digest('hex').slice(0, 8);
    const name = `_app/immutable/bootstrap.${hash}.js`;
    files.set(name, source.trim() + '\n');
    return `<script src="/${name}"></script>`;
  });
  if (files.size === 0) throw new Error('index.html has no inline bootstrap script to move');
  const inline = /<style[\s>]|\sstyle=|\son[a-z]+=|javascript:/i.exec(rewritten);
  if (inline) throw new Error(`index.html still has inline code: ${inline[0].trim()}`);
  return { html: rewritten, files };
}
