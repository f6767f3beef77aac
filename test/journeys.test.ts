/** Journeys through the real page, server and embedded database, in Chromium: from the start to the agenda. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { createOpening, findADay, importFiles, journeys, readyToPlan, SEARCH, startOwn } from './journey.ts';
import { comingDates, fullCalendar } from './journey-files.ts';

const newTab = journeys();

test('starts an organisation of its own, and each empty place leads on', async () => {
  const { page, errors, context } = await newTab();
  await startOwn(page, 'Lindgren');
  await page.getByRole('heading', { name: 'Create your first opening' }).waitFor();
  await page.getByRole('link', { name: 'Add people' }).click();
  await page.getByRole('tab', { name: 'Import files', selected: true }).waitFor();
  await page.reload();
  await page.getByRole('tab', { name: 'Import files', selected: true }).waitFor();
  await page.goto('/');
  await page.getByRole('link', { name: /Lindgren/ }).waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});

test('shows the sample, says that it is one, and keeps it apart', async () => {
  const { page, errors, context } = await newTab();
  await page.goto('/');
  await page.getByRole('button', { name: 'Open the sample' }).click();
  await page.getByText('This is the sample.').waitFor({ timeout: 30_000 });
  await page.locator('.row-link').first().click();
  await page.getByRole('heading', { name: 'Candidates' }).waitFor();
  const candidates = page.locator('section', { has: page.getByRole('heading', { name: 'Candidates' }) });
  assert.equal(await candidates.getByRole('heading', { level: 3 }).count(), 4);
  await page.getByRole('link', { name: 'People and rooms' }).click();
  await page.getByText('22 people').waitFor();
  await page.getByRole('link', { name: 'Start your own' }).click();
  await page.getByRole('heading', { name: 'Start your own' }).waitFor();
  assert.equal(await page.getByText('Northlight').count(), 0);
  assert.deepEqual(errors, []);
  await context.close();
});

test('plans a loop from files, confirms it and downloads the agenda', async () => {
  const { page, errors, context } = await newTab();
  await readyToPlan(page);
  await findADay(page, 'Noor Haddad');
  const rows = page.locator('.timeline-row[data-kind]');
  assert.ok((await rows.count()) >= 4);
  assert.match(await rows.first().innerText(), /Noor Haddad\s+Candidate · Berlin UTC\+[12]/);
  const confirm = await page.getByRole('button', { name: 'Confirm for Noor Haddad' }).boundingBox();
  assert.ok(confirm !== null && confirm.y + confirm.height <= 900, 'Confirm is in sight at once');
  const finding = page.url();
  await page.getByRole('button', { name: 'Confirm for Noor Haddad' }).click();
  await page.getByRole('heading', { name: /Confirmed/ }).waitFor();
  await page.waitForURL(/\/loops\/[^?]+$/);
  await page.getByText(/works on this computer only/).waitFor();
  await page.goto(finding);
  await page.getByRole('heading', { name: /^Already planned: \w+day \d+ \w+, / }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Find a day' }).count(), 0);
  await page.getByRole('link', { name: 'See the loop' }).click();
  await page.getByRole('heading', { name: 'Second interview of Noor Haddad' }).waitFor();
  const agenda = await page.getByLabel('Link to the agenda').inputValue();

  await page.goto(agenda);
  await page.getByRole('heading', { name: 'Your second interview, Noor Haddad' }).waitFor();
  await page.getByText(/^All times are Berlin time \(UTC\+[12]\)\.$/).waitFor();
  await page.getByText('This meal is not evaluated.').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Add to your calendar' }).click(),
  ]);
  const file = await readFile(await download.path(), 'utf8');
  assert.match(file, /^BEGIN:VCALENDAR\r\n/);
  // One entry for the day, as the invitation is, with the sessions in it.
  assert.equal(file.match(/^BEGIN:VEVENT\r$/gm)?.length, 1);
  const entry = file.replaceAll('\r\n ', '');
  for (const title of ['Welcome and a look around', 'Going deeper into your field']) {
    assert.ok(entry.includes(title), entry);
  }
  const print = await page.pdf({ preferCSSPageSize: true });
  assert.equal(print.toString('latin1').match(/\/Type \/Page\b/g)?.length, 1, 'prints on one page');
  assert.deepEqual(errors, []);
  await context.close();
});

test('lets exactly one of two tabs book the same people, and tells the other who was taken and by what', async () => {
  const { page, context } = await newTab();
  await readyToPlan(page);
  const opening = page.url();
  const other = await context.newPage();
  await other.goto(opening);
  await Promise.all([findADay(page, 'Noor Haddad'), findADay(other, 'Robin Lee')]);
  await Promise.all([
    page.getByRole('button', { name: 'Confirm for Noor Haddad' }).click(),
    other.getByRole('button', { name: 'Confirm for Robin Lee' }).click(),
  ]);
  const outcome = (tab: Page): Promise<string> =>
    Promise.race([
      tab
        .getByRole('heading', { name: /Confirmed/ })
        .waitFor()
        .then(() => 'won'),
      tab
        .getByRole('alert')
        .waitFor()
        .then(() => 'lost'),
    ]);
  const outcomes = await Promise.all([outcome(page), outcome(other)]);
  assert.deepEqual(outcomes.toSorted(), ['lost', 'won']);

  const [loser, winner] = outcomes[0] === 'lost' ? [page, 'Robin Lee'] : [other, 'Noor Haddad'];
  const told = await loser.getByRole('alert').innerText();
  assert.match(
    told,
    /(Inês|Jonas|Marta|Owen|Petra|Sami)[^\n]* is taken on \w+day \d+ \w+, \d+:\d\d to \d+:\d\d by /,
  );
  assert.ok(told.includes(winner), told);
  await loser.getByRole('button', { name: 'Search again' }).click();
  await loser.getByRole('alert').waitFor({ state: 'detached' });
  await loser.getByRole('button', { name: /^Confirm for/ }).waitFor({ timeout: SEARCH });
  await context.close();
});

test('says why nothing fits, and leads to where it can be changed', async () => {
  const { page, context } = await newTab();
  await readyToPlan(page);
  const opening = page.url();
  await page.getByRole('link', { name: 'People and rooms' }).click();
  for (const [name, id] of [
    ['Petra Novák', 'petra'],
    ['Sami Laine', 'sami'],
  ] as const) {
    await page.getByRole('button', { name: `Edit ${name}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('input[type=file]').setInputFiles({ ...fullCalendar(id, comingDates(20)) });
    await dialog.getByRole('heading', { name: `${id}.ics` }).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  }
  await page.goto(opening);
  await page.getByRole('link', { name: 'Find a day for Noor Haddad' }).click();
  await page.getByRole('button', { name: 'Find a day' }).click();
  await page.getByRole('heading', { name: /^Nothing fits between/ }).waitFor({ timeout: SEARCH });
  assert.ok((await page.locator('.reasons li').count()) >= 1);
  assert.match(await page.locator('.nothing').innerText(), /Petra Novák|Sami Laine|Hosts/);
  const links = page.locator('.nothing-links');
  await links.getByRole('link', { name: 'the loop template' }).waitFor();
  await links.getByRole('button', { name: 'other dates' }).click();
  await page.getByRole('dialog').getByText('Four weeks').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: /Petra Novák has other appointments/ }).click();
  await page.getByRole('dialog', { name: 'Petra Novák' }).waitFor();
  await context.close();
});

test('stops a search and can search again', async () => {
  const { page, errors, context } = await newTab();
  await readyToPlan(page);
  await page.getByRole('link', { name: 'Find a day for Noor Haddad' }).click();
  let late: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (late = resolve));
  await page.route('**/search', async (route) => {
    await held;
    await route.continue().catch(() => undefined);
  });
  const given = page.waitForEvent('requestfailed');
  await page.getByRole('button', { name: 'Find a day' }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  assert.match((await given).url(), /search$/);
  await page.getByRole('button', { name: 'Stop' }).waitFor({ state: 'detached' });
  assert.equal(await page.getByRole('alert').count(), 0);
  late();
  await page.unroute('**/search');
  await page.getByRole('button', { name: 'Find a day' }).click();
  await page.getByRole('button', { name: 'Confirm for Noor Haddad' }).waitFor({ timeout: SEARCH });
  assert.deepEqual(errors, []);
  await context.close();
});

test('finds and confirms a day by keyboard alone', async () => {
  const { page, context } = await newTab();
  await readyToPlan(page);
  const press = async (name: string): Promise<void> => {
    for (let tabs = 0; tabs < 80; tabs += 1) {
      await page.keyboard.press('Tab');
      const here = page.locator(':focus');
      const words = `${await here.getAttribute('aria-label')} ${await here.innerText().catch(() => '')}`;
      if (words.includes(name)) {
        const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
        assert.notEqual(outline, 'none', `${name} shows no focus`);
        await page.keyboard.press('Enter');
        return;
      }
    }
    assert.fail(`The keyboard does not reach ${name}`);
  };
  await press('Find a day for Noor Haddad');
  await page.getByRole('heading', { name: 'Find a day for Noor Haddad' }).waitFor();
  await press('Find a day');
  await page.getByRole('button', { name: 'Confirm for Noor Haddad' }).waitFor({ timeout: SEARCH });
  await page
    .getByRole('status')
    .filter({ hasText: /fits?$/ })
    .waitFor({ state: 'attached' });
  assert.match(await page.locator(':focus').innerText(), /fits?$/);
  await press('Confirm for Noor Haddad');
  await page.getByRole('heading', { name: /Confirmed/ }).waitFor();
  await context.close();
});

test('keeps what is typed and names it where it cannot be used, rather than replace it', async () => {
  const { page, errors, context } = await newTab();
  await page.goto('/');
  await page.getByLabel('Name of your organisation').fill('Harbour Labs');
  const zone = page.getByRole('combobox', { name: 'Time zone' });
  await zone.fill('Atlantis');
  await page.keyboard.press('Tab');
  await page.getByText('Write a time zone like Europe/Berlin').waitFor();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  assert.deepEqual([await zone.inputValue(), new URL(page.url()).pathname], ['Atlantis', '/']);
  await zone.fill('berlin');
  await page.keyboard.press('Tab');
  assert.equal(await zone.inputValue(), 'Europe/Berlin');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await createOpening(page);
  await page.getByRole('button', { name: 'Start from a ready-made template' }).click();
  await page.getByRole('button', { name: /^1 Welcome/ }).click();
  const minutes = page.getByLabel('Minutes', { exact: true });
  await minutes.fill('0');
  const from = page.getByRole('group', { name: 'Sessions lie between' }).getByLabel('From');
  await from.fill('25:99');
  await page.getByRole('button', { name: 'Save the template' }).click();
  await page.getByText('2 fields need a look.').waitFor();
  await page.getByText('Write a number from 5 to 720').waitFor();
  assert.deepEqual([await minutes.inputValue(), await from.inputValue()], ['0', '25:99']);
  assert.deepEqual(errors, []);
  await context.close();
});

test('says in words what is not there, and when the server does not answer', async () => {
  const { page, context } = await newTab();
  await page.goto('/nowhere/at/all');
  await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
  await page.goto('/agenda/no-such-token');
  await page.getByRole('heading', { name: 'This link leads nowhere' }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Try again' }).count(), 0);
  await page.route('**/api/**', (route) => route.abort());
  await page.goto('/');
  await page.getByText('No answer from the server').waitFor();
  await page.unroute('**/api/**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('alert').waitFor({ state: 'detached' });
  await context.close();
});

test('A15: what a calendar file says is shown as text, whatever it looks like', async () => {
  const { page, errors, context } = await newTab();
  await startOwn(page, 'Harbour Labs');
  await importFiles(page);
  const hostile = '<img src=x onerror=alert(1)><a href="javascript:alert(2)">here</a>';
  const lines = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', `SUMMARY:${hostile}`, 'END:VEVENT', 'END:VCALENDAR'];
  let asked = 0;
  page.on('dialog', (dialog) => {
    asked += 1;
    void dialog.dismiss();
  });
  await page.getByRole('tab', { name: 'People', exact: true }).click();
  await page.getByRole('button', { name: 'Edit Petra Novák' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'petra.ics',
    mimeType: 'text/calendar',
    buffer: Buffer.from(lines.join('\r\n')),
  });
  await dialog.getByText('1 item not used').click();
  await dialog.getByText(hostile).waitFor();
  assert.equal(await dialog.locator('img, a[href^="javascript"]').count(), 0);
  assert.deepEqual([asked, errors], [0, []]);
  await context.close();
});
