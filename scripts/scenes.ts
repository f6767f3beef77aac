/**
 * Takes a picture of every scene of the page into docs/scenes, from the built page, a server of its own and the
 * sample. All in light at 1280 pixels; with `--all` also in dark and at 320, else only those named here.
 */
import { mkdirSync, rmSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../test/browser.ts';
import { openShown, type Shown } from '../test/prepared-members.ts';
import { openScene, SCENES, type Scene } from '../test/scenes.ts';
import { buildPage } from './page.ts';

type Look = { readonly scheme: 'light' | 'dark'; readonly width: 1280 | 320 };

const FOLDER = process.env['SCENES'] ?? 'docs/scenes';
const ALSO_DARK: readonly string[] = ['find-a-day', 'agenda'];
const ALSO_NARROW: readonly string[] = ['find-a-day', 'agenda'];
const everything = process.argv.includes('--all');

await buildPage();
rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const { shown: prepared, stop } = await openShown();
const browser = await launchBrowser();
try {
  const only = process.argv.find((word) => word.startsWith('--only='))?.slice('--only='.length) ?? '';
  for (const scene of SCENES.filter(({ name }) => name.includes(only))) {
    for (const look of looksOf(scene)) await picture({ browser, prepared, scene, look });
    console.log(scene.name);
  }
} finally {
  await browser.close();
  await stop();
}

function looksOf(scene: Scene): readonly Look[] {
  const looks: Look[] = [{ scheme: 'light', width: 1280 }];
  if (everything || ALSO_DARK.includes(scene.name)) looks.push({ scheme: 'dark', width: 1280 });
  if (everything || ALSO_NARROW.includes(scene.name)) looks.push({ scheme: 'light', width: 320 });
  if (everything) looks.push({ scheme: 'dark', width: 320 });
  return looks;
}

async function picture(of: { browser: Browser; prepared: Shown; scene: Scene; look: Look }): Promise<void> {
  const { scheme, width } = of.look;
  const context = await of.browser.newContext({
    viewport: { width, height: width === 320 ? 720 : 860 },
    colorScheme: scheme,
    // Not where anybody of the sample is: a page that took the machine's zone would show it.
    timezoneId: 'Pacific/Auckland',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await openScene(of.scene, page, of.prepared);
  if (of.scene.dialog !== true) {
    // A picture of the whole page with bars that stick shows them in the middle; a window of that height does not.
    const height = Number(await page.evaluate('document.documentElement.scrollHeight'));
    await page.setViewportSize({ width, height: Math.min(Math.max(height, 600), 6000) });
  }
  await page.waitForTimeout(150);
  await page.screenshot({ path: `${FOLDER}/${of.scene.name}-${scheme}-${width}.png` });
  await context.close();
}
