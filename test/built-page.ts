/** The page as the sources are now, built once although several test processes ask for it at the same time. */
import { mkdirSync, rmdirSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { buildPage, pageIsCurrent } from '../scripts/page.ts';

const LOCK = '.cache/page.lock';
/** A build takes seconds; a lock older than this was left by a process that was killed. */
const STALE = 120_000;

export async function builtPage(): Promise<void> {
  mkdirSync('.cache', { recursive: true });
  while (!pageIsCurrent()) {
    if (!lock()) {
      await pause(200);
      continue;
    }
    try {
      if (!pageIsCurrent()) await buildPage();
    } finally {
      rmdirSync(LOCK);
    }
  }
}

function lock(): boolean {
  try {
    mkdirSync(LOCK);
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    const made = statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs;
    if (made !== undefined && Date.now() - made > STALE) rmdirSync(LOCK);
    return false;
  }
}
