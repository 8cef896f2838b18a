import { expect, test } from './iceberg-page.js';

test('everything is reached and done by keyboard alone', async ({ page, iceberg }) => {
  await iceberg.open();
  const last = (await iceberg.chart.getAttribute('aria-valuetext')) ?? '';

  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();

  await page.keyboard.press('Tab');
  await expect(iceberg.filters.getByRole('button', { name: 'Filter' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(iceberg.filters.getByLabel('From')).toBeFocused();
  await iceberg.filters.getByLabel('Leave out reposts').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await expect(iceberg.filters.getByRole('button', { name: 'Apply' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/measure/iceberg?exclude_reposts=true');

  await iceberg.filters.getByRole('link', { name: 'Remove filter: Without reposts' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/measure/iceberg');

  await iceberg.chart.focus();
  // The figures without reposts stay on the page until the others have come.
  await expect(iceberg.chart).toHaveAttribute('aria-valuetext', last);
  await page.keyboard.press('ArrowLeft');
  await expect(iceberg.chart).not.toHaveAttribute('aria-valuetext', last);
  await page.keyboard.press('End');
  await expect(iceberg.chart).toHaveAttribute('aria-valuetext', last);

  await iceberg.splits.getByRole('link', { name: 'Profile' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/measure/iceberg?by=profile');
  await expect(iceberg.splits.getByRole('link', { name: 'Profile' })).toBeFocused();
});

test('focus is always visible', async ({ page, iceberg }) => {
  await iceberg.open();
  for (let stop = 0; stop < 12; stop += 1) {
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(() => {
      const focused = document.activeElement;
      return focused ? getComputedStyle(focused).outlineStyle : 'nothing has the focus';
    });
    expect(outline).toBe('solid');
  }
});

test('the palette goes anywhere without a pointer', async ({ page, iceberg }) => {
  await iceberg.open();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('combobox', { name: 'Go to or search' });
  await expect(palette).toBeFocused();
  await page.keyboard.type('people');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/settings/people');
  await expect(page.getByRole('heading', { name: 'People' })).toBeVisible();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('Türkçe');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('lang', 'tr');
});

test('the map of keys opens with one key, and its letters lead to pages', async ({
  page,
  iceberg,
}) => {
  await iceberg.open();
  await page.keyboard.press('?');
  const map = page.getByRole('dialog', { name: 'Keys' });
  await expect(map.getByRole('heading', { name: 'Go to' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(map).toBeHidden();
  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await expect(page).toHaveURL('/settings/import');
});
