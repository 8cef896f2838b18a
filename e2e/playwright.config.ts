import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';

// The browser of the system: the test runner's own builds are not needed.
const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Where the set-up keeps the session of the shared server's administrator. */
export const signedInFile = resolve('results', 'signed-in.json');

export default defineConfig({
  testDir: './tests',
  outputDir: './results',
  globalSetup: './start-rapport.ts',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // A journey that fails now and then is a bug of ours; nothing is tried until it is green.
  retries: 0,
  workers: 2,
  reporter: [['list']],
  snapshotPathTemplate: '{testDir}/{testFileName}-snapshots/{arg}{ext}',
  use: {
    // Read again in each worker, after the global setup has written it.
    baseURL: process.env.RAPPORT_E2E_URL,
    storageState: signedInFile,
    browserName: 'chromium',
    headless: true,
    locale: 'en-GB',
    colorScheme: 'light',
    contextOptions: { reducedMotion: 'reduce' },
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: chromium,
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
