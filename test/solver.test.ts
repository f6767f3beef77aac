import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseLoopProblem } from '#contract/loop-problem.ts';
import type { LoopPlan, LoopProblem } from '#domain/planning/loop-problem.ts';
import { crowded } from '#solver/search/crowded-example.ts';
import { solve } from '#solver/solve.ts';
import { assertCheapest, assertRight, CALM } from './cheapest.ts';
import { SHARED_ABSENT, sharedFolder } from './shared-folder.ts';

const SHARED = sharedFolder();
function readProblem(file: string): LoopProblem {
  const parsed = parseLoopProblem(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.ok) throw new Error(`${file} is no loop problem`);
  return parsed.value;
}

const REFEREE = `
import contextlib, io, runpy, sys
referee = runpy.run_path(sys.argv[1])["main"]
for at in range(2, len(sys.argv), 2):
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        status = referee(["referee", sys.argv[at], sys.argv[at + 1]])
    if status != 0:
        print(sys.argv[at], said.getvalue())
`;

/** What the independent referee says against the plans; empty when all are right and cost what they state. */
function refereeOn(plans: readonly { readonly file: string; readonly plan: LoopPlan }[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'plan-'));
  const pairs = plans.flatMap(({ file, plan }, index) => {
    const out = join(folder, `${index}.json`);
    writeFileSync(out, JSON.stringify(plan));
    return [file, out];
  });
  const run = spawnSync('python3', ['-c', REFEREE, `${SHARED}referee/referee.py`, ...pairs], {
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  return run.status === 0 ? run.stdout : `${run.stdout}${run.stderr}${run.error?.message ?? ''}`;
}

test('every small problem is at its optimum, or given up with reasons where none fits', (t) => {
  if (SHARED === undefined) return t.skip(SHARED_ABSENT);
  const folder = `${SHARED}instances/small/`;
  const optimum = new Map<string, unknown>(
    Object.entries(JSON.parse(readFileSync(`${folder}optimum.json`, 'utf8'))),
  );
  const plans: { file: string; plan: LoopPlan }[] = [];
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.problem.json'))) {
    const file = `${folder}${name}`;
    const plan = solve(readProblem(file), CALM);
    plans.push({ file, plan });
    const least = optimum.get(name.replace('.problem.json', ''));
    assert.equal(plan.run.stopped, 'proven', name);
    if (least === null) assert.ok((plan.unplaced[0]?.because.length ?? 0) > 0, name);
    else assert.deepEqual([plan.cost.total, plan.bound, plan.status], [least, least, 'complete'], name);
  }
  assert.equal(refereeOn(plans), '');
});

for (const [name, iterations] of [
  ['L1', 1],
  ['L5', 50],
  ['L20', 5],
  ['SD40', 1],
] as const) {
  test(`${name} is complete and right by the independent referee, its bound not above its cost`, (t) => {
    if (SHARED === undefined) return t.skip(SHARED_ABSENT);
    const file = `${SHARED}instances/${name}.problem.json`;
    const plan = solve(readProblem(file), { ...CALM, limits: { iterations } });
    assert.equal(plan.status, 'complete');
    assert.equal(refereeOn([{ file, plan }]), '');
    assert.ok(plan.bound !== null && plan.bound <= plan.cost.total);
    if (name === 'L1' || name === 'L5') assert.equal(plan.run.stopped, 'proven');
  });
}

test('the same problem, seed and limit give the same plan byte for byte, whatever the time says', (t) => {
  if (SHARED === undefined) return t.skip(SHARED_ABSENT);
  const problem = readProblem(`${SHARED}instances/L20.problem.json`);
  const plans = [1, 2].map((pace) => {
    let clock = 0;
    const plan = solve(problem, {
      ...CALM,
      alternatives: 2,
      limits: { iterations: 12 },
      elapsedSeconds: () => (clock += pace),
    });
    const text = JSON.stringify(plan, (key, value: unknown) => (key === 'seconds' ? 0 : value));
    return text;
  });
  assert.equal(plans[0], plans[1]);
});

test('a cancel at any moment leaves a plan that breaks no rule', (t) => {
  if (SHARED === undefined) return t.skip(SHARED_ABSENT);
  const problem = readProblem(`${SHARED}instances/L5.problem.json`);
  for (const moment of [0, 1, 3, 8, 20]) {
    let asked = 0;
    const plan = solve(problem, { ...CALM, stop: () => (asked += 1) > moment && 'cancelled' });
    assertRight(problem, plan);
    assert.ok(['cancelled', 'proven'].includes(plan.run.stopped));
    if (moment === 0) assert.equal(plan.run.stopped, 'cancelled');
  }
});

test('one loop costs what the cheapest of all plans costs, over problems that use every rule', () => {
  assertCheapest({ seed: 11, numRuns: 15 });
});

test('alternatives are ranked by cost and differ in start or people', (t) => {
  if (SHARED === undefined) return t.skip(SHARED_ABSENT);
  const problem = readProblem(`${SHARED}instances/L1.problem.json`);
  const plan = solve(problem, { ...CALM, alternatives: 4 });
  const all = [plan, ...(plan.alternatives ?? [])];
  assert.equal(all.length, 5);
  const costs = all.map((one) => one.cost.total);
  assert.deepEqual(
    costs,
    costs.toSorted((a, b) => a - b),
  );
  const faces = all.map((one) =>
    JSON.stringify(one.sessions.map(({ session, start, people }) => [session, start, people])),
  );
  assert.equal(new Set(faces).size, 5);
  for (const one of all) assertRight(problem, one);
});

const NOTHING: LoopProblem = {
  format: 'loop-problem/1',
  timeZone: 'Europe/Berlin',
  days: ['2026-12-07'],
  hours: { from: '09:00', to: '17:00' },
  people: [],
  pools: { none: [] },
  candidates: [{ id: 'kim' }],
  loops: [],
};

test('no loops make a complete plan of nothing', () => {
  const plan = solve(NOTHING, CALM);
  assert.deepEqual([plan.status, plan.cost.total, plan.bound, plan.sessions], ['complete', 0, 0, []]);
});

test('a loop that needs nobody is placed without people', () => {
  const tour = { id: 'tour', kind: 'tour' as const, minutes: 30, seats: [] };
  const plan = solve({ ...NOTHING, loops: [{ id: 'l', candidate: 'kim', sessions: [tour] }] }, CALM);
  assert.deepEqual([plan.status, plan.sessions[0]?.start], ['complete', '2026-12-07T09:00:00+01:00']);
});

test('an empty pool and a session longer than any day are named at once', () => {
  const talk = { id: 'talk', kind: 'individual' as const, minutes: 60, seats: [{ pool: 'none' }] };
  const empty = solve({ ...NOTHING, loops: [{ id: 'l', candidate: 'kim', sessions: [talk] }] }, CALM);
  assert.deepEqual(empty.unplaced[0]?.because, [{ rule: 'seat', session: 'talk' }]);
  const long = { id: 'long', kind: 'tour' as const, minutes: 30 * 60, seats: [] };
  const endless = solve({ ...NOTHING, loops: [{ id: 'l', candidate: 'kim', sessions: [long] }] }, CALM);
  assert.deepEqual(endless.unplaced[0]?.because, [{ rule: 'hours', session: 'long' }]);
  assert.equal(empty.status, 'empty');
});

test('a loop that cannot be placed is named, and the others are planned as if it were not there', () => {
  const impossible: LoopProblem['loops'][number] = {
    id: 'z',
    candidate: 'z',
    sessions: [{ id: 'talk', kind: 'individual', minutes: 60, seats: [{ people: [] }] }],
  };
  for (let seed = 0; seed < 12; seed += 1) {
    const problem = crowded(seed);
    const how = { ...CALM, limits: { iterations: 40 } };
    const plan = solve(problem, how);
    const more = solve(
      {
        ...problem,
        candidates: [...problem.candidates, { id: 'z' }],
        loops: [...problem.loops, impossible],
      },
      how,
    );
    assert.deepEqual(more.sessions, plan.sessions);
    assert.deepEqual(more.unplaced.find(({ loop }) => loop === 'z')?.because, [
      { rule: 'seat', session: 'talk' },
    ]);
  }
});
