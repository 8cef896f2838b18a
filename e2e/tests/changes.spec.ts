import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { archive } from './archive.js';
import { expect, testOnOwn as test } from './journey.js';

test('budgets are entered, changed and removed, and stand beside the content', async ({ page }) => {
  await page.goto('/measure/iceberg');
  const panel = page.getByRole('region', { name: 'Budget beside content' });
  const reading = panel.getByText(/of the budget pays for them/);
  const before = await reading.innerText();

  await panel.getByRole('button', { name: 'Edit budgets' }).click();
  const dialog = page.getByRole('dialog', { name: 'Budgets' });
  const save = async (oneToMany: string, oneToOne: string) => {
    await dialog.getByLabel('One-to-many').fill(oneToMany);
    await dialog.getByLabel('One-to-one').fill(oneToOne);
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  };
  await dialog.getByLabel('Quarter').selectOption('Q4 2025');
  await dialog.getByLabel('Brand').selectOption('Aeruvia');
  await save('-5', '1');
  await expect(dialog.getByText('An amount cannot be below zero.')).toBeVisible();
  await save('1,000', '9,000,000');
  await expect(dialog.getByText('Saved: Q4 2025, Aeruvia')).toBeVisible();
  await expect(dialog.getByText('One-to-many 1,000 · One-to-one 9,000,000')).toBeVisible();
  await expect(reading).not.toHaveText(before);
  const entered = await reading.innerText();

  await dialog.getByRole('button', { name: 'Change Q4 2025, Aeruvia' }).click();
  await expect(dialog.getByText('This replaces the amounts')).toBeVisible();
  await save('9,000,000', '1,000');
  await expect(dialog.getByText('One-to-many 9,000,000 · One-to-one 1,000')).toBeVisible();
  await expect(reading).not.toHaveText(entered);

  await dialog.getByRole('button', { name: 'Remove Q4 2025, Aeruvia' }).click();
  await expect(dialog.getByText('Remove the budget for Q4 2025, Aeruvia?')).toBeVisible();
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(dialog.getByText('One-to-many 9,000,000')).toBeHidden();
});

test('who is in a team of one brand sees that brand only', async ({ page, own, browser }) => {
  await page.goto('/settings/teams');
  await page.getByRole('button', { name: 'Create team' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create team' });
  await dialog.getByLabel('Name of the team').fill('Tarrabel desk');
  await dialog.getByLabel('Only these brands').check();
  await dialog.getByRole('checkbox', { name: 'Tarrabel' }).check();
  await dialog.getByRole('button', { name: 'Create team' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Tarrabel desk' })).toContainText(
    'Tarrabel',
  );

  const answer = await own.rapport.ask(own.admin, 'GET', '/api/teams');
  const { teams } = (await answer.json()) as { teams: { id: string; name: string }[] };
  const member = await own.rapport.join(own.admin, {
    name: 'Nima Rostami',
    email: 'nima@rapport.example',
    password: 'two rivers of mint',
    role: 'agent',
    team_ids: teams.filter(({ name }) => name === 'Tarrabel desk').map(({ id }) => id),
  });
  const context = await browser.newContext({ storageState: member, baseURL: own.rapport.url });
  const theirs = await context.newPage();
  await theirs.goto('/measure/iceberg');
  await expect(theirs.locator('tbody').getByRole('rowheader')).toHaveText(['Tarrabel']);
  await theirs.goto('/listen/posts');
  await expect(theirs.getByRole('article').first()).toContainText('Tarrabel');
  await theirs.goto('/listen/posts?brand=Aeruvia');
  await expect(theirs.getByRole('heading', { name: 'No posts match' })).toBeVisible();
  await context.close();
});

test('an access token is shown once and opens the API to a program', async ({ page, own }) => {
  await page.goto('/settings/tokens');
  await page.getByRole('button', { name: 'Create token' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create token' });
  await dialog.getByLabel('What it is for').fill('weekly report');
  await dialog.getByRole('button', { name: 'Create token' }).click();
  const secret = await page.getByRole('textbox', { name: 'Token' }).inputValue();
  await page.getByRole('button', { name: 'I have copied it' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'weekly report' })).toContainText(
    'Reads only',
  );
  expect(await page.content()).not.toContain(secret);

  const ask = () =>
    fetch(`${own.rapport.url}/api/status`, { headers: { authorization: `Bearer ${secret}` } });
  expect((await ask()).status).toBe(200);
  await page.getByRole('button', { name: 'Revoke weekly report' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('No tokens yet')).toBeVisible();
  expect((await ask()).status).toBe(401);
});

test('posts that the command line imports are announced to who is reading', async ({
  page,
  own,
}) => {
  await page.goto('/listen/posts?from=2025-12-30&language=fa');
  await expect(page.getByRole('status').filter({ hasText: 'Live' })).toBeVisible();
  const file = join(own.rapport.data, 'december.jsonl');
  await writeFile(file, archive);
  await own.rapport.command('import', file);
  await page.getByRole('button', { name: 'Show new posts' }).click({ timeout: 15_000 });
  const rows = page.getByRole('list', { name: 'Posts, newest first' }).getByRole('article');
  await expect(rows.filter({ hasText: 'پریسا نوری' })).toHaveCount(2);
});

test('a server that stops is said, and found again when it is back', async ({ page, own }) => {
  test.slow();
  await page.goto('/measure/iceberg');
  await expect(page.getByRole('status').filter({ hasText: 'Live' })).toBeVisible();
  await own.rapport.stop();
  await expect(page.getByText('Connection lost, trying again…')).toBeVisible();
  await expect(page.getByRole('definition').first()).toBeVisible();
  await own.rapport.startAgain();
  await expect(page.getByText('Connected again')).toBeVisible({ timeout: 40_000 });
});
