/** The board with forty candidates and with seventy: quick to scroll, walked with the keyboard, whole on paper. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { framesWhileScrolling } from './board-frames.ts';
import { builtPage } from './built-page.ts';
import { launchBrowser } from './browser.ts';
import { manyCandidates, type ManyCandidates } from './many-candidates.ts';
import { startServer, type RunningServer } from './running-server.ts';

let server: RunningServer;
let browser: Browser;
let forty: ManyCandidates;
let seventy: ManyCandidates;

before(async () => {
  await builtPage();
  server = await startServer();
  browser = await launchBrowser();
  forty = await manyCandidates(server.url, 40);
  seventy = await manyCandidates(server.url, 70);
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

async function boardOf({ board }: ManyCandidates): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(server.url + board);
  await page.locator('.board-row').first().waitFor();
  return page;
}

test('places forty candidates and draws each of them', async () => {
  assert.equal(forty.placed, 40);
  const page = await boardOf(forty);
  assert.equal(await page.locator('.board-row').count(), 40);
  await page.close();
});

test('scrolls without long halts, with forty candidates and with seventy', async () => {
  for (const many of [forty, seventy]) {
    const page = await boardOf(many);
    const frames = await framesWhileScrolling(page);
    // The aim is 50 ms for every frame, measured by bench/board.ts; here other work runs beside it.
    assert.ok(frames.median < 100, JSON.stringify(frames));
    assert.ok(frames.count > 20, JSON.stringify(frames));
    await page.close();
  }
});

test('draws of seventy rows those in sight, keeps names and hours there, and all of them for paper', async () => {
  const page = await boardOf(seventy);
  assert.ok((await page.locator('.board-row').count()) < 50);
  await page.evaluate(`document.querySelector('.board-scroll').scrollTo(200, 1500)`);
  const inSight = page.locator('.board-row[aria-rowindex="40"]');
  await inSight.waitFor();
  const [name, hours, box] = await Promise.all([
    inSight.locator('.board-name').boundingBox(),
    page.locator('.board-hours').boundingBox(),
    page.locator('.board-scroll').boundingBox(),
  ]);
  assert.ok(name && hours && box);
  assert.ok(Math.abs(name.x - box.x) < 3, 'the names stay at the left');
  assert.ok(Math.abs(hours.y - box.y) < 3, 'the hours stay at the top');
  await page.evaluate(`globalThis.dispatchEvent(new Event('beforeprint'))`);
  assert.equal(await page.locator('.board-row').count(), seventy.placed);
  await page.evaluate(`globalThis.dispatchEvent(new Event('afterprint'))`);
  assert.ok((await page.locator('.board-row').count()) < 65);
  await page.close();
});

test('is walked with the arrow keys, and shows who belongs together', async () => {
  const page = await boardOf(forty);
  const first = page.locator('.board-name button').first();
  await first.focus();
  await page.locator('.board-about').getByText('Candidate 1: ').waitFor();
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.locator('.board-block:focus').count(), 1);
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('PageDown');
  assert.equal(await page.locator('.board-row').nth(30).locator('.board-block:focus').count(), 1);
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  const only = page.locator('.board-only');
  await only.waitFor();
  const rows = page.locator('.board-row');
  assert.ok((await page.locator('.board-row[data-kind-of=person]').count()) > 0);
  assert.ok((await rows.count()) < 15);
  await only.getByRole('button', { name: 'Show everyone' }).click();
  assert.equal(await rows.count(), 40);
  await page.close();
});

test('lights up where the people of a candidate are, when the pointer rests on the candidate', async () => {
  const page = await boardOf(forty);
  const rows = page.locator('.board-row');
  await rows.nth(2).locator('.board-name button').hover();
  await page.locator('.board-row[data-company=true]').waitFor();
  const own = rows.nth(2).locator('.board-block');
  assert.equal(await own.count(), await rows.nth(2).locator('[data-lit=true]').count());
  const lit = await page.locator('.board-block[data-lit=true]').count();
  const all = await page.locator('.board-block').count();
  assert.ok(lit > (await own.count()) && lit < all, `${lit} of ${all}`);
  await page.close();
});
