/** Journeys of somebody who changes and removes what is there already. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { createOpening, findADay, importFiles, journeys, readyToPlan, startOwn } from './journey.ts';

const newTab = journeys();

test('says so when somebody else changed the template meanwhile', async () => {
  const { page, context } = await newTab();
  await readyToPlan(page);
  await page.getByRole('link', { name: 'Edit the template' }).click();
  await page.getByRole('button', { name: 'Move Lunch up' }).waitFor();
  const other = await context.newPage();
  await other.goto(page.url());
  for (const tab of [page, other]) await tab.getByRole('button', { name: 'Move Lunch up' }).click();
  await page.getByRole('button', { name: 'Save the template' }).click();
  await page.getByRole('heading', { name: 'Candidates' }).waitFor();
  await other.getByRole('button', { name: 'Save the template' }).click();
  await other.getByText('Changed by somebody else meanwhile').waitFor();
  await context.close();
});

test('edits rooms and the walks between sites', async () => {
  const { page, errors, context } = await newTab();
  await startOwn(page, 'Harbour Labs');
  await importFiles(page);
  await page.getByRole('tab', { name: 'Rooms and walking' }).click();
  await page.getByRole('button', { name: 'Add a room' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Loft');
  await dialog.getByLabel('Site').fill('Old mill');
  await dialog.getByLabel('Seats').fill('3');
  await dialog.getByLabel('What it has').fill('screen');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText('Old mill · 3 seats · screen').waitFor();
  await page.getByRole('button', { name: 'Edit Loft' }).click();
  await dialog.getByLabel('Name').fill('High loft');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Edit High loft' }).waitFor();

  await page.getByRole('button', { name: 'Add a walk' }).click();
  const way = page.getByRole('group', { name: 'Walk 2' });
  await way.getByLabel('From').fill('Old mill');
  await way.getByLabel('To').fill('Campus');
  await way.getByLabel('Minutes').fill('25');
  await page.getByRole('button', { name: 'Save walking' }).click();
  await page.getByRole('button', { name: 'Save walking' }).waitFor({ state: 'detached' });
  await page.reload();
  // The server lists walks by their sites.
  const minutes = page.getByLabel('Minutes');
  await minutes.nth(1).waitFor();
  const kept = await Promise.all([minutes.nth(0).inputValue(), minutes.nth(1).inputValue()]);
  assert.deepEqual(kept.toSorted(), ['10', '25']);
  await page.getByRole('button', { name: `Remove walk ${kept.indexOf('25') + 1}` }).click();
  await page.getByRole('button', { name: 'Save walking' }).click();
  await page.getByRole('button', { name: 'Save walking' }).waitFor({ state: 'detached' });
  await page.reload();
  await page.getByRole('group', { name: 'Walk 1' }).waitFor();
  assert.deepEqual([await way.count(), await minutes.inputValue()], [0, '10']);

  await page.getByRole('button', { name: 'Edit High loft' }).click();
  await dialog.getByRole('button', { name: 'Remove this room' }).click();
  await page.getByRole('button', { name: 'Edit High loft' }).waitFor({ state: 'detached' });
  assert.deepEqual(errors, []);
  await context.close();
});

test('names who decides, adds a coordinator, and takes somebody off the hiring team', async () => {
  const { page, errors, context } = await newTab();
  await readyToPlan(page);
  await page.getByText('Nobody decides here yet').waitFor();
  const add = async (role: string): Promise<string> => {
    await page.getByRole('button', { name: 'Add somebody to the hiring team' }).click();
    await page.getByRole('combobox', { name: 'Who', exact: true }).click();
    await page.getByRole('listbox').getByRole('option').first().click();
    const name = await page.getByRole('combobox', { name: 'Who', exact: true }).inputValue();
    assert.equal(await page.getByRole('combobox', { name: 'As' }).inputValue(), role);
    await page.getByRole('button', { name: 'Add to the team' }).click();
    await page.getByRole('button', { name: `Take ${name} off the hiring team` }).waitFor();
    return name;
  };
  const decider = await add('hiring-manager');
  await page.getByText('Nobody decides here yet').waitFor({ state: 'detached' });
  const planner = await add('coordinator');
  assert.notEqual(decider, planner);
  await page.reload();
  await page.getByRole('button', { name: `Take ${decider} off the hiring team` }).click();
  await page.getByText('Nobody decides here yet').waitFor();
  assert.equal(await page.getByRole('button', { name: `Take ${planner} off the hiring team` }).count(), 1);
  assert.deepEqual(errors, []);
  await context.close();
});

test('removes a person and a candidate, but not those who have sessions to come', async () => {
  const { page, errors, context } = await newTab();
  await readyToPlan(page);
  const opening = page.url();
  await page.getByRole('button', { name: 'Edit Robin Lee' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Remove this candidate' }).click();
  await dialog.getByRole('button', { name: 'Remove for good' }).click();
  await dialog.waitFor({ state: 'detached' });
  assert.equal(await page.getByRole('heading', { name: 'Robin Lee' }).count(), 0);

  await findADay(page, 'Noor Haddad');
  await page.getByRole('button', { name: 'Confirm for Noor Haddad' }).click();
  await page.getByRole('heading', { name: /Confirmed/ }).waitFor();
  const met = await page.locator('.sessions-people li').first().innerText();
  const name = met
    .replace(/ (lead|host|greeter).*$/s, '')
    .replace(/Cannot come$/, '')
    .trim();
  await page.goto(opening);
  await page.getByRole('button', { name: 'Edit Noor Haddad' }).click();
  await dialog.getByRole('button', { name: 'Remove this candidate' }).click();
  await dialog.getByRole('button', { name: 'Remove for good' }).click();
  await dialog.getByText('Noor Haddad has a confirmed loop. Cancel it first.').waitFor();

  await page.goto(opening);
  await page.getByRole('link', { name: 'People and rooms' }).click();
  await page.getByRole('button', { name: `Edit ${name}` }).click();
  await dialog.getByRole('link', { name: /^Hand over \d sessions? and remove/ }).click();
  await page.getByRole('heading', { name: `${name} leaves` }).waitFor({ timeout: 60_000 });
  await page.getByRole('link', { name: 'People and rooms' }).first().click();

  await page.getByRole('button', { name: 'Add a person' }).click();
  await dialog.getByLabel('Name').fill('Wanda Short');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('button', { name: 'Edit Wanda Short' }).click();
  await dialog.getByRole('button', { name: 'Remove this person' }).click();
  await dialog.getByRole('button', { name: 'Remove Wanda Short for good' }).click();
  await page.getByRole('button', { name: 'Edit Wanda Short' }).waitFor({ state: 'detached' });
  assert.deepEqual(errors, []);
  await context.close();
});

test('cancels a loop through its dialog, and its agenda says so', async () => {
  const { page, errors, context } = await newTab();
  await readyToPlan(page);
  await findADay(page, 'Noor Haddad');
  await page.getByRole('button', { name: 'Confirm for Noor Haddad' }).click();
  await page.getByRole('heading', { name: /Confirmed/ }).waitFor();
  const agenda = await page.getByLabel('Link to the agenda').inputValue();
  await page.getByRole('button', { name: 'Cancel this loop' }).click();
  const dialog = page.getByRole('dialog', { name: 'Cancel the second interview of Noor Haddad?' });
  await dialog.getByRole('button', { name: 'Back' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Cancel this loop' }).click();
  await dialog.getByRole('button', { name: 'Cancel this loop' }).click();
  await page.getByText('This loop was cancelled.').waitFor();
  await page.getByRole('link', { name: 'Senior engineer' }).click();
  await page.getByRole('link', { name: 'Find a day for Noor Haddad' }).waitFor();
  await page.goto(agenda);
  await page.getByRole('heading', { name: 'This link has ended' }).waitFor();
  assert.equal(await page.getByText('Noor').count(), 0);
  assert.deepEqual(errors, []);
  await context.close();
});

test('shows at its field what is wrong with a template, and saves it once it is right', async () => {
  const { page, errors, context } = await newTab();
  await readyToPlan(page);
  await page.getByRole('link', { name: 'Edit the template' }).click();
  const lunch = page.locator('.module', { hasText: 'Lunch' });
  await lunch.locator('.module-fold').click();
  await lunch.getByLabel('Title').fill('');
  await page.getByRole('button', { name: 'Save the template' }).click();
  await page.getByText('1 field needs a look.').waitFor();
  await page.locator('.module input[aria-invalid=true]').fill('Late lunch');

  await page.getByRole('button', { name: 'Save the template' }).click();
  await page.getByRole('heading', { name: 'Candidates' }).waitFor();
  await page.getByText('Late lunch').waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});

test('asks before a template that is not saved is left', async () => {
  const { page, context } = await newTab();
  await readyToPlan(page);
  await page.getByRole('link', { name: 'Edit the template' }).click();
  const asked: string[] = [];
  let answer: 'accept' | 'dismiss' = 'dismiss';
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog[answer]();
  });
  await page.getByRole('button', { name: 'Move Lunch up' }).click();
  await page.getByText('Changes not saved yet.').waitFor();
  await page.getByRole('link', { name: 'Openings', exact: true }).click();
  await page.getByRole('heading', { name: 'Loop template' }).waitFor();
  await page.reload({ timeout: 1_500 }).catch(() => undefined);
  assert.deepEqual(asked, ['confirm', 'beforeunload']);
  answer = 'accept';
  await page.getByRole('link', { name: 'Openings', exact: true }).click();
  await page.getByRole('heading', { name: 'Openings' }).waitFor();
  assert.deepEqual(asked, ['confirm', 'beforeunload', 'confirm']);
  await context.close();
});

test('offers to reload a person, a room and a candidate that somebody else changed meanwhile', async () => {
  const { page, errors, context } = await newTab();
  await readyToPlan(page);
  const opening = page.url();
  const people = `${opening.replace(/\/openings.*/, '')}/people`;
  const other = await context.newPage();
  const places = [
    [people, 'Edit Petra Novák'],
    [`${people}?show=rooms`, 'Edit Harbour'],
    [opening, 'Edit Robin Lee'],
  ] as const;
  for (const [place, edit] of places) {
    for (const tab of [page, other]) {
      await tab.goto(place);
      await tab.getByRole('button', { name: edit }).click();
    }
    await rename(other, 'Changed by the other');
    await other.getByRole('dialog').waitFor({ state: 'detached' });
    await rename(page, 'Changed by me');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Changed by somebody else meanwhile').waitFor();
    await dialog.getByRole('button', { name: 'Reload' }).click();
    await dialog.getByRole('alert').waitFor({ state: 'detached' });
    assert.equal(await nameIn(page).inputValue(), 'Changed by the other');
    await rename(page, 'Changed by me');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'Changed by me' }).waitFor();
  }
  assert.deepEqual(errors, []);
  await context.close();
});

function nameIn(page: Page): ReturnType<Page['getByLabel']> {
  return page.getByRole('dialog').getByLabel('Name', { exact: true });
}

async function rename(page: Page, name: string): Promise<void> {
  await nameIn(page).fill(name);
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
}

test('imports people without candidates, and asks which of several openings candidates join', async () => {
  const { page, errors, context } = await newTab();
  await startOwn(page, 'Harbour Labs');
  await createOpening(page);
  await importList(page, { format: 'people/1', people: [{ id: 'ada', name: 'Ada Vos' }] });
  await page.getByText('The file lists no candidates.').waitFor();
  await page.getByText('1 person, 0 rooms').waitFor();
  const withKim = { format: 'people/1', people: [], candidates: [{ id: 'kim', name: 'Kim Berg' }] };
  await importList(page, withKim);
  await page.getByText('1 candidate joined Senior engineer').waitFor();
  await createOpening(page, 'Designer');
  await importList(page, withKim);
  await page.getByText('There are several openings.').waitFor();
  await page.getByRole('combobox', { name: 'Candidates join' }).click();
  await page.getByRole('option', { name: 'Designer' }).click();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText('1 candidate joined Designer').waitFor();
  await page.getByRole('link', { name: 'Designer', exact: true }).click();
  await page.getByRole('heading', { name: 'Kim Berg' }).waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});

async function importList(page: Page, list: object): Promise<void> {
  await page.getByRole('link', { name: 'People and rooms' }).click();
  await page.getByRole('tab', { name: 'Import files' }).click();
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: 'people.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(list)),
    });
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('heading', { name: 'Imported' }).waitFor();
}
