/** How long the frames of the board take while it is scrolled with the wheel, the pointer over it. */
import type { Page } from 'playwright-core';
import { z } from 'zod';

/** Milliseconds between frames; `long` counts those above 50. */
export type Frames = {
  readonly count: number;
  readonly median: number;
  readonly p95: number;
  readonly most: number;
  readonly long: number;
};

const LONG = 50;
const WHEEL = 120;
const TURNS = 60;
const PAUSE = 30;

/** The page shows a board. Scrolls it down and up again, half of the way each. */
export async function framesWhileScrolling(page: Page): Promise<Frames> {
  const board = page.locator('.board-scroll');
  await board.scrollIntoViewIfNeeded();
  const box = await board.boundingBox();
  if (box === null) throw new Error('there is no board in this window');
  await page.mouse.move(box.x + box.width / 2, box.y + Math.min(box.height, 500) / 2);
  await page.waitForTimeout(500);
  await page.evaluate(`(() => {
    const frames = (globalThis.frames_ = []);
    let last = performance.now();
    const tick = (now) => { frames.push(now - last); last = now; globalThis.handle_ = requestAnimationFrame(tick); };
    globalThis.handle_ = requestAnimationFrame(tick);
  })()`);
  for (let turn = 0; turn < TURNS; turn += 1) {
    await page.mouse.wheel(0, turn < TURNS / 2 ? WHEEL : -WHEEL);
    await page.waitForTimeout(PAUSE);
  }
  const measured = await page.evaluate('cancelAnimationFrame(globalThis.handle_), globalThis.frames_');
  // The first one is from before the loop began.
  return framesOf(z.array(z.number()).parse(measured).slice(1));
}

function framesOf(all: readonly number[]): Frames {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0) * 10) / 10;
  return {
    count: sorted.length,
    median: at(0.5),
    p95: at(0.95),
    most: at(1),
    long: sorted.filter((one) => one > LONG).length,
  };
}
