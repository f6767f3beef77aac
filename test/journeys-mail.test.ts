/** Coming in by mail, in browsers that know nothing of each other: the cases E1, E2 and E7 as people and scanners meet them. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { invitationMadeSchema } from '#contract/account.ts';
import { organisationListSchema } from '#contract/organisation.ts';
import { ADA, BEA } from './account-people.ts';
import { builtPage } from './built-page.ts';
import { launchBrowser } from './browser.ts';
import { openMailSink, type MailSink } from './mail-sink.ts';
import { startServer, type RunningServer } from './running-server.ts';

let sink: MailSink;
let server: RunningServer;
let browser: Browser;
before(async () => {
  await builtPage();
  sink = await openMailSink();
  server = await startServer(sink.env);
  browser = await launchBrowser();
  const body = {
    ...ADA,
    token: server.setUp.split('#')[1],
    organisation: { name: 'Harbour Labs', timeZone: 'Europe/Berlin' },
  };
  const headers = { 'content-type': 'application/json' };
  const made = await fetch(`${server.url}/api/set-up`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  assert.equal(made.status, 200);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  await sink?.close();
});

async function newPage(): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.url, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return page;
}

/** What the mail says that this page asks for. */
async function asked(
  page: Page,
  path: string,
  email: string = ADA.email,
): Promise<{ link: string; code: string }> {
  const already = sink.received.length;
  await page.goto(path);
  await page.getByLabel('Your e-mail address').fill(email);
  await page.getByRole('button', { name: 'Send the mail' }).click();
  await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
  const text = (await sink.wait(already + 1)).at(-1)?.text ?? '';
  const link = /^http:.*#[\w-]{43}$/m.exec(text)?.[0];
  const code = /^\d{6}$/m.exec(text)?.[0];
  assert.ok(link !== undefined && code !== undefined, text);
  assert.ok(link.startsWith(server.url), link);
  return { link, code };
}

const isIn = (page: Page) => page.getByRole('button', { name: `Account of ${ADA.name}` }).waitFor();

test('signs in by the code, and comes to where one wanted to go', async () => {
  const page = await newPage();
  await page.goto('/account');
  await page.waitForURL(/\/sign-in\?next=/);
  await page.getByRole('link', { name: 'Sign in by mail' }).click();
  await page.waitForURL(/\/sign-in\/mail\?next=/);
  const { code } = await asked(page, page.url());
  await page.getByLabel('Code of the mail').fill(code === '123456' ? '654321' : '123456');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('not the code of the newest mail').waitFor();
  await page.getByLabel('Code of the mail').fill(code);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'My account' }).waitFor();
  await page.getByText('with a link by mail').waitFor();
  await page.context().close();
});

test('E1, E2: a scanner that opens the link in a browser of its own uses nothing; the link then signs in', async () => {
  const page = await newPage();
  const { link } = await asked(page, '/sign-in/mail?next=//evil.example');
  for (const method of ['HEAD', 'GET']) assert.equal((await fetch(link, { method })).status, 200);
  const scanner = await newPage();
  await scanner.goto(link);
  await scanner.getByRole('heading', { name: 'Type the code where you asked' }).waitFor();
  // It presses whatever it finds.
  for (const button of await scanner.getByRole('button').all()) await button.click();
  assert.deepEqual(
    (await scanner.context().cookies()).map(({ name }) => name),
    [],
  );
  // In the browser that asked nothing happens either before the button is pressed.
  await page.goto(link);
  await page.getByText(`You sign in as ${ADA.email}`).waitFor();
  const names = async (): Promise<string[]> => (await page.context().cookies()).map(({ name }) => name);
  assert.deepEqual(await names(), ['__Host-asked']);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await isIn(page);
  assert.equal(page.url(), `${server.url}/`);
  assert.deepEqual(await names(), ['__Host-session']);
  await page.goto(link);
  await page.getByRole('heading', { name: 'This link opens nothing any more' }).waitFor();
  for (const one of [page, scanner]) await one.context().close();
});

test('sets a new password by the link, and by the code, and signs in with it', async () => {
  const page = await newPage();
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Forgotten the password?' }).click();
  await page.waitForURL(/\/new-password$/);
  const { link } = await asked(page, page.url());
  await page.goto(link);
  await page.getByLabel('New password').fill('qwertyuiop123');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await page.getByRole('alert').getByText('a password that many others use').first().waitFor();
  await page.getByLabel('New password').fill('a wholly new password');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await isIn(page);
  await page.context().clearCookies();
  const { code } = await asked(page, '/new-password');
  await page.getByLabel('Code of the mail').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await page.getByLabel('New password').fill('and another one, quite new');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await isIn(page);
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await page.getByLabel('Your e-mail address').fill(ADA.email);
  await page.getByLabel('Password', { exact: true }).fill('and another one, quite new');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await isIn(page);
  await page.context().close();
});

test('tells the owner of an account that somebody else has made what of it was dropped', async () => {
  const told = async (method: string, path: string, body: object, cookie = ''): Promise<Response> => {
    const headers = { 'content-type': 'application/json', cookie };
    const answer = await fetch(`${server.url}${path}`, { method, headers, body: JSON.stringify(body) });
    assert.ok(answer.ok, `${path}: ${answer.status}`);
    return answer;
  };
  const cookieIn = (answer: Response): string => answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const signed = await told('POST', '/api/session', {
    email: ADA.email,
    password: 'and another one, quite new',
  });
  const headers = { cookie: cookieIn(signed) };
  const listed = await fetch(`${server.url}/api/organisations`, { headers });
  const { organisations } = organisationListSchema.parse(await listed.json());
  const bea = { who: { name: BEA.name }, email: BEA.email, roles: ['interviewer'] };
  const path = `/api/o/${organisations[0]?.id ?? ''}/invitations`;
  const made = await told('POST', path, bea, headers.cookie);
  const { link } = invitationMadeSchema.parse(await made.json());
  const token = link.split('#')[1];
  // Whoever invites has the link too.
  await told('POST', '/api/invitations/accept', { token, name: BEA.name, password: BEA.password });
  await sink.wait(1, BEA.email);
  const page = await newPage();
  const { code } = await asked(page, '/sign-in/mail?next=/account', BEA.email);
  await page.getByLabel('Code of the mail').fill(code);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'The account is yours now' }).waitFor();
  assert.deepEqual(await page.getByRole('status').getByRole('listitem').allTextContents(), [
    'the password',
    '1 browser, which is signed out',
  ]);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('heading', { name: 'My account' }).waitFor();
  await page.context().close();
});
