/** The scenes of doors, accounts and members. */
import type { Page } from 'playwright-core';
import { ADA, BEA } from './account-people.ts';
import type { Shown } from './prepared-members.ts';
import { PROVIDER_SCENES } from './provider-scenes.ts';
import type { Scene } from './scenes.ts';

export const ACCOUNT_SCENES: readonly Scene[] = [
  { name: 'set-up', open: (page, { url }) => page.goto(`${url}/set-up#${'x'.repeat(43)}`) },
  { name: 'sign-in', open: (page, { members }) => page.goto(`${members.url}/sign-in`) },
  { name: 'sign-in-wrong', open: openWrong },
  { name: 'welcome-members', open: (page, { members }) => page.goto(members.url) },
  { name: 'invitation', open: (page, { members }) => page.goto(members.url + members.invitation) },
  { name: 'my-account', open: openMyAccount },
  { name: 'my-account-factors', open: openFactors },
  { name: 'authenticator', open: openAuthenticator, dialog: true },
  { name: 'recovery-codes', open: openRecoveryCodes, dialog: true },
  { name: 'second-factor', open: openSecondFactor },
  { name: 'members', open: openMembers },
  { name: 'members-invite', open: openInvite, dialog: true },
  { name: 'members-link', open: openLink, dialog: true },
  { name: 'member', open: openMember, dialog: true },
  ...PROVIDER_SCENES,
];

export async function signInAs(
  page: Page,
  url: string,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('Your e-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: /^Account of/ }).waitFor();
}

async function openWrong(page: Page, { members }: Shown): Promise<void> {
  await page.goto(`${members.url}/sign-in`);
  await page.getByLabel('Your e-mail address').fill(`nobody${Math.random()}@example.org`);
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('alert').waitFor();
}

async function openMyAccount(page: Page, { members }: Shown): Promise<void> {
  await signInAs(page, members.url, ADA);
  await page.goto(`${members.url}/account`);
  await page.getByText('this browser', { exact: true }).waitFor();
}

/** Bea, who has an authenticator app. */
async function openFactors(page: Page, { members }: Shown): Promise<void> {
  await page.context().addCookies([
    {
      name: '__Host-session',
      value: members.bea,
      url: members.url.replace('http:', 'https:'),
      secure: true,
      httpOnly: true,
      sameSite: 'Lax',
    },
  ]);
  await page.goto(`${members.url}/account`);
  await page.getByText('this browser', { exact: true }).waitFor();
}

async function openAuthenticator(page: Page, prepared: Shown): Promise<void> {
  await openMyAccount(page, prepared);
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
  await page.getByRole('dialog').getByText('Type it instead').click();
}

async function openRecoveryCodes(page: Page, prepared: Shown): Promise<void> {
  // Always the same, and whether or not somebody has shown lately who they are.
  const recoveryCodes = Array.from('0123456789', (digit) => `a7kx-${digit}c2m-9wpq-t5zr`);
  await page.route('**/api/account/recovery-codes', (route) =>
    route.fulfill({ contentType: 'application/json', body: JSON.stringify({ recoveryCodes }) }),
  );
  await openFactors(page, prepared);
  await page.getByRole('button', { name: 'Make new codes for recovery' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make new codes' }).click();
  await page.getByRole('heading', { name: 'Keep these recovery codes' }).waitFor();
}

async function openSecondFactor(page: Page, { members }: Shown): Promise<void> {
  await page.goto(`${members.url}/sign-in`);
  await page.getByLabel('Your e-mail address').fill(BEA.email);
  await page.getByLabel('Password', { exact: true }).fill(BEA.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { name: 'Your second factor' }).waitFor();
}

async function openMembers(page: Page, { members }: Shown): Promise<void> {
  await signInAs(page, members.url, ADA);
  await page.goto(`${members.url}/o/${members.organisation}/members`);
  await page.getByRole('heading', { name: 'Invitations' }).waitFor();
}

async function openInvite(page: Page, prepared: Shown): Promise<void> {
  await openMembers(page, prepared);
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  await page.getByRole('dialog').waitFor();
}

async function openLink(page: Page, prepared: Shown): Promise<void> {
  await openInvite(page, prepared);
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Dua Okoro');
  await dialog.getByLabel('E-mail address').fill('dua@example.org');
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
  await page.getByRole('textbox', { name: 'Link for Dua Okoro' }).waitFor();
}

async function openMember(page: Page, prepared: Shown): Promise<void> {
  await openMembers(page, prepared);
  await page.getByRole('button', { name: 'Edit Bea Quist' }).click();
  await page.getByRole('dialog').waitFor();
}
