/** Repair through the real page: a seat is declined, the repairs are compared, one is accepted. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { journeys } from './journey.ts';

const newTab = journeys();
const REPAIRS = 120_000;

test('declines a seat of a planned loop, accepts a repair, and loop and agenda show it', async () => {
  const { page, errors, context } = await newTab();
  await page.goto('/');
  await page.getByRole('button', { name: 'Open the sample' }).click();
  await page.getByText('This is the sample.').waitFor({ timeout: 30_000 });
  await page.locator('.row-link').first().click();
  await page
    .getByRole('link', { name: /Planned: see the loop/ })
    .first()
    .click();
  await page.getByRole('heading', { name: /^Second interview of/ }).waitFor();
  const agenda = await page.getByLabel('Link to the agenda').inputValue();

  const seat = page.getByRole('link', { name: /cannot come to Tour/ });
  const who = /^(.+) cannot come to/.exec((await seat.getAttribute('aria-label')) ?? '')?.[1] ?? '';
  await seat.click();
  await page.getByText('What could be done').waitFor({ timeout: REPAIRS });
  for (const wish of ['Keep the times', 'Keep the people', 'Tell the fewest people']) {
    await page.getByRole('region', { name: wish }).waitFor();
  }
  const best = page.getByRole('region', { name: 'Tell the fewest people' }).locator('.choice').first();
  await best.click();
  const said = /(.+) replaces (.+) in “Tour/.exec(await best.innerText());
  assert.deepEqual([said?.[2], said?.[1] === who], [who, false]);
  const told = page.locator('.told-list > li');
  assert.ok((await told.count()) >= 3);
  assert.match((await told.allInnerTexts()).join('\n'), new RegExp(`You are no longer in “Tour`));

  await page.getByRole('button', { name: 'Accept this repair' }).click();
  await page.getByRole('heading', { name: /^Repaired/ }).waitFor();
  assert.ok((await told.count()) >= 3, 'the list stays until it is no longer needed');
  await page.getByRole('button', { name: 'Back to the loop' }).click();
  const row = page.locator('tr', { hasText: 'Tour of the optics lab' });
  await row.filter({ hasText: said?.[1] ?? '' }).waitFor();
  await page.goto(agenda);
  await page.getByRole('heading', { name: /^Your second interview/ }).waitFor();
  await page
    .getByText(said?.[1] ?? '')
    .first()
    .waitFor();
  assert.equal(await page.getByText(who).count(), 0);
  assert.deepEqual(errors, []);
  await context.close();
});
