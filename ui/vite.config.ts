import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { announcerWithoutStyle } from './tools/announcer-without-style.js';

const server = process.env.RAPPORT_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [announcerWithoutStyle(), sveltekit()],
  // Nothing may be inlined as a data: address; the server's policy has no such source for fonts.
  build: { assetsInlineLimit: 0 },
  server: { host: '127.0.0.1', proxy: { '/api': server } },
  test: { include: ['src/**/*.test.ts', 'tools/**/*.test.ts'] },
});
