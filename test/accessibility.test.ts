/** axe on every scene, in light and dark, wide and narrow; and nothing is wider than the window. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { builtPage } from './built-page.ts';
import { launchBrowser } from './browser.ts';
import { openShown, type Shown } from './prepared-members.ts';
import { openScene, SCENES, type Scene } from './scenes.ts';

const findingsSchema = z.array(z.object({ id: z.string(), nodes: z.array(z.string()) }));

let browser: Browser;
let prepared: Shown;
let stop: (() => Promise<void>) | undefined;

before(async () => {
  await builtPage();
  ({ shown: prepared, stop } = await openShown());
  browser = await launchBrowser();
});

after(async () => {
  await browser?.close();
  await stop?.();
});

for (const scene of SCENES) {
  test(`finds nothing to object to in the scene ${scene.name}`, async () => {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    await openScene(scene, page, prepared);
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor({ state: 'attached' });
        await assertAccessible(page, `${scene.name} ${colorScheme} ${width}`);
      }
      await assertFits(page, scene, width);
    }
    await context.close();
  });
}

async function assertAccessible(page: Page, what: string): Promise<void> {
  await standStill(page);
  // Through the debugger: the page's policy refuses scripts that are not its own.
  if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(axe.source);
  const findings = findingsSchema.parse(
    await page.evaluate(
      `axe.run({ resultTypes: ['violations'] }).then((result) =>
         result.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map((node) => node.html.slice(0, 200)) })))`,
    ),
  );
  assert.deepEqual(findings, [], what);
}

const MOVING = `document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity).length`;

/** Colours that fade are looked at when they have arrived; one that is inherited fades after the one above it. */
async function standStill(page: Page): Promise<void> {
  for (let [still, tries] = [0, 0]; still < 3 && tries < 100; tries += 1) {
    await page.waitForTimeout(100);
    still = Number(await page.evaluate(MOVING)) === 0 ? still + 1 : 0;
  }
}

async function assertFits(page: Page, scene: Scene, width: number): Promise<void> {
  const needed = Number(await page.evaluate('document.documentElement.scrollWidth'));
  assert.ok(needed <= width, `${scene.name} is ${needed} px wide in a window of ${width}`);
}
