import {
  choose,
  expect,
  expectAccessible,
  storedPosts,
  test,
  widerThanItsPane,
  type Language,
  type Page,
  type StoredPost,
  type Theme,
} from './journey.js';

interface Place {
  name: string;
  /** Opens it as a reader finds it in use. */
  open: (page: Page, look: Look) => Promise<void>;
  /** The looks that have a picture in the documentation. */
  pictured?: string[];
  /** Nobody is signed in there. */
  isEntry?: true;
}

interface Look {
  name: string;
  language: Language;
  theme: Theme;
  width: number;
  height: number;
}

/** Shortly after the demo world ends: later pictures show the same. */
const now = new Date('2026-01-02T09:00:00Z');

const desk = { width: 1440, height: 900 };
const light: Look = { name: 'light', language: 'en', theme: 'light', ...desk };
const persian: Look = { name: 'fa', language: 'fa', theme: 'light', ...desk };
const night: Look = {
  name: 'fa-phone-dark',
  language: 'fa',
  theme: 'dark',
  width: 390,
  height: 844,
};

const places: Place[] = [
  { name: 'posts', open: openPosts, pictured: ['light', 'fa'] },
  { name: 'conversation', open: openConversation, pictured: ['light', 'fa'] },
  { name: 'contact', open: openContact, pictured: ['light'] },
  { name: 'import', open: at('/settings/import'), pictured: ['light'] },
  { name: 'rejects', open: openRejects },
  { name: 'settings-profile', open: at('/settings/profile') },
  { name: 'settings-tokens', open: at('/settings/tokens') },
  { name: 'settings-people', open: at('/settings/people'), pictured: ['light'] },
  { name: 'settings-teams', open: at('/settings/teams') },
  { name: 'settings-changes', open: at('/settings/changes') },
  { name: 'sign-in', open: at('/sign-in'), pictured: ['light'], isEntry: true },
  { name: 'set-up', open: at('/setup'), isEntry: true },
  { name: 'join', open: at('/join#spent'), isEntry: true },
];

for (const place of places) {
  const looks = place.pictured?.includes('fa') ? [light, persian, night] : [light, night];
  for (const look of looks) {
    test.describe(`${place.name}, ${look.name}`, () => {
      test.use({ viewport: { width: look.width, height: look.height } });
      if (place.isEntry) test.use({ storageState: { cookies: [], origins: [] } });

      test('is accessible and fits', async ({ page }) => {
        await page.clock.setFixedTime(now);
        await choose(page, look.language, look.theme);
        await place.open(page, look);
        await expect(page.locator('html')).toHaveAttribute('lang', look.language);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.locator('[aria-busy=true], .skeleton')).toHaveCount(0);
        await page.evaluate(() => document.fonts.ready);
        await expectAccessible(page);
        expect(await widerThanItsPane(page)).toEqual([]);
        if (process.env.SCREENSHOTS === '1' && place.pictured?.includes(look.name)) {
          await page.screenshot({ path: `../docs/images/${place.name}-${look.name}.png` });
        }
      });
    });
  }
}

test('the import page says what was read, and which profiles are yours', async ({ page }) => {
  await page.goto('/settings/import');
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - heading "Import" [level=1]
      - paragraph: Drop archives here
      - button "Choose files"
      - region "Imports":
        - list:
          - listitem:
            - heading "aeruvia-december.jsonl" [level=3]
            - list:
              - listitem: 5 new posts
              - listitem:
                - link "1 row set aside"
            - paragraph:
              - link "See posts"
              - link "See the iceberg"
      - region "Brand table":
        - link "Save the table as CSV"
        - group "Brand table":
          - table "Brand table"
        - group "Replace the table":
          - button "Choose brands.csv"
          - button "Paste a table"
  `);
});

test('the settings list people with their roles, teams and states', async ({ page }) => {
  await page.goto('/settings/people');
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - navigation "Settings":
        - list:
          - listitem:
            - link "Profile"
          - listitem:
            - link "Access tokens"
          - listitem:
            - link "People"
          - listitem:
            - link "Teams"
          - listitem:
            - link "Changes"
      - heading "People" [level=1]
      - button "Invite"
      - list "People":
        - listitem:
          - button "Edit Ada Korhonen"
        - listitem:
          - paragraph:
            - strong: Bilge Aydın
            - text: Analyst
          - button "Disable Bilge Aydın"
        - listitem:
          - paragraph:
            - strong: Nima Rostami
            - text: Agent
        - listitem:
          - paragraph:
            - strong: Jana Veselá
            - text: Viewer Invited
          - button "New one-time link for Jana Veselá"
  `);
});

test('a conversation is read from its first post on', async ({ page }) => {
  await openConversation(page, light);
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - paragraph: Conversation with
      - heading [level=1]:
        - link
      - list:
        - listitem: Aeruvia
        - listitem: X
        - listitem: Public
        - listitem: /\\d+ posts/
        - listitem: /\\d+ inbound/
        - listitem: /\\d+ outbound/
      - list "Posts, oldest first":
        - listitem:
          - article
  `);
});

function at(address: string): Place['open'] {
  return async (page) => {
    await page.goto(address);
  };
}

async function openPosts(page: Page, { language, width }: Look): Promise<void> {
  await page.goto(`/listen/posts?brand=Aeruvia&language=${language}&direction=inbound`);
  const rows = page.getByRole('article');
  await expect(rows.first()).toBeVisible();
  if (width < desk.width) return;
  await rows.nth(1).click();
  await expect(page.locator('#reading-pane ol')).toBeVisible();
}

async function openConversation(page: Page, { language }: Look): Promise<void> {
  await page.goto(`/conversations/${(await talkative(language)).conversation_id}`);
}

async function openContact(page: Page, { language }: Look): Promise<void> {
  await page.goto(`/contacts/${(await talkative(language)).contact_id}`);
}

async function openRejects(page: Page): Promise<void> {
  await page.goto('/settings/import');
  await page.locator('a[href^="/settings/import/"]').click();
  await expect(page.getByRole('row')).toHaveCount(2);
}

/** A post of the longest public conversation among the latest in a language. */
async function talkative(language: Language): Promise<StoredPost> {
  const posts = await storedPosts(`brand=Aeruvia&network=x&kind=reply&language=${language}`);
  const lengthOf = ({ conversation_id }: StoredPost) =>
    posts.filter((other) => other.conversation_id === conversation_id).length;
  const [longest] = posts.sort((a, b) => lengthOf(b) - lengthOf(a));
  if (!longest) throw new Error(`no conversation in ${language}`);
  return longest;
}
