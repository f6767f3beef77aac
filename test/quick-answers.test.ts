import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NO_COST } from '#domain/planning/loop-problem.ts';
import type { LoopProblem } from '#domain/planning/loop-problem.ts';
import { instantText } from '#domain/time/zoned.ts';
import { at } from '#solver/at.ts';
import { brokenLine, checkPlan } from '#solver/check.ts';
import { takeAlone } from '#solver/explain/alone.ts';
import { decide } from '#solver/explain/decide.ts';
import { explain } from '#solver/explain/explain.ts';
import { factKey } from '#solver/explain/facts.ts';
import { prepareTrial } from '#solver/explain/prepare-trial.ts';
import { ask } from '#solver/explain/question.ts';
import { tryFacts } from '#solver/explain/trial.ts';
import { compile } from '#solver/model/compile.ts';
import { putFrozen } from '#solver/search/frozen.ts';
import { emptyState } from '#solver/search/state.ts';
import type { Placement } from '#solver/search/state.ts';
import { solve } from '#solver/solve.ts';
import { CALM } from './cheapest.ts';
import { randomProblem } from './random-problem.ts';
import { onlyWith } from './reasons-check.ts';
import { unplaceableLoop } from './unplaceable-loop.ts';

/** The rules that the placements of the problem's only loop break, by the judge's word. */
function brokenBy(problem: LoopProblem, placements: readonly Placement[]): readonly string[] {
  const own = [...problem.loops.flatMap((loop) => loop.sessions), ...(problem.groups ?? [])];
  const sessions = placements.map(({ session, start, end, people, seats, room }) => ({
    session: at(own, session).id,
    loops: [at(problem.loops, 0).id],
    start: instantText(start, problem.timeZone),
    end: instantText(end, problem.timeZone),
    people: people.map((person, index) => {
      const seat = at(seats, index);
      return {
        person: at(problem.people, person).id,
        seat,
        role: at(own, session).seats[seat]?.role ?? ('panelist' as const),
      };
    }),
    ...(room < 0 ? {} : { room: at(problem.rooms ?? [], room).id }),
  }));
  return checkPlan(problem, { sessions, unplaced: [], cost: NO_COST }).broken.map(brokenLine);
}

test('a quick answer breaks no rule where it places, and is right where it says that nothing fits', () => {
  const counts = { placed: 0, refuted: 0, open: 0 };
  for (let seed = 0; seed < 900; seed += 1) {
    const problem = randomProblem(seed);
    const state = emptyState(compile(problem));
    if (putFrozen(state).length > 0) continue;
    const question = ask(state, 0, new WeakMap());
    if (question === undefined) continue;
    const { placements, blame } = decide(question);
    if (placements !== undefined) {
      counts.placed += 1;
      assert.deepEqual(brokenBy(problem, placements), [], `seed ${seed}`);
    } else if (blame !== undefined) {
      counts.refuted += 1;
      if (seed % 3 === 0) assert.notEqual(solve(problem, CALM).status, 'complete', `seed ${seed}`);
    } else counts.open += 1;
  }
  assert.ok(counts.placed > 200 && counts.refuted > 200, JSON.stringify(counts));
  assert.ok(counts.open < 40, JSON.stringify(counts));
});

const ASKED = { dropped: [], over: (): boolean => false };

/** Each reason is needed: without it there is a way, which breaks none of the rules that are left. */
function assertNeeded(problem: LoopProblem, name: string): boolean {
  const state = emptyState(compile(problem));
  const { because, text } = explain(state, 0, { stop: () => true, over: () => false });
  if (because.length === 0) return false;
  const everybody = new Set(problem.people.map(({ id }) => id));
  const trial = prepareTrial(takeAlone(state, 0), everybody);
  const keys = because.map(factKey);
  assert.equal(tryFacts(trial, new Set(keys), ASKED).placements, undefined, name);
  for (const one of because) {
    const kept = new Set(keys.filter((key) => key !== factKey(one)));
    const { placements } = tryFacts(trial, kept, ASKED);
    if (placements === undefined && /search for a smaller reason was cut short/.test(text)) continue;
    assert.ok(placements !== undefined, `${name}: ${factKey(one)} is not needed for: ${text}`);
    const rest = onlyWith(
      problem,
      because.filter((other) => other !== one),
    );
    assert.deepEqual(brokenBy(rest, placements), [], `${name} without ${factKey(one)}`);
  }
  return true;
}

test('for loops of real size each reason is needed: without it there is a way that breaks no other rule', () => {
  let told = 0;
  for (let seed = 0; seed < 45; seed += 1) {
    const { obstacle, problem } = unplaceableLoop(seed);
    told += Number(assertNeeded(problem, `${obstacle}, ${seed}`));
  }
  assert.ok(told > 30, `told of ${told}`);
});
