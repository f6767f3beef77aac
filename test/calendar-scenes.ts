/** The scenes of connected calendars, and of what came differently than it was planned. */
import type { Page } from 'playwright-core';
import type { Shown } from './prepared-members.ts';
import type { Scene } from './scenes.ts';

export const CALENDAR_SCENES: readonly Scene[] = [
  { name: 'attention', open: (page, shown) => page.goto(at(shown, 'attention')) },
  { name: 'attention-first', open: (page, { url, empty }) => page.goto(`${url}/o/${empty}/attention`) },
  { name: 'loop-conflict', open: (page, shown) => page.goto(at(shown, `loops/${shown.calendars.loop}`)) },
  { name: 'repair-proposed', open: openProposed },
  { name: 'week', open: openWeek },
  {
    name: 'week-first',
    open: (page, shown) => page.goto(`${at(shown, `people/${shown.calendars.person}/week`)}?date=2020-01-06`),
  },
  { name: 'calendars', open: (page, shown) => openCalendars(page, shown, 'Tom Abara'), dialog: true },
  {
    name: 'calendars-questioned',
    open: (page, shown) => openCalendars(page, shown, 'Uma Lind'),
    dialog: true,
  },
  {
    name: 'calendars-written',
    open: (page, shown) => openCalendars(page, shown, 'Ines Duarte'),
    dialog: true,
  },
  { name: 'connect-feed', open: openConnect, dialog: true },
  { name: 'connect-feed-fault', open: openFault, dialog: true },
  { name: 'connect-caldav', open: openCalDav, dialog: true },
  { name: 'connect-caldav-choose', open: openChoose, dialog: true },
];

function at({ url, calendars }: Shown, path: string): string {
  return `${url}/o/${calendars.organisation}/${path}`;
}

async function openProposed(page: Page, shown: Shown): Promise<void> {
  const { loop, date } = shown.calendars;
  await page.goto(`${at(shown, `loops/${loop}/repair`)}?asked=design&at=${date}T08:15:00Z`);
  await page
    .getByRole('button', { name: 'Book this repair' })
    .or(page.getByText('cannot be kept'))
    .first()
    .waitFor();
}

function openWeek(page: Page, shown: Shown): Promise<unknown> {
  const { person, date } = shown.calendars;
  return page.goto(`${at(shown, `people/${person}/week`)}?date=${date}`);
}

async function openCalendars(page: Page, shown: Shown, name: string): Promise<void> {
  await page.goto(at(shown, 'people'));
  await page.getByRole('button', { name: `Edit ${name}` }).click();
  const cards = page.locator('.calendar-cards');
  await cards.waitFor();
  await cards.evaluate((list) => list.scrollIntoView({ block: 'center' }));
}

async function openConnect(page: Page, shown: Shown): Promise<void> {
  await openCalendars(page, shown, 'Ines Duarte');
  await page.getByRole('button', { name: 'Connect a calendar' }).click();
  await page.getByLabel('Address of the calendar').waitFor();
}

async function openFault(page: Page, shown: Shown): Promise<void> {
  await openConnect(page, shown);
  await page.getByText('Where to copy it from').click();
  await page.getByLabel('Address of the calendar').fill('https://127.0.0.1/secret.ics');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('alert').waitFor();
}

async function openCalDav(page: Page, shown: Shown): Promise<void> {
  await openConnect(page, shown);
  await page.getByText('CalDAV account').click();
  await page.getByLabel('Server or e-mail address').waitFor();
}

async function openChoose(page: Page, shown: Shown): Promise<void> {
  await openCalDav(page, shown);
  await page.getByLabel('Server or e-mail address').fill(shown.calendars.server);
  await page.getByLabel('Name there').fill('ada');
  await page.getByLabel('Password there').fill('right');
  await page.getByRole('button', { name: 'Look for calendars' }).click();
  await page.getByText('Which of them count?').waitFor();
}
