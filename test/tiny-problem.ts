/**
 * Problems so small that every plan can be tried in a moment, in half hours and small numbers; and the same written
 * as a loop problem. Apart from `random-problem.ts`, which uses every field, to be solved by thousands.
 */
import type { LoopProblem } from '#domain/planning/loop-problem.ts';
import { diceOf, pick } from './random-problem.ts';
import type { Dice } from './random-problem.ts';

/** Half hours from 09:00 UTC; a person's `busy` and `prefers` hold on each day. */
export type TinyPerson = {
  readonly busy: readonly number[];
  readonly prefers: readonly [number, number] | undefined;
  readonly recent: number;
  readonly fair: number;
  readonly most: number;
  readonly gap: number;
};
export type TinySession = {
  readonly length: number;
  readonly seats: readonly { readonly people: readonly number[]; readonly optional: boolean }[];
  readonly window: readonly [number, number];
  readonly after: readonly number[];
  readonly first: boolean;
  readonly last: boolean;
};
export type TinyLoop = {
  readonly sessions: readonly TinySession[];
  readonly maxDays: number;
  readonly gapMin: number;
  readonly gapMax: number;
  readonly meetAgain: boolean;
  readonly away: readonly number[];
};
export type Tiny = {
  readonly days: number;
  readonly slots: number;
  readonly people: readonly TinyPerson[];
  readonly loops: readonly TinyLoop[];
};

export const HALF_HOUR = 30;

export function tinyProblem(seed: number): Tiny {
  const dice = diceOf(seed * 31 + 7);
  const two = dice.chance(30);
  const days = two ? 1 : 1 + dice.below(2);
  const slots = two ? 3 + dice.below(2) : 3 + dice.below(3);
  const people = Array.from({ length: 2 + dice.below(2) }, () => tinyPerson(dice, slots));
  const loops = Array.from({ length: two ? 2 : 1 }, () =>
    tinyLoop(dice, { slots, days, people: people.length, two }),
  );
  return { days, slots, people, loops };
}

function tinyPerson(dice: Dice, slots: number): TinyPerson {
  return {
    busy: Array.from({ length: slots }, (_, slot) => slot).filter(() => dice.chance(25)),
    prefers: dice.chance(40) ? [0, 2] : undefined,
    recent: dice.below(3),
    fair: dice.chance(50) ? 1 + dice.below(2) : 99,
    most: dice.chance(30) ? 1 : 99,
    gap: dice.chance(20) ? 1 : 0,
  };
}

type Size = { readonly slots: number; readonly days: number; readonly people: number; readonly two: boolean };

function tinyLoop(dice: Dice, { slots, days, people, two }: Size): TinyLoop {
  const count = two ? 1 + dice.below(2) : 1 + dice.below(3);
  const anyone = Array.from({ length: people }, (_, person) => person);
  const sessions = Array.from({ length: count }, (_, index): TinySession => ({
    length: dice.chance(25) ? 2 : 1,
    seats: Array.from({ length: dice.below(3) }, () => ({
      people: anyone.filter((person) => person === 0 || dice.chance(60)),
      optional: dice.chance(25),
    })),
    window: dice.chance(25) ? [1, slots] : [0, slots],
    after: index > 0 && dice.chance(25) ? [dice.below(index)] : [],
    first: dice.chance(10),
    last: dice.chance(10),
  }));
  return {
    sessions,
    maxDays: 1 + dice.below(days),
    gapMin: dice.chance(15) ? 1 : 0,
    gapMax: dice.chance(20) ? pick(dice, [0, 1]) : 99,
    meetAgain: dice.chance(40),
    away: Array.from({ length: slots }, (_, slot) => slot).filter(() => dice.chance(10)),
  };
}

const DAYS = ['2026-12-07', '2026-12-08'];

export function asProblem({ days, slots, people, loops }: Tiny): LoopProblem {
  const dates = DAYS.slice(0, days);
  const spans = (busy: readonly number[]): { start: string; end: string }[] =>
    dates.flatMap((date) =>
      busy.map((slot) => ({ start: instant(date, slot), end: instant(date, slot + 1) })),
    );
  return {
    format: 'loop-problem/1',
    timeZone: 'UTC',
    grid: HALF_HOUR,
    days: dates,
    hours: { from: clock(0), to: clock(slots) },
    people: people.map(({ busy, prefers, recent, fair, most, gap }, index) => ({
      id: `p${index}`,
      busy: spans(busy),
      recent,
      gap: gap * HALF_HOUR,
      ...(fair < 99 ? { fair } : {}),
      ...(most < 99 ? { maxPerDay: most } : {}),
      ...(prefers === undefined ? {} : { prefers: { from: clock(prefers[0]), to: clock(prefers[1]) } }),
    })),
    candidates: loops.map(({ away }, index) => ({
      id: `c${index}`,
      available: dates.flatMap((date) =>
        freeRuns(away, slots).map(([from, to]) => ({ start: instant(date, from), end: instant(date, to) })),
      ),
    })),
    loops: loops.map((loop, index) => ({
      id: `l${index}`,
      candidate: `c${index}`,
      maxDays: loop.maxDays,
      meetAgain: loop.meetAgain,
      gap: { min: loop.gapMin * HALF_HOUR, ...(loop.gapMax < 99 ? { max: loop.gapMax * HALF_HOUR } : {}) },
      sessions: loop.sessions.map((session, at) => ({
        id: `l${index}s${at}`,
        kind: 'individual' as const,
        minutes: session.length * HALF_HOUR,
        seats: session.seats.map(({ people: may, optional }) => ({
          people: may.map((one) => `p${one}`),
          optional,
        })),
        window: { from: clock(session.window[0]), to: clock(session.window[1]) },
        after: session.after.map((other) => `l${index}s${other}`),
        first: session.first,
        last: session.last,
      })),
    })),
  };
}

function freeRuns(away: readonly number[], slots: number): [number, number][] {
  const runs: [number, number][] = [];
  let from = 0;
  for (let slot = 0; slot <= slots; slot += 1) {
    if (slot < slots && !away.includes(slot)) continue;
    if (slot > from) runs.push([from, slot]);
    from = slot + 1;
  }
  return runs;
}

function clock(slot: number): string {
  const minute = 9 * 60 + slot * HALF_HOUR;
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function instant(date: string, slot: number): string {
  return `${date}T${clock(slot)}:00Z`;
}
