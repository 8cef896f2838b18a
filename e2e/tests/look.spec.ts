import type { Page } from '@playwright/test';
import { expect, test, type Language, type Theme } from './iceberg-page.js';
import { expectAccessible, widerThanItsPane } from './journey.js';

interface Look {
  name: string;
  language: Language;
  theme: Theme;
  width: number;
}

const desk = 1440;
const phone = 390;

const looks: Look[] = [
  { name: 'light', language: 'en', theme: 'light', width: desk },
  { name: 'dark', language: 'en', theme: 'dark', width: desk },
  { name: 'fa', language: 'fa', theme: 'light', width: desk },
  { name: 'phone', language: 'en', theme: 'light', width: phone },
  { name: 'fa-phone-dark', language: 'fa', theme: 'dark', width: phone },
  { name: 'cs-phone', language: 'cs', theme: 'light', width: phone },
  { name: 'tr-phone', language: 'tr', theme: 'light', width: phone },
];

/** Pictures for the documentation; the other looks are only checked. */
const pictured = new Set(['light', 'dark', 'fa', 'phone']);

for (const look of looks) {
  test.describe(look.name, () => {
    test.use({ viewport: { width: look.width, height: 900 } });

    test('is accessible and fits', async ({ page, iceberg }) => {
      await iceberg.openAs(look.language, look.theme);
      await expect(page.locator('html')).toHaveAttribute('data-theme', look.theme);

      await expectAccessible(page);

      expect(await widerThanItsPane(page)).toEqual([]);
      if (process.env.SCREENSHOTS === '1' && pictured.has(look.name)) {
        await photograph(page, look);
      }
    });
  });
}

test('the theme follows the system until one is chosen', async ({ page, iceberg }) => {
  const html = page.locator('html');
  await page.emulateMedia({ colorScheme: 'dark' });
  await iceberg.open();
  await expect(html).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('button', { name: 'Switch to the light theme' }).click();
  await expect(html).toHaveAttribute('data-theme', 'light');
  await page.reload();
  await expect(html).toHaveAttribute('data-theme', 'light');
});

test('open filters and tables are accessible too', async ({ page, iceberg }) => {
  await iceberg.open('/measure/iceberg?by=month&from=2000-01-01&exclude_reposts=true');
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  for (const button of await page.getByRole('button', { name: 'Table', exact: true }).all()) {
    await button.click();
  }
  await page.getByRole('button', { name: '95% interval' }).first().focus();
  // While a tip lies over its neighbours, what is seen of them is smaller than what they are.
  await expectAccessible(page, ['target-size']);
});

/** The whole page in one picture: the pane scrolls, so the window grows instead. */
async function photograph(page: Page, look: Look): Promise<void> {
  const hidden = await page
    .getByRole('main')
    .evaluate((main) => main.scrollHeight - main.clientHeight);
  await page.setViewportSize({ width: look.width, height: 900 + hidden });
  await page.screenshot({ path: `../docs/images/iceberg-${look.name}.png` });
}
