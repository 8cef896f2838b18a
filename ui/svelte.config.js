import { readFileSync } from 'node:fs';
import adapter from '@sveltejs/adapter-static';
import { externalBootstrap } from './tools/external-bootstrap.js';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/** @type {import('@sveltejs/kit').Config} */
export default {
  compilerOptions: { runes: true },
  kit: {
    // The server embeds `build` and answers every address that is not a file with index.html.
    adapter: externalBootstrap(adapter({ fallback: 'index.html' }), 'build'),
    // A time stamp, which is the default, would make every build another one.
    version: { name: version },
    alias: {
      $api: 'src/api',
      $browser: 'src/browser',
      $components: 'src/components',
      $features: 'src/features',
      $i18n: 'src/i18n',
      $theme: 'src/theme',
    },
  },
};
