/** Setting a real sign-in provider up, and coming in by it: in the browser, with the provider's own pages. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { ADA, BEA, ORGANISATION } from './account-people.ts';
import { builtPage } from './built-page.ts';
import { launchBrowser } from './browser.ts';
import { startRealProvider, type RealProvider } from './real-provider.ts';
import { startServer, type RunningServer } from './running-server.ts';

let provider: RealProvider;
let server: RunningServer;
let browser: Browser;
before(async () => {
  await builtPage();
  provider = await startRealProvider((name) => ({
    email: `${name}@example.org`,
    email_verified: name !== 'unverified',
  }));
  server = await startServer({ OUTBOUND_ALLOW: provider.place });
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  provider?.stop();
});

type Seat = { readonly page: Page; readonly errors: string[]; readonly asked: string[] };

/** A browser of its own, with every address that it asked our server for. */
async function newBrowser(): Promise<Seat> {
  const context = await browser.newContext({ baseURL: server.url, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const errors: string[] = [];
  const asked: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) errors.push(message.text());
  });
  page.on('request', (request) => {
    if (request.url().startsWith(server.url)) asked.push(request.url());
  });
  return { page, errors, asked };
}

/** The provider's own pages: a name, any password, and a yes. */
async function signInThere(page: Page, name: string): Promise<void> {
  await page.locator('input[name=login]').fill(name);
  await page.locator('input[name=password]').fill('any');
  await page.locator('button[type=submit]').click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

async function done({ page, errors }: Seat): Promise<void> {
  assert.deepEqual(errors, []);
  await page.context().close();
}

const CEM = { email: 'cem@example.org', password: 'three small boats' } as const;
let settings = '';

test('an administrator sets the provider up, is told what is wrong, and invites somebody', async () => {
  const seat = await newBrowser();
  const { page } = seat;
  await page.goto(server.setUp);
  await page.getByLabel('Your name').fill(ADA.name);
  await page.getByLabel('Your e-mail address').fill(ADA.email);
  await page.getByLabel('Password', { exact: true }).fill(ADA.password);
  await page.getByLabel('Name of your organisation').fill(ORGANISATION.name);
  await page.getByRole('combobox', { name: /^Time zone/ }).fill('Europe/Berlin');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Make the first account' }).click();
  await page.getByRole('link', { name: /Harbour Labs/ }).click();
  await page.getByRole('link', { name: 'Members' }).click();
  await page.getByRole('link', { name: 'Sign-in' }).click();
  await page.getByRole('heading', { name: 'Sign in through your own provider' }).waitFor();
  settings = page.url();
  const redirect = await page.getByLabel('Redirect address').inputValue();
  assert.match(redirect, /\/sign-in\/back\/[0-9a-f-]{36}$/);
  provider.register(redirect);
  await page.getByLabel('Name').fill('Harbour ID');
  await page.getByLabel('Issuer').fill(`${provider.issuer}/realm`);
  await page.getByLabel('Client ID').fill(provider.client.clientId);
  await page.getByLabel('Client secret', { exact: true }).fill('not the secret');
  await page.getByRole('button', { name: 'Check and save' }).click();
  await page.getByRole('alert').getByText('There is no description of a provider at this issuer').waitFor();
  await page.getByLabel('Issuer').fill(provider.issuer);
  await page.getByRole('button', { name: 'Check and save' }).click();
  await page.getByRole('alert').getByText('does not take the client ID with this client secret').waitFor();
  await page.getByLabel('Client secret', { exact: true }).fill(provider.client.clientSecret);
  await page.getByRole('button', { name: 'Check and save' }).click();
  await page.getByRole('heading', { name: 'Sign-in with Harbour ID' }).waitFor();
  await page.getByText('It answers, and takes the client ID').waitFor();
  assert.equal(await page.getByLabel('Client secret', { exact: true }).inputValue(), '');
  await page.getByRole('link', { name: 'Members' }).last().click();
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(BEA.name);
  await dialog.getByLabel('E-mail address').fill('bea@example.org');
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
  await dialog.getByLabel(/^Link for/).waitFor();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  await dialog.getByLabel('Name').fill('Cem Aksoy');
  await dialog.getByLabel('E-mail address').fill(CEM.email);
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
  const link = await dialog.getByLabel('Link for Cem Aksoy').inputValue();
  const cem = await newBrowser();
  await cem.page.goto(link);
  await cem.page.getByLabel('Password', { exact: true }).fill(CEM.password);
  await cem.page.getByRole('button', { name: 'Join' }).click();
  await cem.page.getByRole('button', { name: 'Account of Cem Aksoy' }).waitFor();
  await done(cem);
  await done(seat);
});

test('who is invited comes in by the provider, back to where they were; the code is sent to no address of ours', async () => {
  const seat = await newBrowser();
  const { page, asked } = seat;
  const people = settings.replace(/sign-in$/, 'people?show=pools');
  await page.goto(people);
  await page.waitForURL(/\/sign-in\?next=/);
  await page.getByRole('button', { name: 'Sign in with Harbour ID' }).click();
  await signInThere(page, 'bea');
  await page.getByRole('tab', { name: 'Pools', selected: true }).waitFor();
  assert.equal(page.url(), people);
  assert.ok(asked.some((url) => url.includes('/sign-in/back/')));
  assert.deepEqual(
    asked.filter((url) => /[?&](code|state)=/.test(url)),
    [],
  );
  // What was brought stands nowhere in the history.
  await page.goBack();
  assert.doesNotMatch(page.url(), /code=|state=/);
  await page.goto('/account');
  await page.getByText('You came in through the provider of your organisation').waitFor();
  assert.equal(await page.getByRole('heading', { name: 'Where you are signed in' }).count(), 0);
  await page.getByRole('button', { name: 'Show that it is you' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Password' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Unlink Harbour ID' }).waitFor();
  await page.getByRole('button', { name: `Account of ${BEA.name}` }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  // The second time the provider knows the browser, and asks nothing.
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in with Harbour ID' }).click();
  await page.getByRole('button', { name: `Account of ${BEA.name}` }).waitFor();
  await done(seat);
});

test('an address that is not verified, a stranger, and whoever says no there, are told what to do', async () => {
  for (const [name, words] of [
    ['unverified', 'does not say that your e-mail address is verified'],
    ['eve', 'is no member here, and is not invited'],
  ] as const) {
    const seat = await newBrowser();
    await seat.page.goto('/sign-in');
    await seat.page.getByRole('button', { name: 'Sign in with Harbour ID' }).click();
    await signInThere(seat.page, name);
    await seat.page.getByRole('alert').getByText(words).waitFor();
    assert.doesNotMatch(seat.page.url(), /code=|state=/);
    await seat.page.getByRole('link', { name: 'Begin anew' }).click();
    await seat.page.getByRole('button', { name: 'Sign in with Harbour ID' }).waitFor();
    await done(seat);
  }
  const seat = await newBrowser();
  await seat.page.goto('/sign-in');
  await seat.page.getByRole('button', { name: 'Sign in with Harbour ID' }).click();
  await seat.page.getByRole('link', { name: 'Cancel' }).click();
  await seat.page.getByRole('alert').getByText('The provider did not let you in').waitFor();
  // Another way in is still there.
  await seat.page.goto('/sign-in?next=/account');
  await seat.page.getByLabel('Your e-mail address').fill(ADA.email);
  await seat.page.getByLabel('Password', { exact: true }).fill(ADA.password);
  await seat.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await seat.page.getByRole('button', { name: 'Link Harbour ID' }).click();
  await signInThere(seat.page, 'ada.there');
  await seat.page.getByRole('button', { name: 'Unlink Harbour ID' }).waitFor();
  await done(seat);
});

test('whoever must use it is led there from the password, and out again when it is removed', async () => {
  const bea = await newBrowser();
  const ada = await newBrowser();
  await ada.page.goto(`/sign-in?next=${encodeURIComponent(new URL(settings).pathname)}`);
  await ada.page.getByLabel('Your e-mail address').fill(ADA.email);
  await ada.page.getByLabel('Password', { exact: true }).fill(ADA.password);
  await ada.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await ada.page.getByRole('checkbox', { name: 'Members must sign in this way' }).check();
  await ada.page.getByRole('button', { name: 'Check and save' }).click();
  await ada.page.getByText('It answers, and takes the client ID').waitFor();
  await bea.page.goto('/sign-in');
  await bea.page.getByLabel('Your e-mail address').fill(CEM.email);
  await bea.page.getByLabel('Password', { exact: true }).fill(CEM.password);
  await bea.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await bea.page.getByRole('alert').getByText('wants you to sign in through Harbour ID').waitFor();
  await bea.page.getByRole('link', { name: 'Sign in there' }).click();
  await bea.page.waitForURL(/\/sign-in\?with=/);
  await bea.page.getByRole('button', { name: 'Sign in with Harbour ID' }).click();
  await signInThere(bea.page, 'bea');
  await bea.page.getByRole('button', { name: `Account of ${BEA.name}` }).waitFor();
  await ada.page.getByRole('button', { name: 'Remove Harbour ID' }).click();
  await ada.page.getByRole('button', { name: 'Remove the provider' }).click();
  await ada.page.getByRole('heading', { name: 'Sign in through your own provider' }).waitFor();
  await bea.page.goto(settings);
  await bea.page.waitForURL(/\/sign-in\?next=/);
  assert.equal(await bea.page.getByRole('button', { name: /^Sign in with/ }).count(), 0);
  await done(bea);
  await done(ada);
});
