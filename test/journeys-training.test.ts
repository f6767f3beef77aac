/** Pools, training and leaving through the real page. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { createOpening, importFiles, journeys, SEARCH, startOwn } from './journey.ts';

const newTab = journeys();

async function openSample(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: 'Open the sample' }).click();
  await page.getByText('This is the sample.').waitFor({ timeout: 30_000 });
}

async function toPools(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'People and rooms' }).first().click();
  await page.getByRole('tab', { name: 'Pools' }).click();
  await page.locator('.pool-card').first().waitFor();
}

test('sees two trainees in the sample, makes one ready and qualified, and takes it back', async () => {
  const { page, errors, context } = await newTab();
  await openSample(page);
  await toPools(page);
  assert.equal(await page.getByRole('img', { name: /not qualified yet$/ }).count(), 2);
  await page
    .getByRole('img', { name: 'Shadowed 1 of 2, reverse shadowed 0 of 1, not qualified yet' })
    .waitFor();

  const dialog = page.getByRole('dialog');
  const marcus = 'Change how Marcus Hale stands in System design';
  await page.getByRole('button', { name: marcus }).click();
  await dialog.getByLabel('Shadowed before', { exact: true }).fill('2');
  await dialog.getByLabel('Reverse shadowed before').fill('1');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('1 ready to be qualified').waitFor();
  await page.getByRole('button', { name: 'Make qualified: Marcus Hale in System design' }).click();
  await page.getByText('1 ready to be qualified').waitFor({ state: 'detached' });
  assert.equal(await page.getByRole('img', { name: /not qualified yet$/ }).count(), 1);

  const card = page.locator('.pool-card', { has: page.getByRole('heading', { name: 'System design' }) });
  await card.locator('summary').click();
  await page.getByRole('button', { name: marcus }).click();
  await dialog.getByLabel('in training').check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Make qualified: Marcus Hale in System design' }).waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});

test('changes a path, adds a person to a pool, and sees them on their own page', async () => {
  const { page, errors, context } = await newTab();
  await openSample(page);
  await toPools(page);
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Change the training of Hiring manager' }).click();
  await dialog.getByLabel('Sessions to shadow (watch)').fill('3');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Training: shadow 3 times, then reverse shadow once.').waitFor();

  await page.getByRole('button', { name: 'Add a person to Hiring manager' }).click();
  await dialog.getByRole('combobox', { name: 'Person' }).click();
  await page.getByRole('option', { name: 'Priya Raman' }).click();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('button', { name: 'Change how Priya Raman stands in Hiring manager' }).waitFor();
  await page.getByText('3 more sessions to shadow').waitFor();

  await page.getByRole('tab', { name: 'People', exact: true }).click();
  await page.getByRole('button', { name: 'Edit Priya Raman' }).click();
  await dialog.getByText('How Priya Raman stands in each pool.').waitFor();
  await dialog
    .getByRole('img', { name: 'Shadowed 0 of 3, reverse shadowed 0 of 1, not qualified yet' })
    .waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});

test('is warned on the opening and on the template that everybody for a seat is in training', async () => {
  const { page, errors, context } = await newTab();
  await startOwn(page, 'Harbour Labs');
  await importFiles(page);
  await toPools(page);
  const dialog = page.getByRole('dialog');
  for (const name of ['Petra Novák', 'Sami Laine']) {
    const card = page.locator('.pool-card', { has: page.getByRole('heading', { name: 'Hosts' }) });
    const summary = card.locator('details:not([open]) > summary');
    if ((await summary.count()) > 0) await summary.click();
    await page.getByRole('button', { name: `Change how ${name} stands in Hosts` }).click();
    await dialog.getByLabel('in training').check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
  }
  await createOpening(page);
  await page.getByRole('button', { name: 'Start from a ready-made template' }).click();
  await page.getByRole('heading', { name: 'Loop template' }).waitFor();
  const warning = page.getByText(/qualified of the pool “Hosts”, and nobody is: .* still in training/);
  await warning.waitFor();
  await page.getByRole('link', { name: 'Senior engineer' }).click();
  await page.getByRole('heading', { name: 'Candidates' }).waitFor();
  await warning.waitFor();
  await page.getByRole('link', { name: 'Go to the pools' }).click();
  await page.getByText('2 in training').waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});

test('hands the sessions of somebody who leaves over, and the person is gone', async () => {
  const { page, errors, context } = await newTab();
  await openSample(page);
  await page.getByRole('link', { name: 'People and rooms' }).click();
  await page.getByRole('button', { name: 'Edit Hanna Lindqvist' }).click();
  await page.getByRole('link', { name: /^Hand over \d sessions? and remove/ }).click();
  await page.getByRole('heading', { name: 'Hanna Lindqvist leaves' }).waitFor({ timeout: SEARCH });
  await page
    .getByText(/replaces Hanna Lindqvist in “Welcome”/)
    .first()
    .waitFor();
  await page.getByText(/^Who must be told what/).click();
  await page.locator('.leaving-told .told-list > li').first().waitFor();
  await page.getByRole('button', { name: 'Hand over and remove' }).click();
  await page.getByRole('heading', { name: 'Hanna Lindqvist has left' }).waitFor();
  assert.ok((await page.locator('.told-list > li').count()) > 1);
  await page.getByRole('link', { name: 'People and rooms' }).first().click();
  await page.getByRole('button', { name: 'Edit Ada Brandt' }).waitFor();
  await page.getByRole('button', { name: 'Edit Hanna Lindqvist' }).waitFor({ state: 'detached' });
  assert.deepEqual(errors, []);
  await context.close();
});

test('names what cannot be handed over, and cancels it from there', async () => {
  const { page, errors, context } = await newTab();
  await openSample(page);
  await page.getByRole('link', { name: 'Graduate Programme' }).first().click();
  await page.getByRole('heading', { name: 'Graduate Programme' }).waitFor();
  await page.getByRole('link', { name: 'People and rooms' }).click();
  const assessors = page.locator('.person', { hasText: 'Assessors' }).getByRole('button');
  const held = page.getByText(/Group exercise is held for several candidates together/);
  const found = page.locator('.leaving-loop').first();
  await assessors.first().waitFor();
  for (let index = 0; index < (await assessors.count()); index += 1) {
    await assessors.nth(index).click();
    await page.getByRole('link', { name: /^Hand over/ }).click();
    await found.waitFor({ timeout: SEARCH });
    if ((await held.count()) > 0) break;
    await page.getByRole('link', { name: 'People and rooms' }).first().click();
    await assessors.first().waitFor();
  }
  const loops = page.locator('.leaving-loop');
  const [before, shown] = [await held.count(), await loops.count()];
  assert.ok(before > 1);
  await page.getByRole('button', { name: 'Cancel this loop' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel this loop' }).click();
  await loops.nth(shown - 1).waitFor({ state: 'detached', timeout: SEARCH });
  await held.nth(before - 1).waitFor({ state: 'detached', timeout: SEARCH });
  assert.deepEqual(errors, []);
  await context.close();
});
