/** Every scene of the page, and how to get to it: for screenshots and for the accessibility check. */
import type { Page } from 'playwright-core';
import { ACCOUNT_SCENES } from './account-scenes.ts';
import { DAY_SCENES } from './day-scenes.ts';
import { CALENDAR_SCENES } from './calendar-scenes.ts';
import { OUTSIDE_SCENES } from './outside-scenes.ts';
import { LEDGER_SCENES } from './ledger-scenes.ts';
import { MAIL_SCENES } from './mail-scenes.ts';
import { calendarFiles, comingDates, peopleFile } from './journey-files.ts';
import { LINK_SCENES } from './link-scenes.ts';
import type { Prepared } from './prepared.ts';
import type { Shown } from './prepared-members.ts';

export type Scene<P extends Prepared = Shown> = {
  readonly name: string;
  readonly open: (page: Page, prepared: P) => Promise<unknown>;
  /** A dialog over the page: a picture shows the window, not all of the page behind. */
  readonly dialog?: true;
};

const SEARCH = 60_000;

export const PLANNING_SCENES: readonly Scene<Prepared>[] = [
  { name: 'welcome', open: (page, { url }) => page.goto(url) },
  { name: 'openings-first', open: (page, { url, empty }) => page.goto(`${url}/o/${empty}`) },
  { name: 'openings', open: (page, { url, sample }) => page.goto(`${url}/o/${sample}`) },
  {
    name: 'opening-first',
    open: (page, { url, own }) => page.goto(`${url}/o/${own.id}/openings/${own.bare}`),
  },
  {
    name: 'opening',
    open: (page, { url, sample, opening }) => page.goto(`${url}/o/${sample}/openings/${opening}`),
  },
  { name: 'hiring-team', open: openHiringTeam },
  { name: 'candidate', open: openCandidate, dialog: true },
  { name: 'template', open: openTemplate },
  { name: 'template-session', open: openTemplateSession },
  { name: 'people', open: (page, { url, sample }) => page.goto(`${url}/o/${sample}/people`) },
  { name: 'person', open: openPerson },
  { name: 'pools', open: (page, { url, sample }) => page.goto(`${url}/o/${sample}/people?show=pools`) },
  { name: 'pools-first', open: (page, { url, empty }) => page.goto(`${url}/o/${empty}/people?show=pools`) },
  { name: 'pools-many', open: openManyInPool },
  { name: 'pool-member', open: openPoolMember, dialog: true },
  { name: 'pool-training-gap', open: openTrainingGap },
  { name: 'leaving', open: openLeaving },
  { name: 'leaving-group', open: openLeavingGroup },
  { name: 'rooms', open: (page, { url, sample }) => page.goto(`${url}/o/${sample}/people?show=rooms`) },
  { name: 'import', open: openImport },
  { name: 'find-a-day-dates', open: openDates, dialog: true },
  { name: 'find-a-day', open: openFindADay },
  { name: 'find-a-day-moved', open: openMoved },
  { name: 'find-a-day-change', open: openChange, dialog: true },
  { name: 'find-a-day-searching', open: openSearching },
  { name: 'nothing-fits', open: openNothingFits },
  {
    name: 'loop',
    open: (page, { url, sample, loop }) => page.goto(`${url}/o/${sample}/loops/${loop}?fresh=true`),
  },
  { name: 'loop-cancel', open: openCancel, dialog: true },
  { name: 'superday-plan', open: openSuperdayPlan },
  { name: 'superday-left-out', open: openLeftOut },
  { name: 'superday', open: openSuperday },
  { name: 'superday-people', open: openSuperdayPeople },
  {
    name: 'repair-first',
    open: (page, { url, sample, loop }) => page.goto(`${url}/o/${sample}/loops/${loop}/repair`),
  },
  { name: 'repair', open: openRepair },
  { name: 'what-happened', open: openWhatHappened },
  {
    name: 'what-happened-first',
    open: (page, { url, empty }) => page.goto(`${url}/o/${empty}/audit`),
  },
  {
    name: 'what-happened-nothing',
    open: (page, { url, empty }) => page.goto(`${url}/o/${empty}/audit?kind=days`),
  },
  { name: 'agenda', open: (page, { url, agenda }) => page.goto(`${url}${agenda}`) },
  { name: 'agenda-cancelled', open: (page, { url, own }) => page.goto(`${url}${own.cancelledAgenda}`) },
  { name: 'not-found', open: (page, { url }) => page.goto(`${url}/nowhere`) },
];

export const SCENES: readonly Scene[] = [
  ...PLANNING_SCENES,
  ...ACCOUNT_SCENES,
  ...LINK_SCENES,
  ...OUTSIDE_SCENES,
  ...CALENDAR_SCENES,
  ...LEDGER_SCENES,
  ...MAIL_SCENES,
  ...DAY_SCENES,
];

/** Opens the scene and waits until it stands still. */
export async function openScene<P extends Prepared>(scene: Scene<P>, page: Page, prepared: P): Promise<void> {
  await scene.open(page, prepared);
  await page.locator('h1').first().waitFor();
  await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
  await page.evaluate('document.fonts.ready');
  // Dialogs and switches move for a fifth of a second.
  await page.waitForTimeout(400);
}

async function openCandidate(page: Page, { url, own }: Prepared): Promise<void> {
  await page.goto(`${url}/o/${own.id}/openings/${own.opening}`);
  await page.getByRole('button', { name: 'Edit Kim Lindqvist' }).click();
}

async function openRepair(page: Page, { url, sample, loop }: Prepared): Promise<void> {
  await page.goto(`${url}/o/${sample}/loops/${loop}`);
  await page
    .getByRole('link', { name: /cannot come to System design/ })
    .first()
    .click();
  await page.getByText('What could be done').waitFor({ timeout: SEARCH });
}

function openTemplate(page: Page, { url, sample, opening }: Prepared): Promise<unknown> {
  return page.goto(`${url}/o/${sample}/openings/${opening}/template`);
}

async function openTemplateSession(page: Page, prepared: Prepared): Promise<void> {
  await openTemplate(page, prepared);
  await page.locator('.module-fold').nth(2).click();
}

async function openPerson(page: Page, { url, sample }: Prepared): Promise<void> {
  await page.goto(`${url}/o/${sample}/people`);
  await page.locator('.person button').first().click();
}

async function openPoolMember(page: Page, { url, sample }: Prepared): Promise<void> {
  await page.goto(`${url}/o/${sample}/people?show=pools`);
  await page.getByRole('button', { name: /^Change how Marcus Hale/ }).click();
  await page.getByRole('dialog').waitFor();
}

async function openManyInPool(page: Page, { url, crowd }: Prepared): Promise<void> {
  await page.goto(`${url}/o/${crowd.id}/people?show=pools`);
  await page.locator('.pool-qualified summary').first().click();
}

function openTrainingGap(page: Page, { url, crowd }: Prepared): Promise<unknown> {
  return page.goto(`${url}/o/${crowd.id}/openings/${crowd.opening}`);
}

function openLeaving(page: Page, prepared: Prepared): Promise<void> {
  return openLeavingOf(page, prepared, 'Hanna Lindqvist');
}

/** Somebody of a group session, which is handed over to nobody. */
async function openLeavingGroup(page: Page, prepared: Prepared): Promise<void> {
  await openLeavingOf(page, prepared, prepared.programme.assessor);
}

async function openLeavingOf(page: Page, { url, sample }: Prepared, name: string): Promise<void> {
  await page.goto(`${url}/o/${sample}/people`);
  await page.getByRole('button', { name: `Edit ${name}` }).click();
  await page.getByRole('link', { name: /^Hand over/ }).click();
  await page.locator('.leaving-loop').first().waitFor({ timeout: SEARCH });
}

async function openImport(page: Page, { url, empty }: Prepared): Promise<void> {
  await page.goto(`${url}/o/${empty}/people?show=import`);
  const files = page.locator('input[type=file]');
  const [first, ...rest] = calendarFiles(comingDates(10));
  const broken = {
    ...first,
    name: 'ines.ics',
    mimeType: 'text/calendar',
    buffer: Buffer.from('not a calendar'),
  };
  await files.nth(0).setInputFiles({ ...peopleFile() });
  await files.nth(1).setInputFiles([broken, ...rest]);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('heading', { name: 'Imported' }).waitFor();
}

async function openDates(page: Page, { url, sample, unplanned, opening }: Prepared): Promise<void> {
  await page.goto(`${url}/o/${sample}/candidates/${unplanned}/find?opening=${opening}`);
  await page.getByRole('button', { name: /^Between/ }).click();
  await page.getByRole('dialog').waitFor();
}

async function openFindADay(page: Page, { url, sample, unplanned, opening }: Prepared): Promise<void> {
  await page.goto(`${url}/o/${sample}/candidates/${unplanned}/find?opening=${opening}`);
  await page.getByRole('button', { name: 'Find a day' }).click();
  await page.getByRole('button', { name: /^Confirm for/ }).waitFor({ timeout: SEARCH });
}

/** The lunch is where no lunch may be, and somebody is busy. */
async function openMoved(page: Page, prepared: Prepared): Promise<void> {
  await openFindADay(page, prepared);
  await whileWide(page, async () => {
    const lunch = page.getByRole('slider', { name: 'Lunch' });
    await lunch.focus();
    await lunch.press('Home');
    await page.locator('.by-hand[data-mark=broken]').waitFor();
  });
}

/** For what a narrow screen does not have. */
async function whileWide(page: Page, work: () => Promise<void>): Promise<void> {
  const size = page.viewportSize() ?? { width: 1280, height: 860 };
  await page.setViewportSize({ width: 1280, height: 860 });
  await work();
  await page.setViewportSize(size);
}

async function openChange(page: Page, prepared: Prepared): Promise<void> {
  await openFindADay(page, prepared);
  await page.getByRole('button', { name: 'Change “System design”' }).click();
  await page.getByLabel('Room', { exact: true }).waitFor();
}

async function openSearching(page: Page, { url, hard }: Prepared): Promise<void> {
  await page.goto(`${url}/o/${hard.organisation}/candidates/${hard.candidate}/find?opening=${hard.opening}`);
  await whileWide(page, async () => {
    await page.getByRole('button', { name: /^Between/ }).click();
    await page.getByRole('button', { name: 'Eight weeks' }).click();
    await page.keyboard.press('Escape');
  });
  await page.getByRole('button', { name: 'Find a day' }).click();
  await page.getByRole('button', { name: /^Stop/ }).waitFor();
}

async function openNothingFits(page: Page, { url, own }: Prepared): Promise<void> {
  await page.goto(`${url}/o/${own.id}/candidates/${own.hardCandidate}/find`);
  await page.getByRole('button', { name: 'Find a day' }).click();
  await page.locator('.nothing').waitFor({ timeout: SEARCH });
}

async function openCancel(page: Page, { url, sample, loop }: Prepared): Promise<void> {
  await page.goto(`${url}/o/${sample}/loops/${loop}`);
  await page.getByRole('button', { name: 'Cancel this loop' }).click();
}

async function openSuperdayPlan(page: Page, { url, sample, programme }: Prepared): Promise<void> {
  await page.goto(`${url}/o/${sample}/openings/${programme.opening}/superday`);
  await page.getByRole('button', { name: 'Find the best plan' }).click();
  await page.getByRole('button', { name: /^Confirm \d+ loops?$/ }).waitFor({ timeout: SEARCH });
}

async function openLeftOut(page: Page, { url, own }: Prepared): Promise<void> {
  await page.goto(`${url}/o/${own.id}/openings/${own.opening}/superday`);
  await page.getByRole('button', { name: 'Find the best plan' }).click();
  await page.locator('.nothing').waitFor({ timeout: SEARCH });
}

async function openWhatHappened(page: Page, { url, sample }: Prepared): Promise<void> {
  await page.goto(`${url}/o/${sample}/audit`);
  await page.getByRole('button', { name: 'Check now' }).click();
  await page.getByText(/Whole: /).waitFor();
}

async function openSuperday(page: Page, { url, sample, programme }: Prepared): Promise<void> {
  await page.goto(`${url}/o/${sample}/superdays/${programme.superday}`);
  await page.locator('.board').waitFor();
}

async function openSuperdayPeople(page: Page, prepared: Prepared): Promise<void> {
  await openSuperday(page, prepared);
  await page.getByText('People', { exact: true }).click();
  const name = page.locator('.board-name button, .board-list summary').first();
  await name.focus();
}

async function openHiringTeam(page: Page, { url, sample, opening }: Prepared): Promise<void> {
  await page.goto(`${url}/o/${sample}/openings/${opening}`);
  await page.getByRole('button', { name: 'Add somebody to the hiring team' }).click();
  await page.getByRole('combobox', { name: 'Who', exact: true }).waitFor();
}
