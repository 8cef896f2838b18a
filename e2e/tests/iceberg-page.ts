import {
  choose,
  expect,
  test as base,
  type Language,
  type Locator,
  type Page,
  type Theme,
} from './journey.js';

/** The iceberg page as a reader meets it. */
export class IcebergPage {
  readonly headline: Locator;
  readonly picture: Locator;
  readonly splits: Locator;
  readonly filters: Locator;
  readonly chart: Locator;
  readonly table: Locator;

  constructor(readonly page: Page) {
    this.headline = page.getByRole('definition').first();
    this.picture = page.getByRole('img', { name: /./ });
    this.splits = page.getByRole('navigation', { name: 'Split by' });
    this.filters = page.getByRole('region', { name: 'Filters' });
    this.chart = page.getByRole('slider');
    this.table = page.getByRole('table');
  }

  async open(address = '/measure/iceberg'): Promise<void> {
    await this.page.goto(address);
    await expect(this.headline).toBeVisible();
    await this.page.evaluate(() => document.fonts.ready);
  }

  /** Opens the page as someone who chose language and theme on an earlier visit. */
  async openAs(language: Language, theme: Theme): Promise<void> {
    await choose(this.page, language, theme);
    await this.open();
  }

  rowHeaders(): Promise<string[]> {
    return this.table.locator('tbody').getByRole('rowheader').allInnerTexts();
  }
}

interface Fixtures {
  iceberg: IcebergPage;
}

export const test = base.extend<Fixtures>({
  iceberg: async ({ page }, use) => {
    await use(new IcebergPage(page));
  },
});

export { expect, type Language, type Theme };
