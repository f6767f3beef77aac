/** Links through the page: the candidate's, with a code from a real mail, and an external panelist's. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { builtPage } from './built-page.ts';
import { launchBrowser } from './browser.ts';
import { tokenIn } from './links.ts';
import { openMailSink, type MailSink } from './mail-sink.ts';
import { codeFrom, prepareOutside, type PreparedOutside } from './prepared-outside.ts';
import { startServer, type RunningServer } from './running-server.ts';

let server: RunningServer;
let mail: MailSink;
let browser: Browser;
let outside: PreparedOutside;
before(async () => {
  await builtPage();
  mail = await openMailSink();
  server = await startServer(mail.env);
  browser = await launchBrowser();
  outside = await prepareOutside(server.url, mail);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  await mail?.close();
});

type Tab = { readonly page: Page; readonly errors: string[]; readonly asked: string[] };

/** `asked`: the addresses of all requests, with what they send as the page they come from. */
async function newTab(): Promise<Tab> {
  const context = await browser.newContext({ baseURL: server.url, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const errors: string[] = [];
  const asked: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) errors.push(message.text());
  });
  page.on('request', (request) => asked.push(`${request.url()} ${request.headers()['referer'] ?? ''}`));
  return { page, errors, asked };
}

const loopPage = (): string => `/o/${outside.organisation}/loops/${outside.loop}`;

test('E11: a link of an earlier version leads on, and its token is in no request after the first', async () => {
  const { page, errors, asked } = await newTab();
  const token = tokenIn(outside.agenda);
  await page.goto(`/agenda/${token}`);
  await page.getByRole('heading', { name: 'Your second interview, Noor Haddad' }).waitFor();
  assert.equal(new URL(page.url()).pathname + new URL(page.url()).hash, `/agenda#${token}`);
  assert.deepEqual(
    asked.filter((one) => one.includes(token)),
    [`${server.url}/agenda/${token} `],
  );
  await page.reload();
  await page.getByRole('heading', { name: 'Your second interview, Noor Haddad' }).waitFor();
  assert.equal(asked.filter((one) => one.includes(token)).length, 1, asked.join('\n'));
  assert.deepEqual(errors, []);
  await page.context().close();
});

test('the candidate says what they need by keyboard, with the code from the mail, and whoever plans reads it', async () => {
  const { page, errors } = await newTab();
  const came = mail.received.length;
  await page.goto(outside.agenda);
  await page.getByLabel('Anything else about the day').focus();
  await page.keyboard.type('I come by the early train.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate('document.activeElement.textContent'), 'Save');
  await page.keyboard.press('Enter');
  await page.getByLabel('Code from the mail').waitFor();
  const code = await codeFrom(mail, came);
  const letter = mail.received.find(({ text }) => text.includes(code));
  assert.deepEqual(letter?.to, ['noor@example.org']);
  assert.ok(!letter?.text.includes('train'));
  await page.getByLabel('Code from the mail').fill(code === '123456' ? '123457' : '123456');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('This code is not right').waitFor();
  await page.getByLabel('Code from the mail').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await page.keyboard.press('Enter');
  await page.getByText('Saved, thank you.').waitFor();

  await page.goto(loopPage());
  await page.getByText('I come by the early train.').waitFor();
  await page.getByText('Vegetarian, no nuts').waitFor();
  await page.getByRole('link', { name: 'All about Noor Haddad' }).click();
  await page
    .getByText('The candidate, with a code from the mail, saved what to know of Noor Haddad')
    .first()
    .waitFor();
  assert.deepEqual(errors, []);
  await page.context().close();
});

test('a candidate paints times and chooses a day after one code, cancels it, and takes that back', async () => {
  const { page, errors } = await newTab();
  const came = mail.received.length;
  await page.goto(outside.offered.link);
  await page.getByText('Tell us when you can come instead').click();
  await page.getByRole('button', { name: 'The week after' }).click();
  // Painted with the keyboard: the first cell is reached by Tab, the next by the arrows.
  await page.getByRole('gridcell').first().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: /^Take away Monday / }).waitFor();
  await page.getByRole('button', { name: 'Send these times' }).click();
  await page.getByLabel('Code from the mail').waitFor();
  await page.getByLabel('Code from the mail').fill(await codeFrom(mail, came));
  await page.keyboard.press('Enter');
  await page.getByText(/You told us on/).waitFor();
  // What was painted is still in sight.
  assert.equal(await page.getByRole('button', { name: 'The week before' }).isEnabled(), true);

  // No second code within the sitting.
  await page
    .getByRole('button', { name: /^Choose this day: / })
    .nth(1)
    .click();
  await page.getByRole('heading', { name: 'Your day is booked' }).waitFor();
  await page.getByRole('link', { name: 'Open your agenda' }).click();
  await page.getByRole('heading', { name: 'Your second interview, Ines Caro' }).waitFor();
  await page.getByRole('button', { name: 'I cannot come at all' }).click();
  await page.getByLabel('Why').selectOption('I have accepted another offer');
  await page.getByRole('button', { name: 'Cancel the interview' }).click();
  await page.getByRole('heading', { name: 'You have cancelled your second interview' }).waitFor();
  await page.getByRole('button', { name: 'Take it back: I will come' }).click();
  await page.getByRole('button', { name: 'I cannot come at all' }).waitFor();

  await page.goto(`/o/${outside.organisation}/openings/${outside.opening}`);
  await page.getByRole('link', { name: 'Planned: see the loop of Ines Caro' }).waitFor();
  assert.deepEqual(errors, []);
  await page.context().close();
});

test('E9: a forwarded link dies when a new one is made, and says whom to ask', async () => {
  const { page, errors } = await newTab();
  await page.goto(loopPage());
  const old = await page.getByLabel('Link to the agenda').inputValue();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download the calendar file' }).click(),
  ]);
  assert.equal(download.suggestedFilename(), 'agenda.ics');
  await page.getByRole('button', { name: 'Make a new link', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Make a new link for Noor Haddad?' });
  await dialog.getByRole('button', { name: 'Make a new link' }).click();
  await dialog.waitFor({ state: 'detached' });
  const stranger = await page.context().newPage();
  await stranger.goto(old);
  await stranger.getByRole('heading', { name: 'This link has ended' }).waitFor();
  await stranger.getByText('Mara Lind at Brightwater University will gladly help.').waitFor();
  assert.equal(await stranger.getByText('Noor').count(), 0);
  await page.waitForFunction(`document.querySelector('.agenda-card input').value !== ${JSON.stringify(old)}`);
  const fresh = await page.getByLabel('Link to the agenda').inputValue();
  await stranger.goto(fresh);
  await stranger.getByRole('heading', { name: 'Your second interview, Noor Haddad' }).waitFor();
  await page.getByRole('button', { name: 'Withdraw the link', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw the link' }).click();
  await page.getByText('The link was withdrawn').waitFor();
  await stranger.reload();
  await stranger.getByRole('heading', { name: 'This link has ended' }).waitFor();
  await page.getByRole('button', { name: 'Make a new link', exact: true }).click();
  await page.getByLabel('Link to the agenda').waitFor();
  assert.deepEqual(errors, []);
  await page.context().close();
});

test('somebody from outside sees their session by the link, until it is withdrawn', async () => {
  const { page, errors } = await newTab();
  await page.goto(loopPage());
  await page.getByRole('button', { name: /^Make a new link for Prof. Grace Obi/ }).click();
  const link = await page.getByRole('textbox', { name: 'Link for Prof. Grace Obi' }).inputValue();
  const guest = await newTab();
  await guest.page.goto(link);
  await guest.page.getByRole('heading', { name: 'Lecture and questions' }).waitFor();
  await guest.page.getByText(/in Berlin \(UTC\+[12]\)\.$/).waitFor();
  await guest.page.getByText('say “Noor, like poor”').waitFor();
  assert.equal(await guest.page.getByText('Lunch').count(), 0);
  assert.ok(!guest.asked.some((one) => one.includes(tokenIn(link))), guest.asked.join('\n'));
  await page.getByRole('button', { name: /^Withdraw the link of Prof. Grace Obi/ }).click();
  await page.getByText('No link yet').waitFor();
  await guest.page.reload();
  await guest.page.getByRole('heading', { name: 'This link has ended' }).waitFor();
  assert.equal(await guest.page.getByText('Noor').count(), 0);
  assert.deepEqual([...errors, ...guest.errors], []);
  await guest.page.context().close();
  await page.context().close();
});

test('E17: a feed gets a new address, and names candidates once that is chosen', async () => {
  const { page, errors } = await newTab();
  await page.goto(`/o/${outside.organisation}/people`);
  await page.getByRole('button', { name: 'Edit Dr. Tomasz Wolny' }).click();
  const drawer = page.getByRole('dialog', { name: 'Dr. Tomasz Wolny' });
  const field = drawer.getByLabel('Feed of interviews');
  const old = await field.inputValue();
  assert.ok(!(await (await fetch(old)).text()).includes('Noor'));
  const saved = page.waitForResponse(
    (answer) => answer.request().method() === 'PUT' && answer.url().endsWith('/feed'),
  );
  await drawer.getByRole('checkbox', { name: 'Name the candidates in it' }).click();
  assert.equal((await saved).ok(), true);
  assert.ok((await (await fetch(old)).text()).includes('Noor Haddad'));
  await drawer.getByRole('button', { name: 'Make a new address' }).click();
  const dialog = page.getByRole('dialog', { name: 'Make a new address for the feed of Dr. Tomasz Wolny?' });
  await dialog.getByRole('button', { name: 'Make a new address' }).click();
  await dialog.waitFor({ state: 'detached' });
  assert.equal((await fetch(old)).status, 404);
  assert.deepEqual(errors, []);
  await page.context().close();
});
