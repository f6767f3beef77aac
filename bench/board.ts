/**
 * Measures the frames of the superday board while it is scrolled, in Chromium, with a server of its own.
 *
 *   node bench/board.ts [--out bench/board.json] [CANDIDATES...]
 *
 * Frames are the milliseconds between two calls of `requestAnimationFrame`; the aim is that none takes more than 50.
 * They are of the wall clock, so the load of the machine is recorded beside them, and so is the processor time that the
 * page's thread spent on each frame, which does not depend on it.
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { CDPSession } from 'playwright-core';
import { buildPage } from '../scripts/page.ts';
import { framesWhileScrolling, type Frames } from '../test/board-frames.ts';
import { launchBrowser } from '../test/browser.ts';
import { manyCandidates } from '../test/many-candidates.ts';
import { startServer } from '../test/running-server.ts';

type Measured = {
  readonly candidates: number;
  readonly view: string;
  readonly frames: Frames;
  /** Milliseconds of the processor, on average. */
  readonly cpuPerFrame: number;
  readonly load: number;
};

/** Seconds of the processor that the page's thread has worked. */
async function worked(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'bench/board.json' } },
});
const counts = positionals.length === 0 ? [40, 200] : positionals.map(Number);
await buildPage();
const server = await startServer();
const browser = await launchBrowser();
const measured: Measured[] = [];
try {
  for (const count of counts) {
    const { board, placed } = await manyCandidates(server.url, count);
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.goto(server.url + board);
    await page.locator('.board-row').first().waitFor();
    for (const view of ['Candidates', 'People', 'All']) {
      await page.locator('.board-bar').getByText(view, { exact: true }).click();
      const before = await worked(session);
      const frames = await framesWhileScrolling(page);
      const cpuPerFrame = Math.round((10_000 * ((await worked(session)) - before)) / frames.count) / 10;
      const load = Math.round((loadavg()[0] ?? 0) * 10) / 10;
      measured.push({ candidates: placed, view, frames, cpuPerFrame, load });
      const { median, p95, most, long } = frames;
      console.log(
        `${placed} candidates, ${view}: median ${median} ms, p95 ${p95}, most ${most}, ${long} above 50; ` +
          `${cpuPerFrame} ms of the processor each, load ${load}`,
      );
    }
    await page.close();
  }
} finally {
  await browser.close();
  await server.stop();
}
const machine = { cores: cpus().length, model: cpus()[0]?.model ?? '' };
writeFileSync(
  values.out,
  `${JSON.stringify({ machine, browser: 'Chromium, headless', measured }, null, 2)}\n`,
);
