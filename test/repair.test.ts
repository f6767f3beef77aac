import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseLoopProblem } from '#contract/loop-problem.ts';
import type { LoopProblem, PlannedSession } from '#domain/planning/loop-problem.ts';
import { WISHES, type Repair, type Wish } from '#domain/repair/repair.ts';
import { exactMinuteOf } from '#domain/time/zoned.ts';
import { brokenLine, checkPlan } from '#solver/check.ts';
import { openRepair, type Broken } from '#solver/repair.ts';
import { solve } from '#solver/solve.ts';
import { CALM } from './cheapest.ts';
import { keyOf, leastKey } from './every-repair.ts';
import { repairCase, type RepairCase } from './repair-cases.ts';
import { SHARED_ABSENT, sharedFolder } from './shared-folder.ts';

const CASES = 100;
const AIMS = [undefined, ...WISHES] as const;

type Case = RepairCase & { readonly seed: number; readonly broken: Broken };

/** Those in which the event fits the plan. */
function* cases(count: number): Iterable<Case> {
  let found = 0;
  for (let seed = 1; found < count; seed += 1) {
    const one = repairCase(seed);
    if (one === undefined) continue;
    const broken = openRepair(one.problem, one.plan).after(one.event);
    if (!broken.ok) continue;
    found += 1;
    yield { ...one, seed, broken: broken.value };
  }
}

function assertRight(problem: LoopProblem, repair: Repair, place: string): void {
  const verdict = checkPlan(problem, repair);
  // A loop that has begun and cannot go on is given up all the same: no plan at all is right then.
  const begun = verdict.broken.filter(({ rule, text }) => rule === 'frozen' && text === 'is gone');
  if (repair.unplaced.length === 0) assert.deepEqual(begun, [], place);
  const wrong = verdict.broken.filter((one) => !begun.includes(one));
  assert.deepEqual(wrong.map(brokenLine), [], place);
  assert.deepEqual(repair.cost, verdict.cost, place);
}

/** Every other plan is tried, whatever it changes. */
function assertBest({ seed, broken }: Case, wish: Wish | undefined, most = 1): void {
  const [best] = broken.repairs({ ...(wish === undefined ? {} : { wish }), most });
  assert.ok(best);
  const unplaced = best.unplaced.map(({ loop }) => loop);
  const key = keyOf(broken.problem, best.sessions, { unplaced, cost: best.cost.total, wish });
  assert.deepEqual(leastKey(broken.problem, wish, key), key, `case ${seed}, ${wish ?? 'cost'}`);
}

test('of a hundred small cases no plan at all is cheaper than the repair', () => {
  const kinds = new Set<string>();
  for (const one of cases(CASES)) {
    kinds.add(one.event.happened[0]?.kind ?? '');
    assertBest(one, undefined);
  }
  assert.deepEqual([...kinds].toSorted(), ['away', 'declined', 'late', 'lost']);
});

test('of forty small cases no plan at all moves fewer sessions or replaces fewer people, as wished', () => {
  for (const one of cases(40)) {
    assertBest(one, 'times');
    assertBest(one, 'people');
  }
});

test('of forty small cases no plan at all tells fewer people, where every loop can be kept', () => {
  for (const one of cases(40)) {
    if (one.broken.repairs({ wish: 'told' })[0]?.unplaced.length === 0) assertBest(one, 'told', 4);
  }
});

test('every repair is right by the judge, and what it says changed is the difference of the plans', () => {
  let further = 0;
  for (const { seed, plan, broken } of cases(CASES)) {
    for (const wish of AIMS) {
      const repairs = broken.repairs({ ...(wish === undefined ? {} : { wish }), most: 4 });
      further += repairs.length - 1;
      for (const repair of repairs) {
        assertRight(broken.problem, repair, `case ${seed}`);
        assert.deepEqual(told(repair), differences(plan.sessions, repair.sessions), `case ${seed}`);
      }
      assert.equal(new Set(repairs.map(({ sessions }) => JSON.stringify(sessions))).size, repairs.length);
    }
  }
  assert.ok(further > CASES, `only ${further} further repairs`);
});

/** What the repair says of each session that changed. */
function told({ changes }: Repair): string[] {
  return changes
    .map(
      (change) =>
        `${change.session} ${change.moved} ${change.rerouted} -${change.out.toSorted().join()} +${change.in.toSorted().join()}`,
    )
    .toSorted();
}

/** The same, from the two plans alone. */
function differences(before: readonly PlannedSession[], after: readonly PlannedSession[]): string[] {
  return before
    .flatMap((was) => {
      const is = after.find(({ session }) => session === was.session);
      const [left, here] = [was, is].map((one) => new Set(one?.people.map(({ person }) => person)));
      if (left === undefined || here === undefined) return [];
      const moved = is === undefined || exactMinuteOf(is.start) !== exactMinuteOf(was.start);
      const rerouted = is !== undefined && is.room !== was.room;
      const [gone, come] = [left.difference(here), here.difference(left)];
      if (!moved && !rerouted && gone.size + come.size === 0) return [];
      return [`${was.session} ${moved} ${rerouted} -${[...gone].sort().join()} +${[...come].sort().join()}`];
    })
    .toSorted();
}

test('loops stay where they are unless moving them makes the repair better', () => {
  let chains = 0;
  for (const { seed, problem, plan, event, broken } of cases(CASES)) {
    const [best] = broken.repairs();
    const moved = new Set(best?.changes.flatMap(({ loops }) => loops));
    const others = [...moved].filter((loop) => !broken.touched.includes(loop));
    if (others.length === 0) continue;
    chains += 1;
    const frozen = broken.problem.loops
      .filter(({ id }) => !broken.touched.includes(id))
      .flatMap(({ sessions }) => sessions.map(({ id }) => id));
    const still = openRepair({ ...problem, frozen }, plan).after(event);
    const alone = still.ok ? still.value.repairs()[0] : undefined;
    assert.ok(
      best !== undefined && alone !== undefined && alone.cost.total > best.cost.total,
      `case ${seed}`,
    );
  }
  assert.ok(chains > 0, 'no case asked for a chain');
});

test('the same event is answered the same, however often it is asked', () => {
  for (const { problem, plan, event } of cases(10)) {
    const answers = [1, 2].map(() => {
      const broken = openRepair(problem, plan).after(event);
      return JSON.stringify(broken.ok && broken.value.repairs({ wish: 'told', most: 3 }));
    });
    assert.equal(answers[0], answers[1]);
  }
});

test('declined seats of fifty loops are repaired rightly, and some by another loop’s interviewer', (t) => {
  const shared = sharedFolder();
  if (shared === undefined) return t.skip(SHARED_ABSENT);
  const parsed = parseLoopProblem(JSON.parse(readFileSync(`${shared}instances/L50.problem.json`, 'utf8')));
  if (!parsed.ok) return assert.fail(JSON.stringify(parsed.problem));
  const plan = solve(parsed.value, { ...CALM, limits: { iterations: 30 } });
  assert.equal(plan.status, 'complete');
  const repairing = openRepair(parsed.value, plan);
  const seats = plan.sessions.flatMap(({ session, people }) =>
    people.map(({ person }) => ({ session, person })),
  );
  let chains = 0;
  for (const seat of seats.filter((_, index) => index % 9 === 0)) {
    const broken = repairing.after({ happened: [{ kind: 'declined', ...seat }] });
    if (!broken.ok) return assert.fail(JSON.stringify(broken.problem));
    const [best] = broken.value.repairs({ wish: 'times' });
    assert.ok(best);
    assertRight(broken.value.problem, best, `${seat.session} ${seat.person}`);
    if (new Set(best.changes.flatMap(({ loops }) => loops)).size > 1) chains += 1;
  }
  assert.ok(chains > 0, 'no repair moved another loop');
});
