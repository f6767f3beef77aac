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
  { name: 'agenda-another-day', open: openAnotherDay },
  { name: 'agenda-cancelling', open: openCancelling },
  { name: 'scheduling-times', open: openTimes },
  { name: 'scheduling-offer', open: openOffer },
  { name: 'scheduling-ended', open: (page, { url }) => page.goto(`${url}/scheduling#${'x'.repeat(43)}`) },
  { name: 'opening-offers', open: openOpening },
  { name: 'find-a-day-asked', open: (page, shown) => openFinding(page, shown, 'asked') },
  { name: 'find-a-day-offered', open: (page, shown) => openFinding(page, shown, 'offered') },
  { name: 'find-a-day-offering', open: openOffering },
  { name: 'find-a-day-moving', open: openMoving },
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

async function openAnotherDay(page: Page, { url, outside }: Shown): Promise<void> {
  await page.goto(url + outside.agenda);
  await page.getByRole('button', { name: 'Ask for another day' }).click();
  await page.getByRole('heading', { name: 'Ask for another day' }).waitFor();
}

async function openCancelling(page: Page, { url, outside }: Shown): Promise<void> {
  await page.goto(url + outside.agenda);
  await page.getByRole('button', { name: 'I cannot come at all' }).click();
  await page.getByRole('heading', { name: 'Cancel your second interview' }).waitFor();
}

/** A week with some hours painted. */
async function openTimes(page: Page, { url, outside }: Shown): Promise<void> {
  await page.goto(url + outside.asked.link);
  await page.getByRole('button', { name: 'The week after' }).click();
  await page.getByRole('button', { name: /^Tuesday .*, the whole day$/ }).click();
  const cells = page.getByRole('gridcell', { name: /^Thursday .*, (9|10|11):00$/ });
  for (const cell of await cells.all()) await cell.click();
}

async function openOffer(page: Page, { url, outside }: Shown): Promise<void> {
  await page.goto(url + outside.offered.link);
  await page
    .getByText(/^See the \d parts of it$/)
    .first()
    .click();
}

function openOpening(page: Page, { url, outside }: Shown): Promise<unknown> {
  return page.goto(`${url}/o/${outside.organisation}/openings/${outside.opening}`);
}

async function openFinding(page: Page, { url, outside }: Shown, who: 'asked' | 'offered'): Promise<void> {
  const { organisation, opening } = outside;
  await page.goto(`${url}/o/${organisation}/candidates/${outside[who].id}/find?opening=${opening}`);
  await page.getByRole('heading', { name: /and the day$/ }).waitFor();
}

async function openOffering(page: Page, shown: Shown): Promise<void> {
  await openFinding(page, shown, 'asked');
  await page.getByRole('button', { name: 'Find a day' }).click();
  await page.getByRole('button', { name: 'Let Theo Brandt choose among these days' }).click();
  await page.getByRole('heading', { name: 'Offer days to Theo Brandt' }).waitFor();
}

/** From the loop of Noor to another day for it. */
async function openMoving(page: Page, shown: Shown): Promise<void> {
  await openOpening(page, shown);
  await page.getByRole('link', { name: 'Planned: see the loop of Noor Haddad' }).click();
  await page.getByRole('link', { name: 'Find another day' }).click();
  await page.getByRole('button', { name: 'Look for another day' }).click();
  await page.getByRole('button', { name: 'Find a day' }).click();
  await page.getByRole('button', { name: 'Move Noor Haddad to this day' }).waitFor();
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
