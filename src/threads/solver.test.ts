import assert from 'node:assert/strict';
import { getPriority } from 'node:os';
import { after, it } from 'node:test';
import type { LoopProblem } from '#domain/planning/loop-problem.ts';
import { openSolver, type SolverProgress } from './solver.ts';

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
     parentPort.postMessage({ plan: 'stopped when told' });
   });`,
);
/** A search that says that it runs, and never hears. */
const STUBBORN = new URL(
  `data:text/javascript,
   import { parentPort } from 'node:worker_threads';
   parentPort.on('message', () => {
     parentPort.postMessage({ progress: { placed: 0 } });
     for (;;);
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

it('leaves the thread that serves its priority', async () => {
  const before = getPriority();
  assert.ok((await solver.solve(PROBLEM, ASK)).ok);
  assert.equal(getPriority(), before);
});

it('lets two wait for each thread and refuses the next', async () => {
  for (const threads of [1, 2]) {
    const pool = openSolver({ threads });
    const asked = await Promise.all(Array.from({ length: 3 * threads + 1 }, () => pool.solve(PROBLEM, ASK)));
    assert.deepEqual(
      asked.map((answer) => (answer.ok ? 'solved' : answer.problem.code)),
      [...Array.from({ length: 3 * threads }, () => 'solved'), 'busy'],
    );
    await pool.close();
  }
});

it('drops a search whose asker has gone before it began', async () => {
  const asked = await solver.solve(PROBLEM, { ...ASK, signal: AbortSignal.abort() });
  assert.deepEqual(asked.ok || asked.problem.code, 'cancelled');
});

it('tells a running search to stop when its asker has seen enough, and gives its plan', async () => {
  const patient = openSolver({ script: PATIENT });
  const enough = new AbortController();
  const asked = patient.solve(PROBLEM, { ...ASK, seconds: 60, enough: enough.signal });
  setTimeout(() => enough.abort(), 100);
  const answer: unknown = await asked;
  assert.deepEqual(answer, { ok: true, value: 'stopped when told' });
  await patient.close();
});

it('ends at once a search whose asker had seen enough before it began', async () => {
  const patient = openSolver({ script: PATIENT });
  const answer: unknown = await patient.solve(PROBLEM, { ...ASK, seconds: 60, enough: AbortSignal.abort() });
  assert.deepEqual(answer, { ok: true, value: 'stopped when told' });
  await patient.close();
});

for (const [what, script] of [
  ['hears', PATIENT],
  ['does not hear', STUBBORN],
] as const) {
  it(`frees the thread of a search that ${what} when its asker goes`, async () => {
    const pool = openSolver({ script, threads: 1 });
    const going = new AbortController();
    const first = pool.solve(PROBLEM, { ...ASK, seconds: 60, signal: going.signal });
    const next = pool.solve(PROBLEM, { ...ASK, seconds: 60, enough: AbortSignal.abort() });
    setTimeout(() => going.abort(), 100);
    const asked = await first;
    assert.deepEqual(asked.ok || asked.problem.code, 'cancelled');
    if (script === PATIENT) assert.ok((await next).ok, 'the next search has its turn');
    await pool.close();
    assert.equal((await next).ok, script === PATIENT);
  });
}

it('runs as many searches at once as it has threads', async () => {
  const pool = openSolver({ script: PATIENT, threads: 2 });
  const ends = [1, 2].map(() => new AbortController());
  const asked = ends.map((end) => pool.solve(PROBLEM, { ...ASK, seconds: 60, enough: end.signal }));
  // The second is answered although the first goes on.
  ends[1]?.abort();
  assert.ok((await asked[1])?.ok);
  ends[0]?.abort();
  assert.ok((await asked[0])?.ok);
  await pool.close();
});

it('takes those that wait in the order they came', async () => {
  const pool = openSolver({ script: PATIENT, threads: 1 });
  const order: number[] = [];
  const enough = AbortSignal.abort();
  await Promise.all(
    [1, 2, 3].map((place) => pool.solve(PROBLEM, { ...ASK, enough }).then(() => order.push(place))),
  );
  assert.deepEqual(order, [1, 2, 3]);
  await pool.close();
});

it('tells how far a search over many loops is, not more than some ten times a second', async () => {
  const loops = Array.from({ length: 12 }, (_, index) => `loop ${index}`);
  const many: LoopProblem = {
    ...PROBLEM,
    people: [{ id: 'ada' }, { id: 'bob' }].map((person) => ({ ...person, fair: 0 })),
    candidates: loops.map((id) => ({ id })),
    loops: loops.map((id) => ({
      id,
      candidate: id,
      sessions: [1, 2].map((part) => ({
        id: `${id} ${part}`,
        kind: 'individual',
        minutes: 30,
        seats: [{ people: ['ada', 'bob'] }],
      })),
    })),
  };
  const told: SolverProgress[] = [];
  const enough = new AbortController();
  const asked = solver.solve(many, {
    alternatives: 0,
    seconds: 30,
    enough: enough.signal,
    onProgress: (progress) => {
      if (told.push(progress) === 3) enough.abort();
    },
  });
  const solved = await asked;
  assert.ok(solved.ok);
  assert.ok(told.length >= 1);
  for (const [index, { seconds, total, placed }] of told.entries()) {
    assert.equal(total, 12);
    assert.ok(placed > 0 && placed <= total);
    assert.ok(seconds - (told[index - 1]?.seconds ?? -1) >= 0.1);
  }
  // A fast machine may be done before it was told that it is enough.
  if (told.length >= 3) assert.equal(solved.value.run.stopped, 'cancelled');
});

it('gives the place of a waiting search to others when its asker goes', async () => {
  const deaf = openSolver({ script: DEAF, threads: 1 });
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
