/** What journeys through the page have in common: a server and a browser of their own, tabs, and the usual steps. */
import { after, before } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { builtPage } from './built-page.ts';
import { launchBrowser } from './browser.ts';
import { calendarFiles, comingDates, peopleFile } from './journey-files.ts';
import { startServer, type RunningServer } from './running-server.ts';

export const SEARCH = 60_000;

type Tab = { readonly page: Page; readonly errors: string[]; readonly context: BrowserContext };

/** For a test file: the answer opens a tab of somebody whose machine stands in none of the zones of the files. */
export function journeys(): () => Promise<Tab> {
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
  return async () => {
    const context = await browser.newContext({
      baseURL: server.url,
      timezoneId: 'Pacific/Auckland',
      reducedMotion: 'reduce',
      viewport: { width: 1280, height: 900 },
    });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    return { page, errors: errorsOf(page), context };
  };
}

/** Whatever the page throws, and what its policy refuses. */
function errorsOf(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) errors.push(message.text());
  });
  return errors;
}

export async function startOwn(page: Page, name: string): Promise<void> {
  await page.goto('/');
  await page.getByLabel('Name of your organisation').fill(name);
  // As it is written out in full it needs not be chosen from the list, which closes when the page takes the focus away.
  const zone = page.getByRole('combobox', { name: 'Time zone' });
  await zone.fill('Europe/Berlin');
  await zone.blur();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByRole('heading', { name: 'Openings' }).waitFor();
}

export async function importFiles(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'People and rooms' }).click();
  await page.getByRole('tab', { name: 'Import files' }).click();
  const files = page.locator('input[type=file]');
  await files.nth(0).setInputFiles({ ...peopleFile() });
  await files.nth(1).setInputFiles([...calendarFiles(comingDates(20))]);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('heading', { name: 'Imported' }).waitFor();
}

export async function createOpening(page: Page, title = 'Senior engineer'): Promise<void> {
  await page.getByRole('link', { name: 'Openings', exact: true }).click();
  await page.getByRole('button', { name: 'New opening' }).click();
  await page.getByLabel('Position').fill(title);
  await page.getByRole('button', { name: 'Create the opening' }).click();
  await page.getByRole('heading', { name: title }).waitFor();
}

async function makeTemplate(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start from a ready-made template' }).click();
  await page.getByRole('heading', { name: 'Loop template' }).waitFor();
  await page.getByRole('button', { name: 'Move Your questions up' }).click();
  await page.getByRole('button', { name: 'Save the template' }).click();
  await page.getByRole('heading', { name: 'Candidates' }).waitFor();
}

async function addCandidate(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a candidate' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('link', { name: `Find a day for ${name}` }).waitFor();
}

export async function findADay(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: `Find a day for ${name}` }).click();
  await page.getByRole('button', { name: 'Find a day' }).click();
  await page.getByRole('button', { name: `Confirm for ${name}` }).waitFor({ timeout: SEARCH });
}

/** Everything up to two candidates who wait for a day. */
export async function readyToPlan(page: Page): Promise<void> {
  await startOwn(page, 'Harbour Labs');
  await importFiles(page);
  await createOpening(page);
  await makeTemplate(page);
  await addCandidate(page, 'Noor Haddad');
  await addCandidate(page, 'Robin Lee');
}
