/** Twenty thousand broken copies of calendar files (`MUTANTS` and `SEED` change that), in worker threads. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { openCalendarReader } from '#calendars/calendar.ts';
import { corpus, EIGHTEEN_MONTHS } from '../calendar-corpus.ts';
import { mutantOf, randomFrom } from '../calendar-mutants.ts';
import { watchTurns, wordsOf, type OwnTurns } from '../own-turns.ts';
import { SHARED_ABSENT, sharedFolder } from '../shared-folder.ts';

const shared = sharedFolder();
const MUTANTS = Number(process.env['MUTANTS'] ?? 20_000);
const SEED = Number(process.env['SEED'] ?? 1);
const AT_ONCE = 50;

test(
  'A11: no mutant crashes or hangs the reader',
  { skip: shared === undefined ? SHARED_ABSENT : false },
  async (t) => {
    const random = randomFrom(SEED);
    const originals = corpus(shared ?? '').filter(({ bytes }) => bytes.length < 200_000);
    const reader = openCalendarReader();
    const bare = await idleBesideWorkers();
    let [refused, slow] = [0, 0];
    let longest: OwnTurns = { work: 0, delay: 0 };
    for (let done = 0; done < MUTANTS; done += AT_ONCE) {
      const mutants = Array.from({ length: Math.min(AT_ONCE, MUTANTS - done) }, () => {
        const { name = '', bytes } = originals[Math.floor(random() * originals.length)] ?? {};
        return { name, bytes: mutantOf(bytes ?? new Uint8Array(), random) };
      });
      // What was made for the test is none of the reader's work, nor is what is cleared away after it.
      await setImmediate();
      const stop = watchTurns();
      const readings = await Promise.all(mutants.map((mutant) => reader.read(mutant, EIGHTEEN_MONTHS)));
      const turns = stop();
      longest = { work: Math.max(longest.work, turns.work), delay: Math.max(longest.delay, turns.delay) };
      for (const { name, refused: told } of readings) {
        assert.doesNotMatch(told?.reason ?? '', /reader failed|thread/, `${name}: seed ${SEED}`);
        refused += Number(told !== undefined);
        slow += Number(/longer than|memory/.test(told?.reason ?? ''));
      }
    }
    await reader.close();
    t.diagnostic(`${MUTANTS} mutants, ${refused} refused, ${slow} stopped; ${wordsOf(longest)}`);
    t.diagnostic(`this thread idle beside the same work: ${wordsOf(bare)}`);
    assert.ok(slow <= MUTANTS / 1_000, `${slow} stopped for time or memory`);
    assert.ok(longest.work < 50, wordsOf(longest));
  },
);

/** The baseline: what the same look finds in this thread while it does nothing, beside two threads that never rest. */
async function idleBesideWorkers(): Promise<OwnTurns> {
  const workers = [0, 1].map(() => new Worker('for (;;);', { eval: true }));
  const stop = watchTurns();
  await sleep(3_000);
  const turns = stop();
  await Promise.all(workers.map((worker) => worker.terminate()));
  return turns;
}
