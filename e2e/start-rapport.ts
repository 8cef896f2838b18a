import { mkdir, rm, writeFile } from 'node:fs/promises';
import { signedInFile } from './playwright.config.js';
import { demoFolder, Rapport, type Person, type SignedIn } from './rapport.js';
import { archive } from './tests/archive.js';

/** Serves the demo world to all journeys that change nothing; its administrator is signed in. */
export default async function startRapport(): Promise<() => Promise<void>> {
  const demo = await demoFolder();
  process.env.RAPPORT_E2E_DATA = demo;
  const shared = await Rapport.onCopyOf(demo);
  process.env.RAPPORT_E2E_URL = shared.url;
  await mkdir('results', { recursive: true });
  const admin = await shared.becomeAdministrator();
  await furnish(shared, admin);
  await writeFile(signedInFile, JSON.stringify(admin));

  return async () => {
    await shared.stopAndForget();
    await rm(demo, { recursive: true });
    await rm(signedInFile);
  };
}

const colleagues: Omit<Person, 'team_ids'>[] = [
  {
    name: 'Bilge Aydın',
    email: 'bilge@rapport.example',
    password: 'amber kites at noon',
    role: 'analyst',
  },
  {
    name: 'Nima Rostami',
    email: 'nima@rapport.example',
    password: 'two rivers of mint',
    role: 'agent',
  },
];

/** People, a team, an import and a token: what the pages show when Rapport is in use. */
async function furnish(rapport: Rapport, admin: SignedIn): Promise<void> {
  const made = await rapport.ask(admin, 'POST', '/api/teams', {
    name: 'Aeruvia desk',
    all_brands: false,
    brands: ['Aeruvia'],
  });
  const team = (await made.json()) as { id: string };
  for (const colleague of colleagues) {
    await rapport.join(admin, { ...colleague, team_ids: [team.id] });
  }
  await rapport.ask(admin, 'POST', '/api/users', {
    name: 'Jana Veselá',
    email: 'jana@rapport.example',
    role: 'viewer',
    team_ids: [team.id],
  });
  await rapport.ask(admin, 'POST', '/api/tokens', {
    name: 'weekly report',
    expires_in_days: 90,
    read_only: true,
  });
  await rapport.upload(admin, 'aeruvia-december.jsonl', archive);
}
