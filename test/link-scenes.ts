/** The scenes of links by mail. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { ADA, BEA } from './account-people.ts';
import type { Shown } from './prepared-members.ts';
import type { Scene } from './scenes.ts';

type Way = 'sign-in/mail' | 'new-password';
type Cookies = Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>;

export const LINK_SCENES: readonly Scene[] = [
  { name: 'sign-in-by-mail', open: (page, { members }) => page.goto(`${members.url}/sign-in/mail`) },
  { name: 'sign-in-by-mail-sent', open: (page, shown) => openSent(page, shown, 'sign-in/mail') },
  {
    name: 'sign-in-link',
    open: (page, shown) => openLink(page, shown, { way: 'sign-in/mail', email: ADA.email, here: true }),
  },
  {
    name: 'sign-in-link-elsewhere',
    open: (page, shown) => openLink(page, shown, { way: 'sign-in/mail', email: BEA.email, here: false }),
  },
  { name: 'new-password-sent', open: (page, shown) => openSent(page, shown, 'new-password') },
  {
    name: 'new-password-link',
    open: (page, shown) => openLink(page, shown, { way: 'new-password', email: ADA.email, here: true }),
  },
];

async function ask(
  page: Page,
  { members }: Shown,
  { way, email }: { way: Way; email: string },
): Promise<void> {
  await page.goto(`${members.url}/${way}`);
  await page.getByLabel('Your e-mail address').fill(email);
  await page.getByRole('button', { name: 'Send the mail' }).click();
  await page.getByText('a mail is on its way').waitFor();
}

function openSent(page: Page, shown: Shown, way: Way): Promise<void> {
  return ask(page, shown, { way, email: `nobody${Math.floor(Math.random() * 1e6)}@example.org` });
}

type Link = { readonly way: Way; readonly email: string; readonly here: boolean };

/** Asked for once for all pictures of a scene: mails to one address are limited. */
const asked = new Map<string, { readonly url: string; readonly cookies: Cookies }>();

async function openLink(page: Page, shown: Shown, link: Link): Promise<void> {
  const key = JSON.stringify(link);
  const known = asked.get(key) ?? (await mailed(page, shown, link));
  asked.set(key, known);
  if (link.here) await page.context().addCookies(known.cookies);
  else await page.context().clearCookies();
  await page.goto(known.url);
}

async function mailed(page: Page, shown: Shown, link: Link): Promise<{ url: string; cookies: Cookies }> {
  const { received, wait } = shown.members.mail;
  const already = received.length;
  await ask(page, shown, link);
  const mail = (await wait(already + 1)).at(-1);
  const text = mail?.text ?? 'no mail';
  const url = /^http:.*#[\w-]{43}$/m.exec(text)?.[0];
  assert.ok(url !== undefined, text);
  return { url, cookies: await page.context().cookies() };
}
