/** Problems for the tests of the search. */
import type { LoopProblem } from '#domain/planning/loop-problem.ts';
import { instantText } from '#domain/time/zoned.ts';
import { checkPlan } from '#solver/check.ts';
import { at } from '#solver/at.ts';
import { roomFreeAt } from './free.ts';
import { costAt, setRow } from './price.ts';
import { draw, seeded } from './random.ts';
import type { State } from './state.ts';
import { writePlan } from './write-plan.ts';

/** Several loops that want the same few people and rooms, so that loads, limits and preferences all matter. */
export function crowded(seed: number): LoopProblem {
  const random = seeded(seed);
  const ids = ['a', 'b', 'c', 'd', 'e'];
  return {
    format: 'loop-problem/1',
    timeZone: 'UTC',
    grid: 30,
    days: ['2026-12-07', '2026-12-08', '2026-12-14'],
    hours: { from: '09:00', to: '13:00' },
    people: ids.map((id) => ({
      id,
      maxPerDay: 1 + draw(random, 3),
      maxPerWeek: 2 + draw(random, 3),
      recent: draw(random, 2),
      fair: 1 + draw(random, 3),
      gap: draw(random, 2) * 30,
      prefers: draw(random, 2) === 0 ? { from: '09:00', to: '11:00' } : { from: '10:30', to: '13:00' },
    })),
    pools: { all: ids, some: ids.slice(0, 3) },
    rooms: [{ id: 'r', seats: 4 }, { id: 's' }],
    candidates: ['k', 'l', 'm', 'n'].map((id) => ({ id })),
    loops: ['k', 'l', 'm', 'n'].map((id) => ({
      id,
      candidate: id,
      sessions: [
        { id: `${id}1`, kind: 'individual', minutes: 60, seats: [{ pool: 'all' }], room: {} },
        {
          id: `${id}2`,
          kind: 'panel',
          minutes: 30,
          seats: [{ pool: 'some' }, { pool: 'all', optional: true, role: 'shadow' }],
        },
      ],
    })),
  };
}

/** The same with two group sessions that come first, so that times bind several loops. */
export function crowdedGroups(seed: number): LoopProblem {
  const problem = crowded(seed);
  const groups = [
    ['k', 'l'],
    ['m', 'n'],
  ].map((loops, index) => ({
    id: `g${index}`,
    kind: 'group' as const,
    minutes: 30,
    seats: [{ pool: 'all' }],
    loops,
  }));
  const groupOf = (loop: string): string => (loop === 'k' || loop === 'l' ? 'g0' : 'g1');
  return {
    ...problem,
    groups,
    loops: problem.loops.map((loop) => ({
      ...loop,
      sessions: loop.sessions.map((session) => ({ ...session, after: [groupOf(loop.id)] })),
    })),
  };
}

/** What the state says of every slot of the day: people, rooms, and the cheapest of each set of people. */
export function rowsOn(state: State, day: number): number[][] {
  const { calendar, people, rooms, sets } = state.model;
  const [from, to] = [at(calendar.firstSlot, day), at(calendar.firstSlot, day + 1)];
  const slots = Array.from({ length: to - from }, (_, index) => from + index);
  return [30, 60].flatMap((minutes) => [
    ...people.map(({ index }) => slots.map((slot) => costAt(state, index, { minutes, slot }))),
    ...rooms.map(({ index }) => slots.map((slot) => Number(roomFreeAt(state, index, minutes, slot)))),
    ...sets.map((_, set) => [...setRow(state, set, { minutes, day })].slice(0, slots.length)),
  ]);
}

/** The rules that the plan breaks, as the judge sees them. */
export function brokenIn(problem: LoopProblem, state: State): unknown {
  const textOf = (minute: number): string => instantText(minute, problem.timeZone);
  const unplaced = state.model.loops
    .filter(({ index }) => state.active[index] !== true)
    .map(({ id }) => ({ loop: id, because: [], text: '', relax: [] }));
  return checkPlan(problem, writePlan(state, textOf, { bound: null, unplaced })).broken;
}
