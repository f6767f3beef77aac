/**
 * One loop taken out of its problem, with what the other loops' sessions take away kept beside it: small enough to
 * be solved again and again with one fact less.
 */
import { instantText, minuteFrom, minuteOf } from '#domain/time/zoned.ts';
import type { Interval, LoopProblem, ProblemLoop } from '#domain/planning/loop-problem.ts';
import { at } from '#solver/at.ts';
import type { Placement, State } from '#solver/search/state.ts';

export type Alone = {
  /** The problem with this loop, its groups and its candidate alone. */
  readonly problem: LoopProblem;
  readonly loop: ProblemLoop;
  /** Sessions of other loops; people and rooms keep their indices. */
  readonly taken: readonly Placement[];
  /** Group sessions that other placed loops hold already: they stand where they are, with so many candidates. */
  readonly standing: readonly {
    readonly id: string;
    readonly placement: Placement;
    readonly guests: number;
  }[];
};

export function takeAlone(state: State, loop: number): Alone {
  const { model } = state;
  const { problem } = model;
  const own = at(problem.loops, loop);
  const sessions = new Set(at(model.loops, loop).sessions);
  const others = state.placed.filter((placement): placement is Placement => {
    return placement !== undefined && !sessions.has(placement.session);
  });
  const standing = at(model.loops, loop).sessions.flatMap((index) => {
    const placement = state.placed[index];
    const session = at(model.sessions, index);
    const guests = session.loops.filter((other) => other !== loop && state.active[other] === true).length;
    return placement === undefined || guests === 0 ? [] : [{ id: session.id, placement, guests }];
  });
  const alone: LoopProblem = {
    ...problem,
    candidates: problem.candidates
      .filter((candidate) => candidate.id === own.candidate)
      .map((candidate) => {
        const meetings = elsewhereOf(state, loop);
        if (meetings.length === 0) return candidate;
        const from = candidate.available ?? wholeRange(state);
        return { ...candidate, available: without(from, meetings, problem.timeZone) };
      }),
    loops: [own],
    groups: (problem.groups ?? [])
      .filter((group) => group.loops.includes(own.id))
      .map((group) => ({ ...group, loops: [own.id] })),
  };
  return { problem: alone, loop: own, taken: others, standing };
}

/** What the same candidate's other loops take. */
function elsewhereOf(state: State, loop: number): Placement[] {
  const { model } = state;
  const own = new Set(at(model.loops, loop).sessions);
  const { candidate } = at(model.loops, loop);
  const others = at(model.candidates, candidate).loops.filter(
    (other) => other !== loop && state.active[other] === true,
  );
  return others.flatMap((other) =>
    at(model.loops, other).sessions.flatMap((index) => {
      const placement = state.placed[index];
      return placement === undefined || own.has(index) || at(model.sessions, index).debrief
        ? []
        : [placement];
    }),
  );
}

function wholeRange(state: State): Interval[] {
  const { start, close } = state.model.calendar;
  const zone = state.model.problem.timeZone;
  const [from, to] = [start[0], close.at(-1)];
  return from === undefined || to === undefined
    ? []
    : [{ start: instantText(from, zone), end: instantText(to, zone) }];
}

function without(available: readonly Interval[], meetings: readonly Placement[], zone: string): Interval[] {
  let left = available.map((interval) => [minuteFrom(interval.start), minuteOf(interval.end)] as const);
  for (const meeting of meetings) {
    left = left.flatMap(([from, to]) =>
      [[from, Math.min(to, meeting.start)] as const, [Math.max(from, meeting.end), to] as const].filter(
        ([a, b]) => a < b,
      ),
    );
  }
  return left.map(([from, to]) => ({ start: instantText(from, zone), end: instantText(to, zone) }));
}
