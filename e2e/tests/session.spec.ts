import { administrator } from '../rapport.js';
import { expect, servedDemo, testOnOwn as test, type Page } from './journey.js';

async function signIn(page: Page, password: string): Promise<void> {
  await page.getByLabel('E-mail').fill(administrator.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test.describe('nobody is signed in', () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test('signing in leads to where one wanted to go, signing out back to the door', async ({
    page,
  }) => {
    await page.goto('/listen/posts?brand=Aeruvia');
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await signIn(page, administrator.password);
    await expect(page).toHaveURL('/listen/posts?brand=Aeruvia');

    await page.getByRole('button', { name: `Account of ${administrator.name}` }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page).toHaveURL('/sign-in');
    await page.goto('/measure/iceberg');
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  });

  test('a wrong password is said, without saying which of the two is wrong', async ({ page }) => {
    await page.goto('/sign-in');
    await signIn(page, 'seven loud harbours');
    await expect(page.getByRole('alert')).toHaveText('E-mail and password do not match.');
    await expect(page.getByLabel('E-mail')).toHaveValue(administrator.email);
  });

  test('too many attempts say when to try again', async ({ page }) => {
    const rapport = await servedDemo();
    await rapport.becomeAdministrator();
    await page.goto(`${rapport.url}/sign-in`);
    const form = page.getByRole('alert');
    await expect(async () => {
      const answered = page.waitForResponse('**/api/session');
      await signIn(page, 'seven loud harbours');
      await answered;
      await expect(form).toHaveText(/^Too many attempts\. Try again at \d+:\d\d\.$/, {
        timeout: 500,
      });
    }).toPass({ intervals: [0] });
    await rapport.stopAndForget();
  });
});

test('a session that ends meanwhile keeps what was typed', async ({ own, browser }) => {
  const session = await own.rapport.signIn(administrator.email, administrator.password);
  const context = await browser.newContext({ storageState: session, baseURL: own.rapport.url });
  const page = await context.newPage();
  await page.goto('/settings/people');
  await page.getByRole('button', { name: 'Invite' }).click();
  const form = page.getByRole('dialog', { name: 'Invite somebody' });
  await form.getByLabel('Name').fill('Jana Veselá');
  await form.getByLabel('E-mail').fill('jana@rapport.example');

  await own.rapport.ask(session, 'DELETE', '/api/session');
  await form.getByRole('button', { name: 'Create invitation' }).click();
  const again = page.getByRole('dialog', { name: 'Sign in again' });
  await expect(again.getByLabel('E-mail')).toHaveValue(administrator.email);
  await again.getByRole('textbox', { name: 'Password' }).fill(administrator.password);
  await again.getByRole('button', { name: 'Sign in' }).click();
  await expect(again).toBeHidden();

  await expect(form.getByLabel('Name')).toHaveValue('Jana Veselá');
  await form.getByRole('button', { name: 'Create invitation' }).click();
  await expect(page.getByRole('textbox', { name: 'One-time link' })).toHaveValue(/\/join#/);
  await context.close();
});
