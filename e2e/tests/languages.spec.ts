import { expect, test, type Language } from './iceberg-page.js';

test('Persian runs from right to left with its own digits', async ({ page, iceberg }) => {
  await iceberg.open();
  await page.getByRole('combobox', { name: 'Language' }).first().selectOption('فارسی');
  const html = page.locator('html');
  await expect(html).toHaveAttribute('lang', 'fa');
  await expect(html).toHaveAttribute('dir', 'rtl');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('کوه یخ');
  await expect(iceberg.headline).toHaveText(/^[۰-۹]+٫[۰-۹]٪$/);

  const [rail, main] = await Promise.all([
    page.getByRole('navigation', { name: 'فهرست اصلی' }).boundingBox(),
    page.getByRole('main').boundingBox(),
  ]);
  expect(rail?.x).toBeGreaterThan(main?.x ?? Infinity);

  await page.reload();
  await expect(html).toHaveAttribute('dir', 'rtl');
});

const titles: [Language, string][] = [
  ['en', 'Iceberg'],
  ['tr', 'Buzdağı'],
  ['cs', 'Ledovec'],
  ['fa', 'کوه یخ'],
];

for (const [language, title] of titles) {
  test.describe(`a browser that asks for ${language}`, () => {
    test.use({ locale: language });

    test('is answered in it', async ({ page, iceberg }) => {
      await iceberg.open();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
    });
  });
}
