import { expect, test } from './iceberg-page.js';

const failing = {
  status: 500,
  contentType: 'application/problem+json',
  body: JSON.stringify({
    type: 'about:blank',
    title: 'the report could not be made',
    status: 500,
    detail: 'the store is busy',
  }),
};

test('an error says what happened, and the next try heals it', async ({ page, iceberg }) => {
  await page.route('**/api/iceberg?*', (route) => route.fulfill(failing));
  await page.goto('/measure/iceberg');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('The server could not answer');
  await expect(alert).toContainText('Status 500: the store is busy');

  await page.unroute('**/api/iceberg?*');
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(iceberg.headline).toBeVisible();
  await expect(alert).toBeHidden();
});

test('what was there stays when a later request fails', async ({ page, iceberg }) => {
  await iceberg.open();
  await page.route('**/api/iceberg?*', (route) => route.fulfill(failing));
  await iceberg.splits.getByRole('link', { name: 'Industry' }).click();
  await expect(page.getByText('The last request failed.')).toBeVisible();
  await expect(iceberg.headline).toBeVisible();
  await expect(page.getByRole('heading', { name: 'By brand' })).toBeVisible();
});

test('a lost server is said, and found again without a click', async ({ page, iceberg }) => {
  await page.route('**/api/**', (route) => route.abort());
  await page.goto('/measure/iceberg');
  await expect(page.getByRole('alert')).toContainText('The server does not answer');
  await page.unroute('**/api/**');
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(iceberg.headline).toBeVisible();
});

test('work in progress shows at once', async ({ page, iceberg }) => {
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route('**/api/iceberg?*', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/measure/iceberg');
  await expect(page.getByRole('main').getByRole('status')).toHaveText('Measuring…');
  letGo();
  await expect(iceberg.headline).toBeVisible();
});

test('an empty store teaches the next step', async ({ page }) => {
  const total = { posts: 0, one_to_one: 0, share: null, low: null, high: null };
  await page.route('**/api/iceberg?*', (route) =>
    route.fulfill({
      json: { posts: 0, inbound: 0, duplicates: 0, rejected: 0, by: ['brand'], rows: [], total },
    }),
  );
  await page.route('**/api/status', (route) =>
    route.fulfill({ json: { version: '0.1.0', posts: 0 } }),
  );
  await page.goto('/measure/iceberg');
  await expect(page.getByRole('heading', { name: 'No posts yet' })).toBeVisible();
  await page.getByRole('link', { name: 'Open the import' }).click();
  await expect(page).toHaveURL('/settings/import');
});

test('an unknown address leads back', async ({ page, complaints }) => {
  await page.goto('/nowhere');
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  await page.getByRole('link', { name: 'Open the iceberg' }).click();
  await expect(page).toHaveURL('/measure/iceberg');
  expect(complaints.splice(0)).toEqual([expect.stringContaining('Not found: /nowhere')]);
});
