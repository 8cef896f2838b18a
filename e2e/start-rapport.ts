import { mkdir, rm, writeFile } from 'node:fs/promises';
import { signedInFile } from './playwright.config.js';
import { demoFolder, Rapport } from './rapport.js';

/** Serves the demo world to all journeys that change nothing; its administrator is signed in. */
export default async function startRapport(): Promise<() => Promise<void>> {
  const demo = await demoFolder();
  process.env.RAPPORT_E2E_DATA = demo;
  const shared = await Rapport.onCopyOf(demo);
  process.env.RAPPORT_E2E_URL = shared.url;
  await mkdir('results', { recursive: true });
  await writeFile(signedInFile, JSON.stringify(await shared.becomeAdministrator()));

  return async () => {
    await shared.stopAndForget();
    await rm(demo, { recursive: true });
    await rm(signedInFile);
  };
}
