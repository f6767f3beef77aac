import { readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ok, refuse, type Result } from '#domain/result.ts';

export type OwnerLock = { readonly release: () => void };

/**
 * Makes this process the only owner of a data folder, or says who is.
 *
 * PGlite does not lock its folder, and two processes on it destroy it. The lock is SQLite's exclusive lock on
 * `owner.lock`: the kernel drops it when the process dies, by SIGKILL too, so that it is never stale, whatever
 * `owner.txt` still says. Nothing else may open and close `owner.lock` in this process: POSIX would drop the lock.
 */
export function takeOwnerLock(folder: string): Result<OwnerLock, string> {
  const lock = new DatabaseSync(join(folder, 'owner.lock'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (isBusy(error)) return refuse(ownerOf(folder));
    throw error;
  }
  const since = Temporal.Now.instant().toString({ smallestUnit: 'second' });
  writeFileSync(join(folder, 'owner.txt'), `process ${process.pid} on ${hostname()} since ${since}\n`);
  return ok({ release: () => lock.close() });
}

/** SQLITE_BUSY. */
const BUSY = 5;

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === BUSY;
}

function ownerOf(folder: string): string {
  try {
    return readFileSync(join(folder, 'owner.txt'), 'utf8').trim() || 'another process';
  } catch {
    return 'another process';
  }
}
