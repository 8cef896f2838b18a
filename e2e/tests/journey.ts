import { AxeBuilder } from '@axe-core/playwright';
import { expect, test as base, type Locator, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { signedInFile } from '../playwright.config.js';
import { Rapport, type SignedIn } from '../rapport.js';

export type Language = 'en' | 'tr' | 'cs' | 'fa';
export type Theme = 'light' | 'dark';

/** A server for the journeys of one file that change something, and its administrator's session. */
export interface OwnServer {
  rapport: Rapport;
  admin: SignedIn;
}

interface Fixtures {
  /** Errors of the pages, refused styles and scripts included; one that is left fails the journey. */
  complaints: string[];
}

interface WorkerFixtures {
  own: OwnServer;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  complaints: [
    async ({ context }, use) => {
      const complaints: string[] = [];
      context.on('weberror', (error) => complaints.push(error.error().message));
      context.on('console', (message) => {
        const isOurs = !message.text().startsWith('Failed to load resource');
        if (message.type() === 'error' && isOurs) complaints.push(message.text());
      });
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
  own: [
    // Playwright wants a pattern here, even an empty one.
    async ({}, use) => {
      const rapport = await servedDemo();
      await use({ rapport, admin: await rapport.becomeAdministrator() });
      await rapport.stopAndForget();
    },
    { scope: 'worker' },
  ],
});

/** Journeys that change something: on a server of the worker's own. */
export const testOnOwn = test.extend({
  baseURL: async ({ own }, use) => use(own.rapport.url),
  storageState: async ({ own }, use) => use(own.admin),
});

/** What a journey needs to know of a stored post. */
export interface StoredPost {
  id: string;
  conversation_id: string;
  contact_id: string;
}

/** Posts that the shared server has in conversations, newest first. */
export async function storedPosts(query: string): Promise<StoredPost[]> {
  const { cookies } = JSON.parse(await readFile(signedInFile, 'utf8')) as SignedIn;
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const answer = await fetch(`${process.env.RAPPORT_E2E_URL}/api/posts?${query}`, {
    headers: { cookie },
  });
  const { posts } = (await answer.json()) as { posts: StoredPost[] };
  return posts.filter(({ conversation_id }) => conversation_id);
}

/** A server of one's own on the demo world; nobody is its administrator yet. */
export function servedDemo(): Promise<Rapport> {
  const demo = process.env.RAPPORT_E2E_DATA;
  if (!demo) throw new Error('the set-up has left no data folder');
  return Rapport.onCopyOf(demo);
}

/** Chooses language and theme as on an earlier visit. */
export async function choose(page: Page, language: Language, theme: Theme): Promise<void> {
  await page.addInitScript(
    ([language, theme]) => {
      localStorage.setItem('rapport.language', language);
      localStorage.setItem('rapport.theme', theme);
    },
    [language, theme] as const,
  );
}

/** WCAG 2.2 AA and the habits that axe knows beyond it. */
export async function expectAccessible(page: Page, but: string[] = []): Promise<void> {
  const found = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .disableRules(but)
    .analyze();
  expect(found.violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
}

/** What sticks out sideways: the page itself, or a table that a phone should show whole. */
export function widerThanItsPane(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('main, [role=group]')]
      .filter((pane) => pane.scrollWidth > pane.clientWidth)
      .map((pane) => `${pane.tagName} ${pane.ariaLabel ?? ''}: ${pane.scrollWidth}`),
  );
}

/** Lets go of a file over the page. */
export async function drop(page: Page, name: string, content: string): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([name, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], name));
      return transfer;
    },
    [name, content] as const,
  );
  const zone = page.getByRole('main');
  await zone.dispatchEvent('dragenter', { dataTransfer });
  await zone.dispatchEvent('dragover', { dataTransfer });
  await zone.dispatchEvent('drop', { dataTransfer });
}

export { expect, type Locator, type Page };
