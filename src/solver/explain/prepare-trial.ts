/**
 * A loop alone, compiled with the whole day as its hours, so that any fact can be dropped without compiling again.
 */
import type { LocalHours, LoopProblem, ProblemPerson } from '#domain/planning/loop-problem.ts';
import { at } from '#solver/at.ts';
import { minutesInside, rememberBoxes } from '#solver/model/calendar.ts';
import type { Boxes } from '#solver/model/calendar.ts';
import { compile, compilePeopleTimes } from '#solver/model/compile.ts';
import { NEVER } from '#solver/model/model.ts';
import type { Calendar, Model } from '#solver/model/model.ts';
import type { Alone } from './alone.ts';
import type { Comings } from './question.ts';

export type Trial = {
  readonly alone: Alone;
  readonly wide: Model;
  /** Minutes at work and minutes clear of busy times, each by itself, per person and slot. */
  readonly works: readonly Int32Array[];
  readonly busy: readonly Int32Array[];
  /** For each session the slots that each rule by itself allows. */
  readonly inHours: readonly Uint8Array[];
  readonly inWindow: readonly Uint8Array[];
  readonly inDates: Int32Array;
  /** Slots of a session by the rules that hold of them, remembered. */
  readonly slots: Map<string, readonly number[]>;
  readonly comings: Comings;
  /** For each person nothing that is in the way at any time. */
  readonly always: Int32Array;
};

/** `about`: the people whose calendars matter; all others count as always free. */
export function prepareTrial(alone: Alone, about: ReadonlySet<string>): Trial {
  const { problem, loop } = alone;
  const whole = { ...problem, hours: { from: '00:00', to: '24:00' } };
  const people = problem.people.map(({ works: _works, busy: _busy, prefers: _prefers, ...bare }) => bare);
  const open = compile(stripWindows({ ...whole, people }, loop.id));
  const boxes = rememberBoxes();
  const always = new Int32Array(open.calendar.start.length).fill(NEVER);
  const timesOf = (only: 'busy' | 'works'): readonly Int32Array[] => {
    const asked = problem.people.filter(({ id }) => about.has(id)).map((person) => withOnly(person, only));
    const { free } = compilePeopleTimes({ ...whole, people: asked }, open.calendar, boxes);
    const known = new Map(asked.map(({ id }, index) => [id, at(free, index)]));
    return people.map(({ id }) => known.get(id) ?? always);
  };
  const [works, busy] = [timesOf('works'), timesOf('busy')];
  const free = works.map((minutes, person) => bothOf(minutes, at(busy, person)));
  const wide = { ...open, free };
  const { earliest = '', latest = '9999' } = loop;
  const dates = problem.days.map((date) => date >= earliest && date <= latest);
  const originals = [...loop.sessions, ...(problem.groups ?? [])];
  const inBox = boxFitter(wide.calendar, problem, boxes);
  return {
    alone,
    wide,
    works,
    busy,
    inHours: originals.map((session) => inBox(problem.hours, session.minutes)),
    inWindow: originals.map((session) => inBox(session.window ?? whole.hours, session.minutes)),
    comings: new WeakMap(),
    always,
    inDates: wide.calendar.dayOf.map((day) => Number(at(dates, day))),
    slots: new Map(),
  };
}

type Fitter = (hours: LocalHours, minutes: number) => Uint8Array;

/** Tells for each slot whether a session so long lies within the hours of its date. */
function boxFitter(calendar: Calendar, { days, timeZone }: LoopProblem, boxes: Boxes): Fitter {
  const known = new Map<string, Uint8Array>();
  return (hours, minutes) => {
    const key = `${hours.from} ${hours.to} ${minutes}`;
    const old = known.get(key);
    if (old !== undefined) return old;
    const inside = minutesInside(
      calendar,
      days.map((date) => boxes(date, hours, timeZone)),
    );
    const fits = new Uint8Array(inside.length);
    for (let slot = 0; slot < inside.length; slot += 1) fits[slot] = Number(at(inside, slot) >= minutes);
    known.set(key, fits);
    return fits;
  };
}

function withOnly(person: ProblemPerson, only: 'busy' | 'works'): ProblemPerson {
  const { works, busy, prefers: _prefers, ...bare } = person;
  if (only === 'busy') return busy === undefined ? bare : { ...bare, busy };
  return works === undefined ? bare : { ...bare, works };
}

function bothOf(works: Int32Array, busy: Int32Array): Int32Array {
  if (works === busy) return works;
  const both = works.slice();
  for (let slot = 0; slot < both.length; slot += 1) both[slot] = Math.min(at(works, slot), at(busy, slot));
  return both;
}

/** The problem without its windows and without the loop's first and last date. */
function stripWindows(problem: Alone['problem'], loopId: string): Alone['problem'] {
  const bare = <T extends { window?: unknown }>(session: T): T => {
    const copy = { ...session };
    delete copy.window;
    return copy;
  };
  return {
    ...problem,
    loops: problem.loops.map((loop) => {
      const copy = { ...loop, sessions: loop.sessions.map(bare) };
      if (loop.id === loopId) {
        delete copy.earliest;
        delete copy.latest;
      }
      return copy;
    }),
    groups: (problem.groups ?? []).map(bare),
  };
}
