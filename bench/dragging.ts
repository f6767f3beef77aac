/**
 * How smooth it is to drag a session on the timeline of "find a day": how long after the press every start has its
 * verdict, and how long the frames take while the session moves. In Chromium, on the sample, with a server of its own.
 *
 *   node bench/dragging.ts [--at-once] [--out RECORD.json]
 *
 * The page asks for the verdicts when the pointer comes near; `--at-once` presses in the same moment.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { launchBrowser } from '../test/browser.ts';
import { builtPage } from '../test/built-page.ts';
import { prepare } from '../test/prepared.ts';
import { startServer } from '../test/running-server.ts';
import { openScene, PLANNING_SCENES } from '../test/scenes.ts';

const { values } = parseArgs({
  options: { out: { type: 'string' }, 'at-once': { type: 'boolean', default: false } },
});
/** Milliseconds that the pointer is over a session before it is pressed. */
const REST = values['at-once'] ? 0 : 200;

const measuredSchema = z.object({ verdicts: z.number(), frames: z.array(z.number()) });

/** Started in the page: the moment of the press, the first marks after it, and the time between frames. */
const WATCH = `void (window.measured = new Promise((done) => {
  const frames = [];
  let pressed, verdicts, last;
  const frame = (now) => {
    if (last !== undefined) frames.push(now - last);
    last = now;
    if (pressed !== undefined) requestAnimationFrame(frame);
  };
  addEventListener('pointerdown', () => { pressed = performance.now(); requestAnimationFrame(frame); }, { capture: true, once: true });
  addEventListener('pointerup', () => { pressed = undefined; done({ verdicts, frames }); }, { once: true });
  new MutationObserver(() => {
    if (pressed !== undefined && verdicts === undefined && document.querySelector('.timeline-starts .timeline-start')) {
      verdicts = performance.now() - pressed;
    }
  }).observe(document.body, { childList: true, subtree: true });
}))`;

/** Titles of the sessions whose handles can be seen: a debrief of another day is folded. */
const HANDLES = `[...document.querySelectorAll('[role=slider]')]
  .filter((handle) => handle.checkVisibility()).map((handle) => handle.ariaLabel)`;

async function drag(page: Page, title: string): Promise<z.infer<typeof measuredSchema>> {
  const block = page.getByRole('slider', { name: title, exact: true });
  await block.scrollIntoViewIfNeeded();
  const box = await block.boundingBox();
  if (box === null) throw new Error(`no ${title}`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.evaluate(WATCH);
  await page.mouse.move(x, y);
  // A hand does not press in the moment in which it arrives.
  await page.waitForTimeout(REST);
  await page.mouse.down();
  // The hand rests for a moment, then goes far and back.
  await page.waitForTimeout(300);
  for (let step = 0; step < 120; step += 1) {
    await page.mouse.move(x + 300 * Math.sin(step / 20), y);
  }
  await page.mouse.up();
  const measured = measuredSchema.parse(await page.evaluate('window.measured'));
  await page
    .getByRole('button', { name: 'Back to what was found' })
    .click({ timeout: 2000 })
    .catch(() => {});
  return measured;
}

await builtPage();
const server = await startServer();
const browser = await launchBrowser();
const load = loadavg()[0] ?? 0;
try {
  const prepared = await prepare(server.url);
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const scene = PLANNING_SCENES.find(({ name }) => name === 'find-a-day');
  if (scene === undefined) throw new Error('no such scene');
  await openScene(scene, page, prepared);
  const titles = z.array(z.string()).parse(await page.evaluate(HANDLES));
  const drags = [];
  for (const title of titles) drags.push({ title, ...(await drag(page, title)) });
  const frames = drags.flatMap((one) => one.frames).toSorted((a, b) => a - b);
  const record = {
    measure: 'dragging',
    cores: availableParallelism(),
    load,
    restMilliseconds: REST,
    verdictMilliseconds: drags.map(({ title, verdicts }) => ({ title, milliseconds: Math.round(verdicts) })),
    frames: frames.length,
    frameMilliseconds: {
      median: frames[Math.floor(frames.length / 2)],
      p99: frames[Math.floor(frames.length * 0.99)],
      most: frames.at(-1),
    },
  };
  const text = `${JSON.stringify(record, undefined, 2)}\n`;
  if (values.out === undefined) process.stdout.write(text);
  else writeFileSync(values.out, text);
} finally {
  await browser.close();
  await server.stop();
}
