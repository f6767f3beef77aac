/** Twenty thousand broken copies of calendar files (`MUTANTS` and `SEED` change that), in worker threads. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openCalendarReader } from '#calendars/calendar.ts';
import { corpus, EIGHTEEN_MONTHS } from '../calendar-corpus.ts';
import { mutantOf, randomFrom } from '../calendar-mutants.ts';
import { SHARED_ABSENT, sharedFolder } from '../shared-folder.ts';

const shared = sharedFolder();
const MUTANTS = Number(process.env['MUTANTS'] ?? 20_000);
const SEED = Number(process.env['SEED'] ?? 1);
const AT_ONCE = 50;

test(
  'no mutant crashes or hangs the reader',
  { skip: shared === undefined ? SHARED_ABSENT : false },
  async (t) => {
    const random = randomFrom(SEED);
    const originals = corpus(shared ?? '').filter(({ bytes }) => bytes.length < 200_000);
    const reader = openCalendarReader();
    const delay = monitorEventLoopDelay({ resolution: 5 });
    let [refused, slow, longest] = [0, 0, 0];
    delay.enable();
    for (let done = 0; done < MUTANTS; done += AT_ONCE) {
      const batch = Array.from({ length: Math.min(AT_ONCE, MUTANTS - done) }, async () => {
        const original = originals[Math.floor(random() * originals.length)];
        const bytes = mutantOf(original?.bytes ?? new Uint8Array(), random);
        const reading = await reader.read({ name: original?.name ?? '', bytes }, EIGHTEEN_MONTHS);
        const reason = reading.refused?.reason ?? '';
        assert.doesNotMatch(reason, /reader failed|thread/, `${original?.name}: seed ${SEED}`);
        refused += Number(reading.refused !== undefined);
        slow += Number(/longer than|memory/.test(reason));
      });
      await Promise.all(batch);
    }
    delay.disable();
    longest = delay.max / 1e6;
    await reader.close();
    t.diagnostic(
      `${MUTANTS} mutants, ${refused} refused, ${slow} stopped, longest block ${longest.toFixed(0)} ms`,
    );
    assert.ok(slow <= MUTANTS / 1_000, `${slow} stopped for time or memory`);
    assert.ok(longest < 1_000);
  },
);
