/** The scenes of signing in by a provider. Each makes of the organisation's provider what it needs. */
import type { Page } from 'playwright-core';
import { ADA } from './account-people.ts';
import { signInAs } from './account-scenes.ts';
import { BENT_CLIENT } from './bent-provider.ts';
import type { Shown } from './prepared-members.ts';
import type { Scene } from './scenes.ts';

export const PROVIDER_SCENES: readonly Scene[] = [
  { name: 'provider-first', open: openFirst },
  { name: 'provider', open: openSettings },
  { name: 'provider-broken', open: openBroken },
  { name: 'provider-remove', open: openRemove, dialog: true },
  { name: 'sign-in-provider', open: openSignIn },
  { name: 'sign-in-back', open: openBack },
  { name: 'my-account-provider', open: openMyAccount },
];

/** In the page, whose cookies no other client has. */
async function call(
  page: Page,
  { method, path, body }: { method: string; path: string; body?: object },
): Promise<string> {
  const init = {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
  const asked = `fetch(${JSON.stringify(path)}, ${JSON.stringify(init)}).then((answer) => answer.text())`;
  return String(await page.evaluate(asked));
}

/** Ada, in an organisation that has a provider or none. */
async function asAda(page: Page, { members }: Shown, has: boolean): Promise<void> {
  members.provider.bend({});
  await signInAs(page, members.url, ADA);
  const path = `/api/o/${members.organisation}/provider`;
  const there = !(await call(page, { method: 'GET', path })).includes('"provider":null');
  if (there && !has) await call(page, { method: 'DELETE', path });
  if (there || !has) return;
  const { id, secret } = BENT_CLIENT;
  const settings = {
    name: 'Harbour ID',
    issuer: members.provider.issuer,
    clientId: id,
    clientSecret: secret,
  };
  await call(page, {
    method: 'PUT',
    path,
    body: { ...settings, domains: ['example.org'], required: false, version: 0 },
  });
}

async function openSettingsOf(page: Page, { members }: Shown): Promise<void> {
  await page.goto(`${members.url}/o/${members.organisation}/sign-in`);
  await page.getByRole('button', { name: 'Check and save' }).waitFor();
}

async function openFirst(page: Page, shown: Shown): Promise<void> {
  await asAda(page, shown, false);
  await openSettingsOf(page, shown);
}

async function openSettings(page: Page, shown: Shown): Promise<void> {
  await asAda(page, shown, true);
  await openSettingsOf(page, shown);
  await page.getByText('It answers, and takes').waitFor();
}

async function openBroken(page: Page, shown: Shown): Promise<void> {
  await asAda(page, shown, true);
  shown.members.provider.bend({ tokens: { status: 401, body: { error: 'invalid_client' } } });
  await openSettingsOf(page, shown);
  await page.getByRole('alert').waitFor();
}

async function openRemove(page: Page, shown: Shown): Promise<void> {
  await openSettings(page, shown);
  await page.getByRole('button', { name: 'Remove Harbour ID' }).click();
  await page.getByRole('dialog').waitFor();
}

async function openSignIn(page: Page, shown: Shown): Promise<void> {
  await asAda(page, shown, true);
  await page.context().clearCookies();
  await page.goto(`${shown.members.url}/sign-in`);
  await page.getByRole('button', { name: 'Sign in with Harbour ID' }).waitFor();
}

async function openBack(page: Page, { members }: Shown): Promise<void> {
  await page.goto(`${members.url}/sign-in/back/${members.organisation}#error=access_denied&state=x`);
  await page.getByRole('link', { name: 'Begin anew' }).waitFor();
}

async function openMyAccount(page: Page, shown: Shown): Promise<void> {
  await asAda(page, shown, true);
  await page.goto(`${shown.members.url}/account`);
  await page.getByRole('button', { name: 'Link Harbour ID' }).waitFor();
}
