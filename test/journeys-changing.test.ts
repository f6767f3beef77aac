/** Journeys in Chromium: a search that is stopped, and a plan changed by hand with mouse, finger and keys. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { hardLoop } from './hard-loop.ts';
import { journeys, SEARCH } from './journey.ts';

const newTab = journeys();

async function callAt(
  page: Page,
): Promise<(method: string, path: string, body: unknown) => Promise<unknown>> {
  await page.goto('/');
  const { origin } = new URL(page.url());
  return async (method, path, body) => {
    const answer = await fetch(origin + path, {
      method: method as 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
}

test('shows that a long search goes on, and keeps the best found when it is stopped', async () => {
  const { page, errors, context } = await newTab();
  const { organisation, opening, candidate } = await hardLoop(await callAt(page));
  await page.goto(`/o/${organisation}/candidates/${candidate}/find?opening=${opening}`);
  await page.getByRole('button', { name: /^Between/ }).click();
  await page.getByRole('button', { name: 'Eight weeks' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Find a day' }).click();
  const stop = page.getByRole('button', { name: 'Stop and take the best so far' });
  await stop.waitFor();
  await page
    .getByRole('status')
    .getByText(/^Looking for days between/)
    .waitFor();
  await page.getByText('1 second so far').waitFor();
  await stop.click();
  await page.getByRole('button', { name: 'Confirm for Kim Lindqvist' }).waitFor({ timeout: SEARCH });
  await stop.waitFor({ state: 'detached' });
  await page.getByText(/^(Nothing better exists|The search ended before it was known)/).waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});

/** The sample's candidate without a plan, with the alternatives found. */
async function found(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: 'Open the sample' }).click();
  await page.getByText('This is the sample.').waitFor({ timeout: SEARCH });
  await page.locator('.row-link').first().click();
  await page
    .getByRole('link', { name: /^Find a day for/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Find a day' }).click();
  await page.getByRole('button', { name: /^Confirm for/ }).waitFor({ timeout: SEARCH });
}

const startsAt = (slider: Locator): Promise<number> => slider.getAttribute('aria-valuenow').then(Number);
const marks = (page: Page, mark: string): Locator =>
  page.locator(`.timeline-starts .timeline-start[data-mark=${mark}][data-here=false]`);

/** A session that could stand elsewhere without breaking a rule, in hand. */
async function movable(page: Page): Promise<Locator> {
  for (const slider of await page.getByRole('slider').all()) {
    await slider.focus();
    await page.locator('.timeline-start[data-here=true]').waitFor();
    const places = (await marks(page, 'free').count()) + (await marks(page, 'more').count());
    if (places > 0) return slider;
  }
  throw new Error('no session can be moved');
}

const goodPlace = (page: Page): Locator => marks(page, 'free').or(marks(page, 'more')).first();

async function dragTo(page: Page, block: Locator, to: Locator): Promise<void> {
  const [from, goal] = [await block.boundingBox(), await to.boundingBox()];
  assert.ok(from !== null && goal !== null);
  const [x, y] = [from.x + from.width / 2, from.y + from.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + (goal.x - from.x) / 2, y, { steps: 5 });
  await page.mouse.move(x + goal.x - from.x, y, { steps: 5 });
  await page.mouse.up();
}

test('drags a session to where a rule breaks, then to a good place, and confirms that', async () => {
  const { page, errors, context } = await newTab();
  await found(page);
  const lunch = page.getByRole('slider', { name: 'Lunch' });
  await lunch.hover();
  const confirm = page.getByRole('button', { name: /^Confirm for/ });
  await lunch.focus();
  await dragTo(page, lunch, marks(page, 'broken').first());
  await page
    .getByText(/rules? (is|are) broken/)
    .first()
    .waitFor();
  await page
    .getByText(/not between 11:30 and 13:30 on \d+ \w+/)
    .first()
    .waitFor();
  assert.match(
    (await lunch.getAttribute('aria-valuetext')) ?? '',
    /^9:00 to 10:00, breaks (a|\d+) rules?\. “Lunch”: /,
  );
  assert.ok(await confirm.isDisabled());
  await page.getByText('It can be confirmed when no rule is broken.').waitFor();
  // One drag is one change, however far it went.
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('region', { name: 'Changed by hand' }).waitFor({ state: 'detached' });
  assert.ok(await confirm.isEnabled());

  const session = await movable(page);
  const before = await startsAt(session);
  await dragTo(page, session, goodPlace(page));
  const region = page.getByRole('region', { name: 'Changed by hand' });
  await region.getByText(/^Cost \d+(, as before| instead of \d+)$/).waitFor();
  const after = await startsAt(session);
  assert.notEqual(after, before);
  await page.getByRole('radio', { checked: true }).locator('..').getByText('Changed by hand').waitFor();
  const title = (await session.getAttribute('aria-label')) ?? '';
  await confirm.click();
  await page.getByRole('heading', { name: /Confirmed/ }).waitFor();
  const time = new Date(after * 60_000);
  const berlin = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', timeStyle: 'short' }).format(
    time,
  );
  await page.getByRole('row', { name: new RegExp(`${berlin.replace(/^0/, '')} to .*${title}`) }).waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});

test('moves a session with the keys alone, and changes its people and room from a menu', async () => {
  const { page, errors, context } = await newTab();
  await found(page);
  const lunch = page.getByRole('slider', { name: 'Lunch' });
  await lunch.focus();
  const before = await startsAt(lunch);
  await page.keyboard.press('ArrowRight');
  assert.equal(await startsAt(lunch), before + 15);
  await page.keyboard.press('ArrowLeft');
  assert.equal(await startsAt(lunch), before);
  // Back where it was, nothing is changed.
  assert.equal(await page.getByRole('button', { name: 'Undo' }).count(), 0);
  await page.keyboard.press('End');
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Change “Lunch”' });
  await dialog.getByText(/^breaks \d+ rules|^breaks a rule/).waitFor();
  await dialog.getByLabel('Starts at').selectOption(String(before));
  await dialog.getByText('free, costs nothing more').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Change “System design”' }).click();
  const design = page.getByRole('dialog', { name: 'Change “System design”' });
  const seat = design.getByLabel(/^System design, lead: /);
  const label = (await design.locator('label', { hasText: 'System design, lead: ' }).textContent()) ?? '';
  const option = seat.locator('option').nth(1);
  const name = ((await option.textContent()) ?? '').split(' – ')[0] ?? '';
  await seat.selectOption({ index: 1 });
  await design.getByText(`System design, lead: ${name}`).waitFor();
  await design.getByLabel('Room', { exact: true }).selectOption({ index: 1 });
  await design.getByRole('button', { name: 'Done' }).click();
  await page.locator('.timeline-name', { hasText: name }).first().waitFor();
  // Who sits in System design comes to the debrief too.
  await page
    .getByRole('row', { name: /Debrief/ })
    .getByText(name)
    .waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page
    .getByRole('row', { name: /System design/ })
    .getByText(name)
    .waitFor();
  await page.getByRole('button', { name: 'Back to what was found' }).click();
  const back = label.replace('System design, lead: ', '');
  await page
    .getByRole('row', { name: /System design/ })
    .getByText(back)
    .waitFor();
  assert.equal(await page.getByRole('button', { name: 'Undo' }).count(), 0);
  assert.deepEqual(errors, []);
  await context.close();
});

test('drags a session with a finger', async () => {
  const { page, errors, context } = await newTab();
  await found(page);
  const finger = await context.newCDPSession(page);
  await finger.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  const lunch = page.getByRole('slider', { name: 'Lunch' });
  await lunch.scrollIntoViewIfNeeded();
  const before = await startsAt(lunch);
  const box = await lunch.boundingBox();
  assert.ok(box !== null);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const touch = (
    type: 'touchStart' | 'touchMove' | 'touchEnd',
    points: { x: number; y: number }[],
  ): Promise<unknown> => finger.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  await touch('touchStart', [{ x, y }]);
  for (const step of [20, 60, 100, 140]) await touch('touchMove', [{ x: x + step, y }]);
  await touch('touchEnd', []);
  await page.getByRole('region', { name: 'Changed by hand' }).waitFor();
  assert.ok((await startsAt(lunch)) > before + 30);
  assert.deepEqual(errors, []);
  await context.close();
});
