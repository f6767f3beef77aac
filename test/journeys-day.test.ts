/** The day itself through the page: who plans it at a desk, who sits in it with a telephone. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { daySheetSchema, type DaySheet } from '#contract/day.ts';
import { builtPage } from './built-page.ts';
import { launchBrowser } from './browser.ts';
import { openMailSink, type MailSink } from './mail-sink.ts';
import { codeFrom } from './prepared-outside.ts';
import { prepareDay, type PreparedDay } from './prepared-day.ts';
import { startServer, type RunningServer } from './running-server.ts';

/** The page asks again every 15 seconds. */
const NEWS = 30_000;
const REPAIRS = 60_000;

let server: RunningServer;
let mail: MailSink;
let browser: Browser;
let day: PreparedDay;
before(async () => {
  await builtPage();
  mail = await openMailSink();
  server = await startServer(mail.env);
  browser = await launchBrowser();
  day = await prepareDay(server);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  await mail?.close();
});

type Tab = { readonly page: Page; readonly errors: string[]; readonly context: BrowserContext };

async function newTab(session: string, viewport: { width: number; height: number }): Promise<Tab> {
  // Cookies that bear this name are taken where the page is trusted.
  const baseURL = server.url.replace('127.0.0.1', 'localhost');
  const context = await browser.newContext({
    baseURL,
    viewport,
    reducedMotion: 'reduce',
    timezoneId: 'Pacific/Auckland',
  });
  const [name = '', value = ''] = session.split('=');
  if (name === '') return opened(context);
  const url = baseURL.replace('http:', 'https:');
  await context.addCookies([{ name, value, url, secure: true, httpOnly: true, sameSite: 'Lax' }]);
  return opened(context);
}

async function opened(context: BrowserContext): Promise<Tab> {
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  return { page, errors, context };
}

async function sheetOf(cookie: string): Promise<DaySheet> {
  const answer = await fetch(`${server.url}/api/o/${day.organisation}/day`, { headers: { cookie } });
  return daySheetSchema.parse(await answer.json());
}

test('somebody from outside marks their session after a code from the mail, and takes it back', async () => {
  const { page, errors, context } = await newTab('', { width: 320, height: 640 });
  await page.goto(day.panel);
  await page.getByRole('heading', { name: 'Today' }).waitFor();
  await page.getByText('Your session is to come.').waitFor();
  const came = mail.received.length;
  await page.getByRole('button', { name: 'Started: Welcome' }).click();
  await page.getByLabel('Code from the mail').fill(await codeFrom(mail, came));
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText(/^Started · \d+:\d\d, Gil Greve$/).waitFor();
  await page.getByText('Your session is on.').waitFor();
  await page.getByRole('button', { name: 'Take it back: Started' }).click();
  await page.getByText('Your session is to come.').waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});

test('a day from the arrival to a delay and its repair, seen at the desk and on a telephone', async () => {
  const desk = await newTab(day.ada, { width: 1280, height: 900 });
  const phone = await newTab(day.bea, { width: 320, height: 640 });
  await desk.page.goto(`/o/${day.organisation}`);
  await desk.page.getByRole('link', { name: 'Today', exact: true }).click();
  await desk.page.getByRole('heading', { name: 'Today' }).waitFor();
  const card = desk.page.locator('.run-loop', { hasText: 'Kim Lindqvist' });
  await card.getByText('Not here yet').waitFor();

  await phone.page.goto(`/o/${day.organisation}/day`);
  await phone.page.getByRole('heading', { name: 'Your day' }).waitFor();
  const next = phone.page.locator('.your-next');
  assert.match(await next.innerText(), /In \d+ minutes[^]*Kelvin[^]*Lift B[^]*Kim Lindqvist[^]*Not here yet/);
  const width = Number(await phone.page.evaluate('document.documentElement.scrollWidth'));
  assert.ok(width <= 320, `${width} px`);

  // By keyboard alone.
  await card.getByRole('button', { name: 'Arrived: Kim Lindqvist' }).focus();
  await desk.page.keyboard.press('Enter');
  await card.getByText(/^Arrived · \d+:\d\d, Ada Byron$/).waitFor();
  await card.getByRole('button', { name: /^Started: Welcome/ }).click();
  await card
    .locator('.run-foot')
    .getByText(/^Started · /)
    .waitFor();
  await next.getByText(/^With Gil Greve until /).waitFor({ timeout: NEWS });
  await card.getByRole('button', { name: /^Ended: Welcome/ }).click();
  await card.getByRole('button', { name: /^Started: System design/ }).waitFor();

  await next.getByRole('button', { name: /^Started: System design/ }).click();
  await next.getByText('On now').waitFor();
  await next.getByRole('button', { name: '+15 min' }).click();
  await next.getByText(/^15 minutes more, until /).waitFor();
  await next.getByRole('button', { name: /^Take it back: 15 minutes more/ }).click();
  await next.getByText(/^15 minutes more, /).waitFor({ state: 'detached' });
  const until = new Set<string>();
  while (until.size < 3) {
    await next.getByRole('button', { name: '+15 min' }).click();
    const said = next.getByText(/^15 minutes more, until /).filter({ hasNotText: [...until].at(-1) ?? '—' });
    until.add(/until \d+:\d\d/.exec(await said.innerText())?.[0] ?? '');
  }

  await desk.page.reload();
  await desk.page.getByRole('heading', { name: 'Needs a hand' }).waitFor();
  await card.getByRole('link', { name: 'See what can be done for Kim Lindqvist' }).click();
  await desk.page.getByText('What could be done').waitFor({ timeout: REPAIRS });
  assert.ok(await desk.page.getByRole('radio', { name: 'The day runs late' }).isChecked());
  await desk.page.getByRole('button', { name: 'Accept this repair' }).click();
  await desk.page.getByRole('heading', { name: /^Repaired/ }).waitFor();
  await desk.page.getByRole('link', { name: 'Today', exact: true }).click();
  await card.getByText('System design').first().waitFor();
  await desk.page.getByRole('heading', { name: 'Needs a hand' }).waitFor({ state: 'detached' });
  assert.deepEqual([...desk.errors, ...phone.errors], []);
  await desk.context.close();
  await phone.context.close();
});

test('a mark pressed without a connection is shown as not sent, and can be sent again', async () => {
  const { page, errors, context } = await newTab(day.bea, { width: 320, height: 640 });
  await page.clock.install();
  await page.goto(`/o/${day.organisation}/day`);
  const ended = page.getByRole('button', { name: /^Ended: System design/ });
  await ended.waitFor();
  await context.setOffline(true);
  await ended.click();
  const unsent = page.getByRole('alert').filter({ hasText: 'Not sent' });
  await unsent.getByText(/^Ended: System design, Kim Lindqvist, pressed at \d+:\d\d$/).waitFor();
  await page.getByText(/No answer since /).waitFor({ timeout: NEWS });
  await page.clock.fastForward(7 * 60_000);
  await context.setOffline(false);
  await unsent.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('That was your last session of the day.').waitFor();
  await unsent.waitFor({ state: 'detached' });
  await page.getByText(/^Ended · \d+:\d\d, Bea Quist$/).waitFor();
  const { at, loops } = await sheetOf(day.bea);
  const ago = (Date.parse(at) - Date.parse(loops[0]?.sessions[0]?.ended?.at ?? '')) / 60_000;
  assert.ok(ago >= 7 && ago < 10, `marked as of ${ago} minutes ago`);
  assert.deepEqual(errors, []);
  await context.close();
});
