import { expect, test as base, type Locator, type Page } from '@playwright/test';

export type Language = 'en' | 'tr' | 'cs' | 'fa';
export type Theme = 'light' | 'dark';

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
    this.picture = page.getByRole('img');
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
    await this.page.addInitScript(
      ([language, theme]) => {
        localStorage.setItem('rapport.language', language);
        localStorage.setItem('rapport.theme', theme);
      },
      [language, theme] as const,
    );
    await this.open();
  }

  rowHeaders(): Promise<string[]> {
    return this.table.locator('tbody').getByRole('rowheader').allInnerTexts();
  }
}

interface Fixtures {
  iceberg: IcebergPage;
}

/** Every journey also fails on an error of the page, a refused style or script included. */
export const test = base.extend<Fixtures>({
  iceberg: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      const isOurs = !message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && isOurs) complaints.push(message.text());
    });
    await use(new IcebergPage(page));
    expect(complaints).toEqual([]);
  },
});

export { expect };
