/** SIGKILL at random moments while a program writes, for the short suite and the long campaign. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { opened } from './databases.ts';

export const WRITER: string = fileURLToPath(new URL('./programs/write-until-killed.ts', import.meta.url));

export type Killed = {
  readonly acknowledged: number;
  readonly lost: readonly number[];
  /** From the start of the program to its first write, the longest of all cycles. */
  readonly slowestStart: number;
};

/** Lets a writer run on the folder again and again, kills it each time, and counts what it acknowledged. */
export async function killCycles(folder: string, cycles: number): Promise<Killed> {
  const acknowledged: number[] = [];
  let slowestStart = 0;
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    const started = performance.now();
    const first = (acknowledged.at(-1) ?? -1) + 1;
    // A row that was written but not acknowledged may stand: leave room for it.
    const writer = spawn(process.execPath, [WRITER, folder, String(first + 10_000)]);
    const ended = new Promise((resolve) => writer.once('exit', resolve));
    for await (const line of createInterface(writer.stdout)) {
      if (line === 'ready') {
        slowestStart = Math.max(slowestStart, performance.now() - started);
        void sleep(20 + Math.random() * 300).then(() => writer.kill('SIGKILL'));
      } else {
        assert.match(line, /^\d+$/u);
        acknowledged.push(Number(line));
      }
    }
    await ended;
  }
  return { acknowledged: acknowledged.length, lost: await missing(folder, acknowledged), slowestStart };
}

async function missing(folder: string, acknowledged: readonly number[]): Promise<number[]> {
  const store = await opened({ kind: 'embedded', folder });
  const { rows } = await sql<{ n: number }>`select n from written`.execute(store.db);
  await store.close();
  const standing = new Set(rows.map(({ n }) => n));
  return acknowledged.filter((n) => !standing.has(n));
}
