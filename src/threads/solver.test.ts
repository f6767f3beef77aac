import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import type { LoopProblem } from '#domain/loop-problem.ts';
import { openSolver } from './solver.ts';

const PROBLEM: LoopProblem = {
  format: 'loop-problem/1',
  timeZone: 'UTC',
  days: ['2026-12-07'],
  hours: { from: '09:00', to: '12:00' },
  people: [{ id: 'ada' }],
  candidates: [{ id: 'kim' }],
  loops: [
    {
      id: 'kim',
      candidate: 'kim',
      sessions: [{ id: 'talk', kind: 'individual', minutes: 60, seats: [{ people: ['ada'] }] }],
    },
  ],
};
const ASK = { alternatives: 0, seconds: 5 };

/** A thread that never answers, like a search that does not look at the clock. */
const DEAF = new URL('data:text/javascript,setInterval(() => {}, 1000)');
/** A search that goes on until it is told to stop. */
const PATIENT = new URL(
  `data:text/javascript,
   import { parentPort } from 'node:worker_threads';
   parentPort.on('message', ({ stop }) => {
     while (Atomics.load(new Int32Array(stop), 0) === 0);
     parentPort.postMessage('stopped when told');
   });`,
);
const BROKEN = new URL('data:text/javascript,throw new Error("broken")');

const solver = openSolver();
after(() => solver.close());

it('solves on another thread, and the next problem on the same one', async () => {
  for (const _ of [1, 2]) {
    const solved = await solver.solve(PROBLEM, ASK);
    assert.ok(solved.ok);
    assert.equal(solved.value.status, 'complete');
  }
});

it('lets two wait and refuses a fourth', async () => {
  const asked = await Promise.all([1, 2, 3, 4].map(() => solver.solve(PROBLEM, ASK)));
  assert.deepEqual(
    asked.map((answer) => (answer.ok ? 'solved' : answer.problem.code)),
    ['solved', 'solved', 'solved', 'busy'],
  );
});

it('drops a search whose asker has gone before it began', async () => {
  const asked = await solver.solve(PROBLEM, { ...ASK, signal: AbortSignal.abort() });
  assert.deepEqual(asked.ok || asked.problem.code, 'cancelled');
});

it('tells a running search to stop when its asker goes', async () => {
  const patient = openSolver({ script: PATIENT });
  const going = new AbortController();
  const asked = patient.solve(PROBLEM, { ...ASK, seconds: 60, signal: going.signal });
  setTimeout(() => going.abort(), 100);
  const answer: unknown = await asked;
  assert.deepEqual(answer, { ok: true, value: 'stopped when told' });
  await patient.close();
});

it('gives the place of a waiting search to others when its asker goes', async () => {
  const deaf = openSolver({ script: DEAF });
  const going = new AbortController();
  const running = deaf.solve(PROBLEM, ASK);
  const waiting = [1, 2].map(() => deaf.solve(PROBLEM, { ...ASK, signal: going.signal }));
  going.abort();
  const gone = await Promise.all(waiting);
  assert.deepEqual(
    gone.map((answer) => answer.ok || answer.problem.code),
    ['cancelled', 'cancelled'],
  );
  const next = deaf.solve(PROBLEM, ASK);
  await deaf.close();
  const ended = await Promise.all([running, next]);
  assert.deepEqual(
    ended.map((answer) => answer.ok || answer.problem.code),
    ['failed', 'failed'],
  );
});

it('ends a thread that does not stop, and answers', async () => {
  const deaf = openSolver({ script: DEAF, grace: 0.05, start: 0 });
  const asked = await deaf.solve(PROBLEM, { ...ASK, seconds: 0.05 });
  assert.deepEqual(asked.ok || asked.problem.code, 'failed');
  await deaf.close();
});

it('answers when the thread breaks, and again when it breaks again', async () => {
  const broken = openSolver({ script: BROKEN });
  for (const _ of [1, 2]) {
    const asked = await broken.solve(PROBLEM, ASK);
    assert.deepEqual(asked.ok || [asked.problem.code, asked.problem.cause], ['failed', 'broken']);
  }
  await broken.close();
});
