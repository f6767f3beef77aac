/** A coordinator looks at the sample's superday, plans the rest of the candidates together, and cancels one of them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { journeys, SEARCH } from './journey.ts';

const newTab = journeys();

test('plans, confirms, finds again and partly cancels a superday', async () => {
  const { page, errors, context } = await newTab();
  await page.goto('/');
  await page.getByRole('button', { name: 'Open the sample' }).click();
  await page.getByText('This is the sample.').waitFor({ timeout: SEARCH });
  await page.getByRole('link', { name: /Graduate Programme/ }).click();

  // What is there already is one click away.
  await page.getByRole('link', { name: /^See the board of/ }).click();
  await page.locator('.board-row').first().waitFor();
  assert.equal(await page.locator('.board-row').count(), 18);
  await page.getByText('People', { exact: true }).click();
  await page.locator('.board-name button', { hasText: 'Anja Krüger' }).waitFor();
  await page.getByRole('link', { name: 'Graduate Programme' }).click();

  // The others are planned together, without one of them.
  await page.getByRole('link', { name: 'Plan several together' }).click();
  await page.getByText('6 of 6 candidates chosen').waitFor();
  await page.getByRole('checkbox', { name: 'Ugo Bianchi' }).uncheck();
  await page.getByText('5 of 6 candidates chosen').waitFor();
  await page.getByRole('button', { name: 'Find the best plan' }).click();
  await page.getByRole('heading', { name: 'A plan for 5 candidates' }).waitFor({ timeout: SEARCH });
  await page.getByText('No candidate waits between sessions.').waitFor();
  await page.getByRole('button', { name: 'Confirm 5 loops' }).click();
  await page.getByRole('heading', { name: 'Confirmed. Everybody’s time is kept.' }).waitFor();
  assert.equal(await page.locator('.board-row').count(), 5);

  // One of them is cancelled; the group goes on.
  await page.locator('.superday-loops').getByRole('link', { name: 'Tara Singh' }).click();
  await page.getByText('planned with 4 other candidates').waitFor();
  await page.getByRole('button', { name: 'Cancel this loop' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel this loop' }).click();
  await page.getByRole('link', { name: 'Part of a superday' }).click();
  await page.locator('.superday-loops').getByText('(cancelled)').waitFor();
  assert.equal(await page.locator('.board-row').count(), 4);
  const group = /^Group exercise .*, for Sami Haddad, Vera Popescu, Wim de Boer and Yara Costa, with /;
  assert.equal(await page.getByTitle(group).count(), 4);

  // Both superdays are found from the opening, and who was left out can still be planned.
  await page.getByRole('link', { name: 'Graduate Programme' }).click();
  await page.getByRole('heading', { name: 'Superdays' }).waitFor();
  await page
    .getByRole('link', { name: /^See the board of/ })
    .nth(1)
    .waitFor();
  await page.getByRole('link', { name: 'Find a day for Ugo Bianchi' }).waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});
