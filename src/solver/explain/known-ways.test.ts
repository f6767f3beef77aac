import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LoopProblem } from '#domain/planning/loop-problem.ts';
import { compile } from '#solver/model/compile.ts';
import { emptyState } from '#solver/search/state.ts';
import { takeAlone } from './alone.ts';
import { factKey, factsOf } from './facts.ts';
import type { Fact } from './facts.ts';
import { knownWays } from './known-ways.ts';
import { prepareTrial } from './prepare-trial.ts';
import { tryFacts } from './trial.ts';

const MORNING = { start: '2026-12-07T09:00:00Z', end: '2026-12-07T12:00:00Z' };

/** One hour with one of them, all busy; `more` says what else is known of each. */
function hourWith(ids: readonly string[], more: Record<string, object> = {}): LoopProblem {
  return {
    format: 'loop-problem/1',
    timeZone: 'UTC',
    grid: 30,
    days: ['2026-12-07'],
    hours: { from: '09:00', to: '12:00' },
    people: ids.map((id) => ({ id, busy: [MORNING], ...more[id] })),
    pools: { all: ids },
    rooms: [],
    candidates: [{ id: 'kim' }],
    loops: [
      {
        id: 'kim',
        candidate: 'kim',
        sessions: [
          { id: 's', kind: 'individual', minutes: 60, seats: [{ pool: 'all' }] },
          { id: 'd', kind: 'debrief', minutes: 30, seats: [{ everyone: true }] },
        ],
      },
    ],
  };
}

function benOnlyShadows(): LoopProblem {
  const problem = hourWith(['ada', 'ben']);
  const seats = [{ people: ['ada'] }, { people: ['ben'], role: 'shadow' as const, optional: true }];
  const sessions = [{ id: 's', kind: 'panel' as const, minutes: 60, seats }];
  return { ...problem, loops: problem.loops.map((loop) => ({ ...loop, sessions })) };
}

/** Whether the way that freeing the first person brings tells that freeing the other one helps too. */
function tellsOf(problem: LoopProblem, first: string, other: string): boolean {
  const trial = prepareTrial(
    takeAlone(emptyState(compile(problem)), 0),
    new Set(problem.people.map(({ id }) => id)),
  );
  const ways = knownWays(trial);
  const facts = factsOf(trial).flat();
  const without = (id: string): Fact[] =>
    facts.filter(({ rule, person }) => rule !== 'busy' || person !== id);
  const dropped = (id: string): Fact[] => facts.filter((fact) => !without(id).includes(fact));
  assert.equal(ways.hold(without(first), dropped(first)), false);
  const kept = without(first);
  const { placements } = tryFacts(trial, new Set(kept.map(factKey)), { dropped: [], over: () => false });
  assert.ok(placements);
  ways.add(placements, kept);
  assert.equal(ways.hold(kept, dropped(first)), true);
  assert.equal(ways.hold(facts, []), false);
  return ways.hold(without(other), dropped(other));
}

test('who could sit instead of the one who was freed is told of by the same way', () => {
  assert.equal(tellsOf(hourWith(['ada', 'ben']), 'ada', 'ben'), true);
});

test('who is kept away by anything else is not told of', () => {
  const works = { ben: { works: [{ days: ['tue'], from: '09:00', to: '12:00' }] } };
  assert.equal(tellsOf(hourWith(['ada', 'ben'], works), 'ada', 'ben'), false);
  const full = { ben: { maxPerDay: 1 } };
  assert.equal(tellsOf(hourWith(['ada', 'ben'], full), 'ada', 'ben'), false);
  const gap = { ben: { gap: 180 } };
  assert.equal(tellsOf(hourWith(['ada', 'ben'], gap), 'ada', 'ben'), false);
  assert.equal(tellsOf(benOnlyShadows(), 'ada', 'ben'), false);
});
