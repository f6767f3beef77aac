import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LoopProblem } from '#domain/planning/loop-problem.ts';
import { at } from '#solver/at.ts';
import { compile } from '#solver/model/compile.ts';
import { emptyState } from '#solver/search/state.ts';
import { takeApart } from './pieces.ts';
import { timesOf } from './times.ts';

/** Ada and Ben held a panel, and each of them may take either seat of it. */
function panel(declined: readonly string[], free: string): LoopProblem {
  const day = '2026-12-07';
  return {
    format: 'loop-problem/1',
    timeZone: 'UTC',
    grid: 30,
    days: [day],
    hours: { from: '09:00', to: '11:00' },
    people: ['ada', 'ben', 'cem', 'dot'].map((id) => ({
      id,
      ...(id === 'ben' ? { works: [{ days: ['mon'], from: '09:00', to: free }] } : {}),
    })),
    pools: { all: ['ada', 'ben', 'cem', 'dot'] },
    rooms: [],
    candidates: [{ id: 'kim' }],
    loops: [
      {
        id: 'kim',
        candidate: 'kim',
        sessions: [{ id: 'p', kind: 'panel', minutes: 60, seats: [{ pool: 'all' }, { pool: 'all' }] }],
      },
    ],
    declined: declined.map((person) => ({ session: 'p', person })),
    previous: {
      sessions: [
        {
          session: 'p',
          loops: ['kim'],
          start: `${day}T09:00:00Z`,
          end: `${day}T10:00:00Z`,
          people: ['ada', 'ben'].map((person, seat) => ({ person, seat, role: 'panelist' })),
        },
      ],
    },
    weights: { moved: 60, replaced: 30, rerouted: 5 },
  };
}

function leastOf(problem: LoopProblem): readonly number[] {
  const model = compile(problem);
  const task = takeApart(emptyState(model), at(model.loops, 0), {});
  const [piece] = task.pieces;
  assert.ok(piece);
  return Array.from(timesOf(task, piece, { firstDay: 0, endDay: 1, prices: undefined }).least).slice(0, 3);
}

test('nobody comes back to two places of a panel', () => {
  assert.deepEqual(leastOf(panel([], '11:00')), [0, 60, 60]);
  assert.deepEqual(leastOf(panel(['ada'], '11:00')), [30, 90, 90]);
  assert.deepEqual(leastOf(panel(['ada', 'ben'], '11:00')), [60, 120, 120]);
});

test('only who is free then comes back to a panel', () => {
  assert.deepEqual(leastOf(panel([], '10:00')), [0, 90, 90]);
  assert.deepEqual(leastOf(panel(['ada'], '10:00')), [30, 120, 120]);
});
