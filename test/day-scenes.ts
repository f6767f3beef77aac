/** The scenes of the day itself, with answers that are the same at any hour. */
import type { Page } from 'playwright-core';
import type { DaySheet } from '#contract/day.ts';
import { panelViewSchema } from '#contract/panel.ts';
import {
  BUSY,
  FORTY,
  MINE_HOST,
  MINE_LATE,
  MINE_OVER,
  MINE_RUNNING,
  NOTHING,
  panelDayOf,
  QUIET,
} from './day-sheets.ts';
import type { Shown } from './prepared-members.ts';
import type { Scene } from './scenes.ts';

export const DAY_SCENES: readonly Scene[] = [
  { name: 'day-nothing', open: (page, shown) => openDay(page, shown, NOTHING) },
  { name: 'day-before', open: (page, shown) => openDay(page, shown, QUIET) },
  { name: 'day-busy', open: (page, shown) => openDay(page, shown, BUSY) },
  { name: 'day-whole', open: openWhole },
  { name: 'day-forty', open: (page, shown) => openDay(page, shown, FORTY) },
  { name: 'day-no-show', open: openNoShow, dialog: true },
  { name: 'day-unsent', open: openUnsent, dialog: true },
  { name: 'day-mine-late', open: (page, shown) => openDay(page, shown, MINE_LATE) },
  { name: 'day-mine-running', open: (page, shown) => openDay(page, shown, MINE_RUNNING) },
  { name: 'day-mine-host', open: (page, shown) => openDay(page, shown, MINE_HOST) },
  { name: 'day-mine-over', open: (page, shown) => openDay(page, shown, MINE_OVER) },
  { name: 'day-panel', open: openPanel },
  { name: 'day-opening-notes', open: openNotes },
  { name: 'day-room', open: openRoom, dialog: true },
];

async function openDay(page: Page, { url, sample }: Shown, sheet: DaySheet): Promise<void> {
  await page.route('**/api/o/*/day', (route) => route.fulfill({ json: sheet }));
  await page.goto(`${url}/o/${sample}/day`);
  await page.locator('h1').waitFor();
}

async function openWhole(page: Page, shown: Shown): Promise<void> {
  await openDay(page, shown, BUSY);
  await page.getByRole('button', { name: 'The whole day of Noor Haddad' }).click();
}

async function openNoShow(page: Page, shown: Shown): Promise<void> {
  await openDay(page, shown, BUSY);
  await page.getByRole('button', { name: 'Did not come: Theo Brandt' }).click();
  await page.getByRole('dialog').waitFor();
}

/** The session of somebody from outside, on the day. */
async function openPanel(page: Page, { url, outside }: Shown): Promise<void> {
  await page.route('**/api/panel/look', async (route) => {
    const answer = await route.fetch();
    const panel = panelViewSchema.parse(await answer.json());
    if (panel.is === 'open')
      await route.fulfill({ json: { ...panel, acting: 'code', day: panelDayOf(panel) } });
    else await route.fulfill({ response: answer });
  });
  await page.goto(url + outside.panel);
  await page.getByRole('heading', { name: 'Today' }).waitFor();
}

async function openNotes(page: Page, { url, outside }: Shown): Promise<void> {
  await page.goto(`${url}/o/${outside.organisation}/openings/${outside.opening}`);
  await page.getByRole('button', { name: 'Edit the notes for the day' }).click();
  await page.getByLabel('Arrival').waitFor();
}

async function openRoom(page: Page, { url, outside }: Shown): Promise<void> {
  await page.goto(`${url}/o/${outside.organisation}/people?show=rooms`);
  await page.getByRole('button', { name: 'Edit Lecture hall 2' }).click();
  await page.getByLabel('How to get there').waitFor();
}

/** Pressed where there is no connection. */
async function openUnsent(page: Page, shown: Shown): Promise<void> {
  await openDay(page, shown, MINE_LATE);
  await page.route('**/marks', (route) => route.abort());
  await page.getByRole('button', { name: /^Started/ }).click();
  await page.getByText('Not sent').waitFor();
}
