import { signedInFile } from '../playwright.config.js';
import { expect, storedPosts, test, type Page } from './journey.js';

const rows = (page: Page) =>
  page.getByRole('list', { name: 'Posts, newest first' }).getByRole('article');

test('the list says who wrote what to whom', async ({ page }) => {
  await page.goto('/listen/posts?q=boarding+gate&from=2025-12-30');
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - heading "Posts" [level=1]
      - search:
        - searchbox "Search posts": boarding gate
        - button "Search"
      - region "Filters":
        - button "Filter"
        - list:
          - listitem:
            - 'link "Remove filter: Contains boarding gate"'
          - listitem:
            - 'link /Remove filter: From 30 Dec 2025/'
        - link "Remove all filters"
      - status: 1 post shown
      - list "Posts, newest first":
        - listitem:
          - article:
            - link "Tom Hale, everything said with this contact"
            - link /30 Dec 2025/
            - paragraph
            - list:
              - listitem: Aeruvia
              - listitem: X
              - listitem
              - listitem: English
      - paragraph: This is the only post.
      - separator "Width of the conversation"
      - region "Conversation":
        - heading "Choose a post" [level=2]
  `);
});

test('filters are chips, live in the address, and can be handed on', async ({ page, browser }) => {
  await page.goto('/listen/posts');
  const filters = page.getByRole('region', { name: 'Filters' });
  await filters.getByRole('button', { name: 'Filter', exact: true }).click();
  await filters.getByLabel('Brand').selectOption('Telmarox');
  await filters.getByLabel('Language').selectOption('Czech');
  await filters.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL('/listen/posts?brand=Telmarox&language=cs');
  await expect(filters.getByRole('link', { name: 'Remove filter: Language: Czech' })).toBeVisible();
  await expect(rows(page).first()).toContainText('Czech');
  const shown = await rows(page).first().innerText();

  await filters.getByRole('link', { name: 'Remove filter: Brand: Telmarox' }).click();
  await expect(page).toHaveURL('/listen/posts?language=cs');
  await page.goBack();
  await expect(page).toHaveURL('/listen/posts?brand=Telmarox&language=cs');
  await page.goBack();
  await expect(page).toHaveURL('/listen/posts');
  await page.goForward();
  await expect(page).toHaveURL('/listen/posts?brand=Telmarox&language=cs');

  const other = await browser.newContext({ storageState: signedInFile });
  const theirs = await other.newPage();
  await theirs.goto(page.url());
  await expect(rows(theirs).first()).toHaveText(shown, { useInnerText: true });
  await other.close();
});

test('the words that were searched for are marked', async ({ page }) => {
  await page.goto('/listen/posts');
  // The page is there once it is known who reads it.
  await expect(page.getByRole('searchbox')).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('password reset');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/listen/posts?q=password+reset');
  const first = rows(page).first();
  await expect(first.locator('mark', { hasText: /password/i }).first()).toBeVisible();
  await expect(first.locator('mark', { hasText: /reset/i }).first()).toBeVisible();
});

test('keys walk the list, open a conversation and the post on its network', async ({
  page,
  context,
}) => {
  await context.route(/^https:/, (route) => route.abort());
  await page.goto('/listen/posts?network=x&direction=inbound&brand=Aeruvia');
  await expect(rows(page).first()).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(rows(page).nth(1)).toBeFocused();
  await expect(rows(page).nth(1)).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('k');
  await expect(rows(page).first()).toBeFocused();

  const pane = page.getByRole('region', { name: 'Conversation' });
  await expect(pane.getByText('The post you came from')).toBeVisible();
  const elsewhere = context.waitForEvent('page');
  await page.keyboard.press('o');
  await elsewhere;
  await page.keyboard.press('Enter');
  await expect(pane).toBeFocused();
});

test('older posts follow when the reader comes near the end', async ({ page }) => {
  await page.goto('/listen/posts');
  await expect(rows(page)).toHaveCount(50);
  await rows(page).last().scrollIntoViewIfNeeded();
  await expect(rows(page).nth(60)).toBeAttached();
});

test('a search without a result offers the way back', async ({ page }) => {
  await page.goto('/listen/posts?q=xylophonist&brand=Aeruvia');
  await expect(page.getByRole('heading', { name: 'No posts match' })).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'Remove all filters' }).last().click();
  await expect(page).toHaveURL('/listen/posts');
  await expect(rows(page).first()).toBeVisible();
});

test('a conversation has two sides and marks the post one came from', async ({ page }) => {
  await page.goto('/listen/posts?direction=inbound&brand=Aeruvia&kind=message');
  await rows(page).first().click();
  await page.getByRole('link', { name: 'Open as a page' }).click();
  await expect(page).toHaveURL(/\/conversations\/[^/]+/);

  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(main.getByText('The post you came from')).toHaveCount(1);
  await expect(main.getByText(/^\w+day, \d+ \w+ \d{4}$/).first()).toBeVisible();
  const [inbound, outbound] = await Promise.all([
    main.locator('article.inbound').first().boundingBox(),
    main.locator('article.outbound').first().boundingBox(),
  ]);
  expect(inbound?.x).toBeLessThan(outbound?.x ?? -Infinity);
});

test('a contact gathers every conversation with one person', async ({ page }) => {
  const [post] = await storedPosts('direction=inbound&brand=Aeruvia&language=en');
  await page.goto(`/conversations/${post?.conversation_id ?? ''}`);
  await page.getByRole('heading', { level: 1 }).getByRole('link').click();
  await expect(page).toHaveURL(/\/contacts\//);
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - paragraph: Contact
      - heading [level=1]
      - region "Profiles":
        - list
      - region "In figures":
        - term: Posts by this contact
        - definition:
          - link /\\d+/
        - term: Posts to this contact
        - definition:
          - link /\\d+/
        - term: First seen
        - definition: /\\d+ \\w+ \\d{4}/
        - term: Last seen
        - definition: /\\d+ \\w+ \\d{4}/
        - paragraph:
          - link "Show all posts with this contact"
      - region "Conversations":
        - list "Conversations, latest first":
          - listitem:
            - link
  `);
  const count = Number(await page.getByRole('definition').first().innerText());
  await page.getByRole('definition').first().getByRole('link').click();
  await expect(rows(page)).toHaveCount(count);
});

test('a number of the iceberg leads to the posts behind it', async ({ page }) => {
  await page.goto('/measure/iceberg?from=2025-12-30&to=2025-12-31');
  const row = page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: 'Aeruvia' }) });
  const link = row.getByRole('link', { name: /show the posts$/ }).first();
  const count = Number(await link.innerText());
  expect(count).toBeGreaterThan(0);
  await link.click();
  await expect(page).toHaveURL(/brand=Aeruvia&direction=outbound&from=2025-12-30/);
  await expect(rows(page)).toHaveCount(count);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('the list comes first, then the conversation, and back', async ({ page }) => {
    await page.goto('/listen/posts?direction=inbound&brand=Aeruvia');
    await expect(page.getByRole('region', { name: 'Conversation' })).toBeHidden();
    await rows(page).first().click();
    await expect(page).toHaveURL(/\/conversations\//);
    await expect(page.getByRole('list', { name: 'Posts, oldest first' })).toBeVisible();
    await page.goBack();
    await expect(rows(page).first()).toBeVisible();
  });
});
