/** From the first start to a second member, in two browsers that know nothing of each other. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { ADA, BEA } from './account-people.ts';
import { builtPage } from './built-page.ts';
import { launchBrowser } from './browser.ts';
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

async function newBrowser(): Promise<{ page: Page; errors: string[] }> {
  const context = await browser.newContext({
    baseURL: server.url,
    timezoneId: 'Pacific/Auckland',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) errors.push(message.text());
  });
  return { page, errors };
}

test('sets up, invites a second person, who joins in another browser, is an interviewer and sees no members', async () => {
  const ada = await newBrowser();
  await ada.page.goto('/');
  await ada.page.getByRole('heading', { name: 'Start your own' }).waitFor();
  await ada.page.goto(server.setUp);
  await ada.page.getByLabel('Your name').fill(ADA.name);
  await ada.page.getByLabel('Your e-mail address').fill(ADA.email);
  await ada.page.getByLabel('Password', { exact: true }).fill('qwertyuiop123');
  await ada.page.getByLabel('Name of your organisation').fill('Harbour Labs');
  await ada.page.getByRole('combobox', { name: /^Time zone/ }).fill('Europe/Berlin');
  await ada.page.keyboard.press('Tab');
  await ada.page.getByRole('button', { name: 'Make the first account' }).click();
  await ada.page.getByRole('alert').getByText('a password that many others use').first().waitFor();
  await ada.page.getByLabel('Password', { exact: true }).fill(ADA.password);
  await ada.page.getByRole('button', { name: 'Make the first account' }).click();
  await ada.page.getByRole('link', { name: /Harbour Labs/ }).click();
  await ada.page.getByRole('heading', { name: 'Openings' }).waitFor();
  const openings = ada.page.url();
  await ada.page.getByRole('link', { name: 'Members' }).click();
  await ada.page.getByRole('heading', { name: 'You are the only one here' }).waitFor();
  const members = ada.page.url();
  await ada.page.getByRole('button', { name: 'Invite somebody' }).click();
  const dialog = ada.page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Bea');
  await dialog.getByLabel('E-mail address').fill(BEA.email);
  assert.ok(await dialog.getByRole('checkbox', { name: 'Interviewer' }).isChecked());
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
  await dialog.getByText('No mail is set up here').waitFor();
  const link = await dialog.getByLabel('Link for Bea').inputValue();
  assert.match(link, /\/invitation#[\w-]{43}$/);
  // Whoever is not signed in is led to the sign-in, and the link of the start is used up.
  const bea = await newBrowser();
  await bea.page.goto(openings);
  await bea.page.waitForURL(/\/sign-in\?next=/);
  await bea.page.goto(server.setUp);
  await bea.page.getByRole('heading', { name: 'Second Round is set up' }).waitFor();

  // E1: a scanner opens the link in a browser, and presses whatever it finds.
  const scanner = await newBrowser();
  await scanner.page.goto(link);
  await scanner.page.getByRole('heading', { name: 'Join Harbour Labs' }).waitFor();
  for (const button of await scanner.page.getByRole('button').all()) await button.click();
  assert.deepEqual(await scanner.page.context().cookies(), []);

  await bea.page.goto(link);
  await bea.page.getByRole('heading', { name: 'Join Harbour Labs' }).waitFor();
  assert.equal(await bea.page.getByLabel('Your e-mail address').inputValue(), BEA.email);
  await bea.page.getByLabel('Your name').fill(BEA.name);
  await bea.page.getByLabel('Password', { exact: true }).fill(BEA.password);
  await bea.page.getByRole('button', { name: 'Join' }).click();
  await bea.page.getByRole('heading', { name: 'Openings' }).waitFor();
  assert.equal(await bea.page.getByRole('link', { name: 'Members' }).count(), 0);
  await bea.page.goto(members);
  await bea.page.getByRole('alert').getByText('Your role does not allow this').waitFor();

  // Out, and in again by another way: back to where she was.
  await bea.page.getByRole('button', { name: `Account of ${BEA.name}` }).click();
  await bea.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await bea.page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
  await bea.page.goto(`${openings}/people?show=pools`);
  await bea.page.waitForURL(/\/sign-in\?next=/);
  await bea.page.getByLabel('Your e-mail address').fill('BEA@example.org');
  await bea.page.getByLabel('Password', { exact: true }).fill('not her password');
  await bea.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await bea.page.getByRole('alert').getByText('do not belong together').waitFor();
  await bea.page.getByLabel('Password', { exact: true }).fill(BEA.password);
  await bea.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await bea.page.getByRole('tab', { name: 'Pools', selected: true }).waitFor();
  assert.equal(bea.page.url(), `${openings}/people?show=pools`);

  // The link was for once; Ada sees who has joined, and lets her in no more.
  const other = await newBrowser();
  await other.page.goto(link);
  await other.page.getByRole('heading', { name: 'This invitation opens nothing any more' }).waitFor();
  await ada.page.reload();
  await ada.page.getByRole('button', { name: `Edit ${BEA.name}` }).click();
  await ada.page.getByRole('checkbox', { name: 'May not sign in here' }).check();
  await ada.page.getByRole('button', { name: 'Save' }).click();
  await ada.page.getByText('disabled').waitFor();
  await bea.page.reload();
  await bea.page.waitForURL(/\/sign-in\?next=/);
  for (const { errors, page } of [ada, bea, scanner, other]) {
    assert.deepEqual(errors, []);
    await page.context().close();
  }
});

test('E7: keeps the sample open to everybody here, and comes back nowhere but to itself', async () => {
  const { page, errors } = await newBrowser();
  await page.goto('/');
  await page.getByRole('button', { name: 'Open the sample' }).click();
  await page.getByText('This is the sample.').waitFor({ timeout: 30_000 });
  await page.locator('.row-link').first().click();
  await page.getByRole('heading', { name: 'Candidates' }).waitFor();
  for (const next of ['//evil.example', 'https:evil.example', '/\\evil.example', 'javascript:alert(1)']) {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await page.getByLabel('Your e-mail address').fill(ADA.email);
    await page.getByLabel('Password', { exact: true }).fill(ADA.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('link', { name: /Harbour Labs/ }).waitFor();
    assert.equal(page.url(), `${server.url}/`);
    await page.context().clearCookies();
  }
  assert.deepEqual(errors, []);
  await page.context().close();
});

test('changes the own name and password, and ends the session of another browser', async () => {
  const here = await newBrowser();
  const there = await newBrowser();
  for (const { page } of [here, there]) {
    await page.goto('/sign-in?next=/account');
    await page.getByLabel('Your e-mail address').fill(ADA.email);
    await page.getByLabel('Password', { exact: true }).fill(ADA.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: 'My account' }).waitFor();
  }
  const { page } = here;
  await page.getByLabel('Your name').fill('Ada King');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.').waitFor();
  await page.getByRole('button', { name: 'Account of Ada King' }).waitFor();
  await page.getByLabel('Current password').fill(ADA.password);
  await page.getByLabel('New password').fill('another long evening');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await page.getByText('All other browsers are signed out').waitFor();
  assert.equal(await page.getByRole('heading', { level: 3 }).count(), 1);
  await there.page.reload();
  await there.page.waitForURL(/\/sign-in/);
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
  assert.deepEqual([...here.errors, ...there.errors], []);
  for (const one of [here, there]) await one.page.context().close();
});
