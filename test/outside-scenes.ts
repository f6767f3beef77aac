/** The scenes of links: the candidate's page, an external panelist's session, and where links end. */
import type { Page } from 'playwright-core';
import type { Shown } from './prepared-members.ts';
import type { Scene } from './scenes.ts';

export const OUTSIDE_SCENES: readonly Scene[] = [
  { name: 'agenda-portal', open: (page, { url, outside }) => page.goto(url + outside.agenda) },
  { name: 'agenda-code', open: openCode, dialog: true },
  { name: 'agenda-code-wrong', open: openWrongCode, dialog: true },
  { name: 'agenda-ended', open: (page, { url, outside }) => page.goto(url + outside.endedAgenda) },
  { name: 'agenda-unknown', open: (page, { url }) => page.goto(`${url}/agenda#${'x'.repeat(43)}`) },
  { name: 'panel', open: (page, { url, outside }) => page.goto(url + outside.panel) },
  { name: 'panel-ended', open: (page, { url, outside }) => page.goto(url + outside.endedPanel) },
  { name: 'loop-outside', open: openLoop },
  { name: 'loop-panel-link', open: openPanelLink },
  { name: 'loop-new-link', open: openNewLink, dialog: true },
  { name: 'person-outside', open: openPerson, dialog: true },
  { name: 'candidate-needs', open: openCandidate, dialog: true },
];

async function openCode(page: Page, { url, outside }: Shown): Promise<void> {
  // A link asks for few codes in a while, and a scene is looked at several times.
  await page.route('**/api/link/code', (route) => route.fulfill({ json: { request: 'x'.repeat(43) } }));
  await page.goto(url + outside.agenda);
  await page.getByLabel('What you eat').fill('Vegetarian, no nuts');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByLabel('Code from the mail').waitFor();
}

async function openWrongCode(page: Page, shown: Shown): Promise<void> {
  await openCode(page, shown);
  await page.getByLabel('Code from the mail').fill('000000');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('alert').waitFor();
}

function openLoop(page: Page, { url, outside }: Shown): Promise<unknown> {
  return page.goto(`${url}/o/${outside.organisation}/loops/${outside.loop}`);
}

async function openPanelLink(page: Page, shown: Shown): Promise<void> {
  await openLoop(page, shown);
  await page.route('**/panel-links', (route) =>
    route.fulfill({ json: { link: shown.outside.panel, until: new Date().toISOString() } }),
  );
  await page.getByRole('button', { name: /^Make a new link for Prof/ }).click();
  await page.getByRole('textbox', { name: 'Link for Prof. Grace Obi' }).waitFor();
}

async function openNewLink(page: Page, shown: Shown): Promise<void> {
  await openLoop(page, shown);
  await page.getByRole('button', { name: 'Make a new link', exact: true }).click();
  await page.getByRole('dialog').waitFor();
}

async function openPerson(page: Page, { url, outside }: Shown): Promise<void> {
  await page.goto(`${url}/o/${outside.organisation}/people`);
  await page.getByRole('button', { name: 'Edit Prof. Grace Obi' }).click();
  await page.getByRole('dialog').waitFor();
}

async function openCandidate(page: Page, { url, outside }: Shown): Promise<void> {
  await page.goto(`${url}/o/${outside.organisation}/openings/${outside.opening}`);
  await page.getByRole('button', { name: 'Edit Noor Haddad' }).click();
  await page.getByRole('dialog').waitFor();
}
