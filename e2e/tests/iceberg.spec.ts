import { readFile } from 'node:fs/promises';
import { expect, test } from './iceberg-page.js';

test('the root leads to the iceberg', async ({ page, iceberg }) => {
  await iceberg.open('/');
  await expect(page).toHaveURL('/measure/iceberg');
  await expect(page).toHaveTitle('Iceberg · Rapport');
});

test('the page says its share, how sure it is, and draws it', async ({ page, iceberg }) => {
  await iceberg.open();
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - heading "Iceberg" [level=1]
      - paragraph: How much of what your brands say is said to one person.
      - region "Filters":
        - button "Filter"
      - img:
        - img /An iceberg with \\d+\\.\\d% of its area under water/
        - link /One-to-many \\d+\\.\\d%:\\ show the posts/
        - link /One-to-one \\d+\\.\\d%:\\ show the posts/
      - term:
        - button "One-to-one share"
      - definition:
        - link /\\d+\\.\\d%:\\ show the posts/
      - term:
        - button "95% interval"
      - definition:
        - link /\\d+\\.\\d+% to \\d+\\.\\d+%:\\ show the posts/
      - term:
        - button "Sample"
      - definition:
        - link /[\\d,]+ posts:\\ show the posts/
      - paragraph:
        - text: /since Q\\d \\d{4}/
        - button "How a trend is judged"
      - button "Save the picture as SVG": SVG
      - button "Save the picture as PNG": PNG
      - region "Share by quarter":
        - heading "Share by quarter" [level=2]
        - button "Table"
        - button "Save the table as CSV": CSV
        - button "Save the chart as SVG": SVG
        - button "Save the chart as PNG": PNG
        - paragraph: /Lowest in Q\\d \\d{4} \\(\\d+\\.\\d%\\), highest in Q\\d \\d{4}/
        - link "Show these posts"
        - slider "Share by quarter"
        - paragraph: The band is the 95% interval. The scale does not start at zero. Periods are in UTC.
      - region "Budget beside content":
        - button "Edit budgets"
        - paragraph: /\\d+\\.\\d% of the posts are one-to-one, and \\d+\\.\\d% of the budget pays for them\\./
      - region "By brand":
        - heading "By brand" [level=2]
        - navigation "Split by":
          - link "Brand"
          - link "Industry"
          - link "Profile"
          - link "Language"
          - combobox "Period"
        - group "By brand":
          - table "By brand"
  `);
});

test('the picture keeps its promise: its areas are the shares', async ({ iceberg }) => {
  await iceberg.open();
  const [above = 0, below = 0] = await Promise.all(
    ['above', 'below'].map((part) =>
      iceberg.picture.locator(`[data-part=${part}]`).evaluate((path) => {
        const points = [...(path.getAttribute('d') ?? '').matchAll(/([\d.]+) ([\d.]+)/g)].map(
          ([, x, y]) => [Number(x), Number(y)] as const,
        );
        const doubled = points.reduce((sum, [x, y], index) => {
          const [nextX, nextY] = points[(index + 1) % points.length] ?? [x, y];
          return sum + x * nextY - nextX * y;
        }, 0);
        return Math.abs(doubled) / 2;
      }),
    ),
  );
  const shown = Number.parseFloat(await iceberg.headline.innerText());
  expect((100 * below) / (above + below)).toBeCloseTo(shown, 0);
});

test('a number says what it means, by pointer and by keyboard', async ({ page, iceberg }) => {
  await iceberg.open();
  const term = page.getByRole('button', { name: '95% interval' }).first();
  const tip = page.getByRole('tooltip').filter({ hasText: 'Wilson' }).first();
  await expect(tip).toBeHidden();
  await term.hover();
  await expect(tip).toBeVisible();
  await page.mouse.move(0, 0);
  await expect(tip).toBeHidden();
  await term.focus();
  await expect(tip).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(tip).toBeHidden();
});

test('a split lives in the address', async ({ page, iceberg }) => {
  await iceberg.open();
  const brands = await iceberg.rowHeaders();
  await iceberg.splits.getByRole('link', { name: 'Industry' }).click();
  await expect(page).toHaveURL('/measure/iceberg?by=industry');
  await expect(page.getByRole('heading', { name: 'By industry' })).toBeVisible();
  expect(await iceberg.rowHeaders()).not.toEqual(brands);

  await iceberg.splits.getByRole('link', { name: 'Language' }).click();
  await expect(page).toHaveURL('/measure/iceberg?by=language');
  await expect(iceberg.table.getByRole('rowheader', { name: 'English' })).toBeVisible();

  await page.goBack();
  await expect(page.getByRole('heading', { name: 'By industry' })).toBeVisible();
});

test('months split the table and the chart alike', async ({ page, iceberg }) => {
  await iceberg.open();
  await iceberg.splits.getByRole('combobox', { name: 'Period' }).selectOption('Month');
  await expect(page).toHaveURL('/measure/iceberg?by=month');
  await expect(page.getByRole('heading', { name: 'Share by month', exact: true })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'By month', exact: true })).toBeVisible();
});

test('a date filter becomes a chip and goes with it', async ({ page, iceberg }) => {
  await iceberg.open('/measure/iceberg?by=industry');
  const all = await page.getByRole('definition').nth(2).innerText();
  const first = (await iceberg.chart.getAttribute('aria-valuetext')) ?? '';
  const year = /\d{4}/.exec(first)?.[0] ?? '';

  await iceberg.filters.getByRole('button', { name: 'Filter', exact: true }).click();
  await iceberg.filters.getByLabel('From').fill(`${year}-01-01`);
  await iceberg.filters.getByRole('button', { name: 'Apply' }).click();

  await expect(page).toHaveURL(`/measure/iceberg?by=industry&from=${year}-01-01`);
  const chip = iceberg.filters.getByRole('link', {
    name: `Remove filter: From 1 Jan ${year}`,
  });
  await expect(chip).toBeVisible();
  await expect(page.getByRole('definition').nth(2)).not.toHaveText(all);

  await chip.click();
  await expect(page).toHaveURL('/measure/iceberg?by=industry');
  await expect(page.getByRole('definition').nth(2)).toHaveText(all);
  await expect(chip).toBeHidden();
});

test('a view without posts says so and offers the way back', async ({ page }) => {
  await page.goto('/measure/iceberg?from=1999-01-01&to=1999-12-31');
  await expect(page.getByRole('heading', { name: 'No posts in this view' })).toBeVisible();
  await page.getByRole('link', { name: 'Remove all filters' }).click();
  await expect(page.getByRole('img', { name: /An iceberg/ })).toBeVisible();
});

test('the table sorts by any of its columns', async ({ page, iceberg }) => {
  await iceberg.open();
  await page.getByRole('button', { name: 'Sort by Brand' }).click();
  const names = await iceberg.rowHeaders();
  const inOrder = [...names].sort(new Intl.Collator('en-GB', { numeric: true }).compare);
  expect(names).toEqual(inOrder);
  await expect(page.getByRole('columnheader', { name: /^Brand/ })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  await page.getByRole('button', { name: 'Sort by Brand' }).click();
  expect(await iceberg.rowHeaders()).toEqual(inOrder.reverse());
});

test('the chart has a table behind it', async ({ page, iceberg }) => {
  await iceberg.open();
  const panel = page.getByRole('region', { name: 'Share by quarter' }).first();
  await panel.getByRole('button', { name: 'Table', exact: true }).click();
  await expect(panel.getByRole('rowheader').first()).toHaveText(/^Q\d \d{4}$/);
  await expect(iceberg.chart).toBeHidden();
});

test('what is seen can be saved', async ({ page, iceberg }) => {
  await iceberg.open();
  const save = async (name: string) => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name, exact: true }).first().click();
    const file = await download;
    return { name: file.suggestedFilename(), content: await readFile(await file.path()) };
  };

  const csv = await save('Save the table as CSV');
  expect(csv.content.toString()).toMatch(/^\uFEFFquarter,posts,one_to_one,share,low,high\r\n/);

  const svg = await save('Save the picture as SVG');
  expect(svg.name).toBe('iceberg.svg');
  expect(svg.content.toString()).toContain('<title');
  expect(svg.content.toString()).not.toContain('var(--');

  const png = await save('Save the picture as PNG');
  expect(png.name).toBe('iceberg.png');
  expect(png.content.subarray(1, 4).toString()).toBe('PNG');

  const chart = await save('Save the chart as SVG');
  expect(chart.content.toString()).toContain('<svg');
  const picture = await save('Save the chart as PNG');
  expect(picture.content.subarray(1, 4).toString()).toBe('PNG');
});
