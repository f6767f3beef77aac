/** Searches run beside the thread that serves, not on it. The margins are wide: what is normal, `bench/threads.ts` measures. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoopProblem, ProblemPerson } from '#domain/planning/loop-problem.ts';
import { solve } from '#solver/solve.ts';
import { openSolver } from '#threads/solver.ts';

const LOOPS = 60;
/** Far above what a busy machine does to an idle thread, far below what a search on this thread would. */
const MOST_MILLISECONDS = 600;
const SEARCH_SECONDS = 2;

const solver = openSolver({ threads: 2 });
after(() => solver.close());

test('does not hold up the thread that serves while two searches run at once', async () => {
  const held = await longestDelay(async () => {
    const ask = { alternatives: 2, seconds: SEARCH_SECONDS, onProgress: () => {} };
    const solved = await Promise.all([1, 2].map(() => solver.solve(large(), ask)));
    for (const one of solved) {
      assert.ok(one.ok);
      assert.ok(one.value.sessions.length > 0, 'both get on');
    }
  });
  assert.ok(held < MOST_MILLISECONDS, `held up for ${held} ms`);
});

test('would see it: the same search on this thread holds it up', async () => {
  const held = await longestDelay(async () => {
    await sleep(20);
    const began = performance.now();
    const elapsedSeconds = (): number => (performance.now() - began) / 1000;
    const stop = (): 'time' | false => elapsedSeconds() > SEARCH_SECONDS && 'time';
    solve(large(), { seed: 1, alternatives: 0, limits: {}, stop, elapsedSeconds });
    await sleep(20);
  });
  assert.ok(held >= MOST_MILLISECONDS, `held up for ${held} ms only`);
});

test('frees the thread of a large search, whatever it is at, long before its time is up', async () => {
  const single = openSolver({ threads: 1 });
  for (const wait of [1, 40, 400]) {
    const going = new AbortController();
    const asked = single.solve(large(), { alternatives: 0, seconds: 60, signal: going.signal });
    await sleep(wait);
    const left = performance.now();
    going.abort();
    const answer = await asked;
    assert.equal(answer.ok || answer.problem.code, 'cancelled');
    const took = performance.now() - left;
    assert.ok(took < 2000, `after ${wait} ms it took ${took} ms`);
  }
  await single.close();
});

async function longestDelay(work: () => Promise<void>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  delay.disable();
  return Math.round(delay.max / 1e6);
}

/** Loops that compete for few people, so that no search comes to its end. */
function large(): LoopProblem {
  const people = Array.from({ length: LOOPS / 3 }, (_, index): ProblemPerson => ({
    id: `p${index}`,
    fair: 2,
    recent: index % 3,
  }));
  const pool = people.map(({ id }) => id);
  const loops = Array.from({ length: LOOPS }, (_, index) => `loop${index}`);
  return {
    format: 'loop-problem/1',
    timeZone: 'UTC',
    days: ['2026-12-07', '2026-12-08', '2026-12-09', '2026-12-10', '2026-12-11'],
    hours: { from: '09:00', to: '17:00' },
    people,
    pools: { all: pool },
    candidates: loops.map((id) => ({ id })),
    loops: loops.map((id) => ({
      id,
      candidate: id,
      sessions: [30, 45, 60, 30].map((minutes, part) => ({
        id: `${id}/${part}`,
        kind: 'individual',
        minutes,
        seats: [{ pool: 'all' }],
      })),
    })),
  };
}
