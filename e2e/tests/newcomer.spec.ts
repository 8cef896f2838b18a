import type { Browser } from '@playwright/test';
import { administrator, type Rapport } from '../rapport.js';
import { archive, archivedPosts, rareWord } from './archive.js';
import { choose, drop, expect, expectAccessible, servedDemo, test, type Page } from './journey.js';

const colleague = {
  name: 'Bilge Aydın',
  email: 'bilge@rapport.example',
  password: 'amber kites at noon',
};

// The first hour with Rapport: each part goes on where the one before it ended.
test.describe.configure({ mode: 'serial' });

let rapport: Rapport;
let page: Page;
let invitation: string;

test.beforeAll(async ({ browser }) => {
  rapport = await servedDemo();
  page = await newcomer(browser);
});

test.afterAll(async () => {
  await page.context().close();
  await rapport.stopAndForget();
});

test('the printed link makes an administrator, who sees the iceberg', async () => {
  const link = rapport.setUpLink ?? '';
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/setup#\S+$/);
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Set up Rapport' })).toBeVisible();
  expect(page.url()).not.toContain('#');
  await expectAccessible(page);

  await page.getByLabel('Name').fill(administrator.name);
  await page.getByLabel('E-mail').fill(administrator.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(administrator.password);
  await page.getByRole('button', { name: 'Set up' }).click();

  await expect(page.getByRole('heading', { name: 'Import', level: 1 })).toBeVisible();
  await page.getByRole('link', { name: 'Iceberg', exact: true }).click();
  await expect(page.getByRole('img', { name: /An iceberg with \d+/ })).toBeVisible();
  await expect(
    page.getByRole('button', { name: `Account of ${administrator.name}` }),
  ).toBeVisible();
});

test('the printed link works once', async ({ browser }) => {
  const other = await newcomer(browser);
  await other.goto(rapport.setUpLink ?? '');
  await expect(other.getByRole('heading', { name: 'Rapport is set up already' })).toBeVisible();
  await other.context().close();
});

test('a file dropped on the page is read while one watches', async () => {
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await expect(page.getByText('Nothing was imported yet')).toBeVisible();
  await drop(page, 'aeruvia-december.jsonl', archive);

  const imports = page.getByRole('region', { name: 'Imports' });
  await expect(imports.getByRole('heading', { name: 'aeruvia-december.jsonl' })).toBeVisible();
  await expect(imports.getByText('Finished', { exact: true })).toBeVisible();
  await expect(imports.getByText(`${archivedPosts} new posts`)).toBeVisible();
  await expect(imports.getByText(administrator.name)).toBeVisible();

  await imports.getByRole('link', { name: '1 row set aside' }).click();
  const row = page.getByRole('row').filter({ hasText: '3000000000000000009' });
  await expect(row.getByRole('rowheader')).toHaveText('4');
});

test('one of its posts is found among all', async () => {
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await expect(page).toHaveURL(`${rapport.url}/listen/posts`);
  await page.getByRole('searchbox', { name: 'Search posts' }).fill(rareWord);
  await page.keyboard.press('Enter');

  const posts = page.getByRole('list', { name: 'Posts, newest first' }).getByRole('article');
  await expect(posts).toHaveCount(1);
  await expect(posts.locator('mark')).toHaveText(rareWord);
});

test('its conversation reads in Persian from right to left', async () => {
  await page.getByRole('combobox', { name: 'Language' }).selectOption('فارسی');
  const html = page.locator('html');
  await expect(html).toHaveAttribute('dir', 'rtl');

  await page.getByRole('article').first().click();
  await page.getByRole('link', { name: 'باز کردن در صفحهٔ جدا' }).click();
  await expect(page).toHaveURL(/\/conversations\//);
  const turns = page.getByRole('main').getByRole('article');
  await expect(turns).toHaveCount(3);

  const text = turns.first().getByText(rareWord);
  expect(await directionOf(text)).toBe('rtl');
  const handle = turns.first().locator('bdi').getByText('@AeruviaFA', { exact: true });
  expect(await directionOf(handle)).toBe('ltr');
  const [theirs, ours] = await Promise.all([
    turns.nth(0).boundingBox(),
    turns.nth(1).boundingBox(),
  ]);
  expect(theirs?.x).toBeGreaterThan(ours?.x ?? Infinity);
  await expectAccessible(page);
  await page.getByRole('combobox', { name: 'زبان' }).selectOption('English');
});

test('a colleague is invited as a viewer', async () => {
  await page.goto(`${rapport.url}/settings/people`);
  await page.getByRole('button', { name: 'Invite' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite somebody' });
  await dialog.getByLabel('Name').fill(colleague.name);
  await dialog.getByLabel('E-mail').fill(colleague.email);
  await dialog.getByLabel('Role').selectOption('Viewer');
  await expect(dialog.getByLabel('Everyone')).toBeChecked();
  await dialog.getByRole('button', { name: 'Create invitation' }).click();

  invitation = await page.getByRole('textbox', { name: 'One-time link' }).inputValue();
  expect(invitation).toMatch(/\/join#\S+$/);
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: colleague.email })).toContainText(
    'Invited',
  );
});

test('the colleague joins, reads everything and changes nothing', async ({ browser }) => {
  const theirs = await newcomer(browser);
  await theirs.goto(invitation);
  await expect(theirs.getByRole('heading', { name: /^Welcome, .*Bilge/ })).toBeVisible();
  await theirs.getByRole('textbox', { name: 'Password' }).fill(colleague.password);
  await theirs.getByRole('button', { name: 'Join' }).click();

  await test.step('sees the iceberg, without a form for budgets', async () => {
    await expect(theirs.getByRole('img', { name: /An iceberg/ })).toBeVisible();
    await expect(theirs.getByRole('region', { name: 'Budget beside content' })).toBeVisible();
    await expect(theirs.getByRole('button', { name: 'Edit budgets' })).toBeHidden();
  });

  await test.step('sees posts', async () => {
    await theirs.getByRole('link', { name: 'Posts', exact: true }).click();
    await expect(theirs.getByRole('article').first()).toBeVisible();
  });

  await test.step('sees no way to import or to people', async () => {
    const rail = theirs.getByRole('navigation', { name: 'Main' });
    await expect(rail.getByRole('link', { name: 'Import' })).toBeHidden();
    await rail.getByRole('link', { name: 'Settings' }).click();
    const sections = theirs.getByRole('navigation', { name: 'Settings' });
    await expect(sections.getByRole('link')).toHaveText(['Profile', 'Access tokens']);
  });

  for (const place of ['import', 'people', 'teams', 'changes']) {
    await test.step(`is told whom to ask at /settings/${place}`, async () => {
      await theirs.goto(`${rapport.url}/settings/${place}`);
      const alert = theirs.getByRole('alert');
      await expect(alert).toContainText('You may not see this page');
      await expect(alert).toContainText('Ask an administrator.');
    });
  }

  await test.step('is refused by the API too', async () => {
    const refused = await theirs.evaluate(async () => {
      const json = { 'content-type': 'application/json' };
      const budget = { quarter: '2025-Q1', brand: 'Aeruvia', one_to_many: 1, one_to_one: 1 };
      const answers = await Promise.all([
        fetch('/api/budgets', { method: 'PUT', headers: json, body: JSON.stringify(budget) }),
        fetch('/api/imports?name=a.jsonl', { method: 'POST', body: '{}' }),
        fetch('/api/brands', {
          method: 'PUT',
          headers: { 'content-type': 'text/csv' },
          body: 'brand',
        }),
        fetch('/api/users'),
      ]);
      return answers.map(({ status }) => status);
    });
    expect(refused).toEqual([403, 403, 403, 403]);
  });
  await theirs.context().close();
});

/** A browser in which nobody has ever signed in. */
async function newcomer(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await choose(page, 'en', 'light');
  return page;
}

function directionOf(element: ReturnType<Page['getByText']>): Promise<string> {
  return element.evaluate((found) => getComputedStyle(found).direction);
}
