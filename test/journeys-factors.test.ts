/** Second factors and passkeys in a real browser, with an authenticator that the browser itself makes up. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { ADA } from './account-people.ts';
import { builtPage } from './built-page.ts';
import { launchBrowser } from './browser.ts';
import { codeOf } from './factor-steps.ts';
import { startServer, type RunningServer } from './running-server.ts';

let server: RunningServer;
let browser: Browser;
before(async () => {
  await builtPage();
  server = await startServer();
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Passkeys belong to a name. */
function named(url: string): string {
  return url.replace('127.0.0.1', 'localhost');
}

async function newBrowser(): Promise<{ page: Page; errors: string[] }> {
  const context = await browser.newContext({ baseURL: named(server.url), reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) errors.push(message.text());
  });
  return { page, errors };
}

/** One that verifies its user by itself, as a laptop with a finger on it does. */
async function withAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

async function byPassword(page: Page): Promise<void> {
  await page.getByLabel('Your e-mail address').fill(ADA.email);
  await page.getByLabel('Password', { exact: true }).fill(ADA.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
}

/** What was set up with the app, for the tests after it. */
let secret = '';
let recovery: string[] = [];

test('sets up an authenticator app, and is asked for its code after the password, on a page of its own', async () => {
  const { page, errors } = await newBrowser();
  await page.goto(server.setUp);
  await page.getByLabel('Your name').fill(ADA.name);
  await page.getByLabel('Your e-mail address').fill(ADA.email);
  await page.getByLabel('Password', { exact: true }).fill(ADA.password);
  await page.getByLabel('Name of your organisation').fill('Harbour Labs');
  await page.getByRole('combobox', { name: /^Time zone/ }).fill('Europe/Berlin');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Make the first account' }).click();
  await page.getByRole('link', { name: /Harbour Labs/ }).waitFor();
  await page.goto('/account');
  await page.getByText('We recommend a passkey').waitFor();
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor();
  await dialog.getByText('Type it instead').click();
  secret = (await dialog.locator('.app-secret').innerText()).replaceAll(' ', '');
  await dialog.getByLabel('The six digits that the app shows now').fill('12');
  await dialog.getByRole('button', { name: 'Set up' }).click();
  await dialog.getByRole('alert').getByText('This code is not right').waitFor();
  await dialog.getByLabel('The six digits that the app shows now').fill(codeOf(secret));
  await dialog.getByRole('button', { name: 'Set up' }).click();
  await page.getByRole('heading', { name: 'Keep these recovery codes' }).waitFor();
  recovery = await page.locator('.codes li').allInnerTexts();
  assert.equal(recovery.length, 10);
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await page.getByText('10 left').waitFor();

  await signOut(page);
  await page.goto('/sign-in?next=/account');
  await byPassword(page);
  await page.waitForURL(/\/second-factor\?next=/);
  await page.getByRole('heading', { name: 'Your second factor' }).waitFor();
  const field = page.getByLabel('Code');
  assert.equal(await page.locator(':focus').getAttribute('autocomplete'), 'one-time-code');
  // It opens nothing yet, by whatever address.
  await page.goto('/account');
  await page.waitForURL(/\/second-factor/);
  await field.fill('000 000');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('alert').getByText('This code is not right').waitFor();
  await field.fill(codeOf(secret, 1));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'My account' }).waitFor();
  await page.getByText('with a password and a code of the app').waitFor();

  // Without the phone: a recovery code, in the same field.
  await signOut(page);
  await page.goto('/sign-in?next=//evil.example');
  await byPassword(page);
  await page.waitForURL(/\/second-factor\?next=/);
  await page.getByLabel('Code').fill(recovery[0]?.toUpperCase() ?? '');
  await page.keyboard.press('Enter');
  // E7: to a path of ours only; whoever owes none is led on likewise.
  await page.getByRole('link', { name: /Harbour Labs/ }).waitFor();
  assert.equal(page.url(), `${named(server.url)}/`);
  await page.goto('/second-factor?next=//evil.example');
  await page.getByRole('link', { name: /Harbour Labs/ }).waitFor();
  assert.equal(page.url(), `${named(server.url)}/`);
  await page.goto('/account');
  await page.getByText('9 left').waitFor();
  assert.deepEqual(errors, []);
  await page.context().close();
});

test('adds a passkey, signs in with it alone, gives it a name and removes it', async () => {
  const { page, errors } = await newBrowser();
  await page.goto('/sign-in?next=/account');
  await byPassword(page);
  await page.getByLabel('Code').fill(recovery[1] ?? '');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'My account' }).waitFor();
  await withAuthenticator(page);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByText(/^Passkey: Chrom/).waitFor();
  await page.getByRole('button', { name: /^Rename the passkey/ }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('The laptop');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByText('Passkey: The laptop').waitFor();
  await page.getByText('not used yet').waitFor();

  // The passkey is offered with the field of the address: nothing else needs to be pressed.
  await signOut(page);
  await page.goto('/sign-in?next=/account');
  await page.getByRole('heading', { name: 'My account' }).waitFor();
  await page.getByText('with a passkey', { exact: false }).first().waitFor();

  // A browser that does not offer it there.
  await signOut(page);
  await page.addInitScript(
    'PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false);',
  );
  await page.goto('/sign-in?next=/account');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.getByRole('heading', { name: 'My account' }).waitFor();

  // As second factor, after the password.
  await signOut(page);
  await page.goto('/sign-in?next=/account');
  await byPassword(page);
  await page.waitForURL(/\/second-factor/);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await page.getByText('with a password and a passkey').waitFor();

  await page.getByRole('button', { name: 'Remove the passkey The laptop' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByText('Passkey: The laptop').waitFor({ state: 'detached' });
  await page.getByText('What was changed lately').click();
  await page.getByText('passkey removed').waitFor();
  await signOut(page);
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.getByRole('alert').getByText('This passkey opens nothing here').waitFor();
  assert.deepEqual(errors, []);
  await page.context().close();
});

test('says on an address of numbers why there are no passkeys, and where there are', async () => {
  const { page } = await newBrowser();
  await page.goto(`${server.url.replace('localhost', '127.0.0.1')}/sign-in`);
  await page.getByText('Passkeys belong to a name').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Sign in with a passkey' }).count(), 0);
  await page.getByRole('link', { name: /^Open it as http:\/\/localhost/ }).click();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).waitFor();
  await page.context().close();
});

test('wants to see again who one is, some minutes after', async () => {
  const { page, errors } = await newBrowser();
  await page.goto('/sign-in?next=/account');
  await byPassword(page);
  await page.getByLabel('Code').fill(recovery[2] ?? '');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'My account' }).waitFor();
  // As the server would say after ten minutes.
  let late = true;
  await page.route('**/api/account/recovery-codes', (route) => {
    if (!late) return route.continue();
    late = false;
    const body = {
      type: 'about:blank',
      title: 'Show that it is you',
      status: 403,
      code: 'prove-it',
      detail: 'x',
    };
    return route.fulfill({
      status: 403,
      contentType: 'application/problem+json',
      body: JSON.stringify(body),
    });
  });
  await page.getByRole('button', { name: 'Make new codes for recovery' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make new codes' }).click();
  await page
    .getByRole('dialog', { name: 'Show that it is you' })
    .getByLabel('Code')
    .fill(recovery[3] ?? '');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'Keep these recovery codes' }).waitFor();
  assert.deepEqual(errors, []);
  await page.context().close();
});
