/**
 * A loop alone, compiled with the whole day as its hours, so that any fact can be dropped without compiling again.
 */
import { at } from '#solver/at.ts';
import { minutesInside, rememberBoxes, slotFrom } from '#solver/model/calendar.ts';
import { compile, compilePeopleTimes } from '#solver/model/compile.ts';
import { NEVER } from '#solver/model/model.ts';
import type { LoopModel, Model, SessionModel } from '#solver/model/model.ts';
import { gatheringsOf } from '#solver/one-loop/debrief.ts';
import type { Gathering } from '#solver/one-loop/debrief.ts';
import { newEffort } from '#solver/one-loop/effort.ts';
import { ONE_CLASS, placeLoop } from '#solver/one-loop/one-loop.ts';
import type { Task } from '#solver/one-loop/pieces.ts';
import { newRanking, ranked } from '#solver/one-loop/ranking.ts';
import type { Insertion } from '#solver/one-loop/ranking.ts';
import { putFrozen } from '#solver/search/frozen.ts';
import { emptyState } from '#solver/search/state.ts';
import type { Placement, State } from '#solver/search/state.ts';
import type { Alone } from './alone.ts';
import { factKey } from './facts.ts';
import type { Fact } from './facts.ts';

export type Trial = {
  readonly alone: Alone;
  readonly wide: Model;
  /** Minutes at work and minutes clear of busy times, each by itself, per person and slot. */
  readonly works: readonly Int32Array[];
  readonly busy: readonly Int32Array[];
  /** For each session the slots that each rule by itself allows. */
  readonly inHours: readonly Uint8Array[];
  readonly inWindow: readonly Uint8Array[];
  readonly inDates: Uint8Array;
};

/** Nodes that the question "does it fit" may cost; beyond, the answer is "not known". */
const NODES = 30_000;

export function prepareTrial(alone: Alone): Trial {
  const { problem, loop } = alone;
  const whole = { ...problem, hours: { from: '00:00', to: '24:00' } };
  const open = stripWindows(whole, loop.id);
  const wide = compile(open);
  const boxes = rememberBoxes();
  const people = (without: 'busy' | 'works'): readonly Int32Array[] => {
    const stripped = whole.people.map((person) => {
      const copy = { ...person };
      delete copy[without];
      return copy;
    });
    return compilePeopleTimes({ ...whole, people: stripped }, wide.calendar, boxes).free;
  };
  const originals = [...loop.sessions, ...(problem.groups ?? [])];
  const inBox = (hours: { from: string; to: string }, minutes: number): Uint8Array => {
    const inside = minutesInside(
      wide.calendar,
      problem.days.map((date) => boxes(date, hours, problem.timeZone)),
    );
    return Uint8Array.from(inside, (lasts) => Number(lasts >= minutes));
  };
  return {
    alone,
    wide,
    works: people('busy'),
    busy: people('works'),
    inHours: originals.map((session) => inBox(problem.hours, session.minutes)),
    inWindow: originals.map((session) => inBox(session.window ?? whole.hours, session.minutes)),
    inDates: Uint8Array.from(wide.calendar.dayOf, (day) => {
      const date = at(problem.days, day);
      return Number(date >= (loop.earliest ?? date) && date <= (loop.latest ?? date));
    }),
  };
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

export type Answer = { readonly fits: Insertion | undefined; readonly known: boolean; readonly state: State };

/** Does the loop fit when only these facts hold? Not known once `over` says so. */
export function tryFacts(trial: Trial, kept: ReadonlySet<string>, over: () => boolean): Answer {
  const model = modelWith(trial, kept);
  const state = emptyState(model);
  const refused = putFrozen(state);
  putTaken(trial.alone, state, kept);
  if (!putStanding(trial.alone, state, kept) || refused.length > 0)
    return { fits: undefined, known: true, state };
  return anyPlace(state, over);
}

/** The loop as it is, whether or not some way to place it is the cheapest. `known` models of the same people help. */
export function tryAlone(alone: Alone, known: Model, over: () => boolean): Answer {
  const model = compile(alone.problem, known);
  const state = emptyState(model);
  const refused = putFrozen(state);
  putTaken(alone, state, undefined);
  if (!putStanding(alone, state, undefined) || refused.length > 0)
    return { fits: undefined, known: true, state };
  return anyPlace(state, over);
}

function anyPlace(state: State, over: () => boolean): Answer {
  let found = false;
  const effort = newEffort(NODES, () => found || over());
  const ranking = newRanking(1);
  function* untilFound(task: Task): Iterable<Gathering> {
    for (const gathering of gatheringsOf(task)) {
      if (ranking.best.size > 0) return;
      if (over()) effort.cut = true;
      if (effort.cut) return;
      yield gathering;
    }
  }
  placeLoop(state, at(state.model.loops, 0), ranking, {
    effort,
    gatherings: untilFound,
    any: true,
    classOf: (stands) => {
      found = ranking.best.size > 0;
      if (found) effort.cut = true;
      return ONE_CLASS(stands);
    },
  });
  const fits = ranked(ranking)[0];
  return { fits, known: fits !== undefined || !effort.cut, state };
}

function modelWith(trial: Trial, kept: ReadonlySet<string>): Model {
  const { wide, alone } = trial;
  const has = (fact: Fact): boolean => kept.has(factKey(fact));
  const loop = at(wide.loops, 0);
  return {
    ...wide,
    people: wide.people.map((person) => ({
      ...person,
      gap: has({ rule: 'overlap', person: person.id }) ? person.gap : 0,
      ...(has({ rule: 'load', person: person.id }) ? {} : { maxPerDay: NEVER, maxPerWeek: NEVER }),
    })),
    free: wide.people.map((person, index) => freeWith(trial, index, person.id, has)),
    walk: has({ rule: 'walking' }) ? wide.walk : [],
    candidates: wide.candidates.map((candidate) => ({
      ...candidate,
      available: has({ rule: 'candidate' }) ? candidate.available : undefined,
    })),
    sessions: wide.sessions.map((session) => sessionWith(trial, session, has)),
    loops: [
      {
        ...loop,
        ...(has({ rule: 'pace' }) ? {} : { gapMin: 0, gapMax: NEVER, stretch: NEVER }),
        maxDays: has({ rule: 'days' })
          ? loop.maxDays
          : Math.max(loop.maxDays, Math.min(alone.problem.days.length, mostDates(loop))),
        meetAgain: has({ rule: 'again' }) ? loop.meetAgain : true,
      },
    ],
  };
}

/** Dates that a loop may take where their number is dropped; a date for each session where no two go on one. */
function mostDates({ gapMin, gapMax, sessions }: LoopModel): number {
  return gapMin > gapMax ? Math.max(4, sessions.length) : 4;
}

type Has = (fact: Fact) => boolean;

function freeWith(trial: Trial, index: number, id: string, has: Has): Int32Array {
  const works = at(trial.works, index);
  const busy = at(trial.busy, index);
  const atWork = has({ rule: 'works', person: id });
  const clear = has({ rule: 'busy', person: id });
  if (atWork && clear) return works.map((minutes, slot) => Math.min(minutes, at(busy, slot)));
  if (atWork) return works;
  return clear ? busy : new Int32Array(works.length).fill(NEVER);
}

function sessionWith(trial: Trial, session: SessionModel, has: Has): SessionModel {
  const { id, index } = session;
  const room = has({ rule: 'room', session: id });
  const order = has({ rule: 'order', session: id });
  const masks = [
    ...(has({ rule: 'hours' }) ? [at(trial.inHours, index)] : []),
    ...(has({ rule: 'window', session: id }) ? [at(trial.inWindow, index)] : []),
    ...(has({ rule: 'days' }) ? [trial.inDates] : []),
  ];
  return {
    ...session,
    slots: session.slots.filter((slot) => masks.every((mask) => mask[slot] === 1)),
    seats: has({ rule: 'seat', session: id }) ? session.seats : [],
    ...(room ? {} : { needsRoom: false, rooms: [] }),
    ...(order ? {} : { after: [], first: false, last: false }),
    frozen: session.frozen && has({ rule: 'frozen', session: id }),
    // Twins stay twins only while nothing of them is dropped; telling them apart is always right.
    wishes: id,
  };
}

/** The keys of the facts that hold; undefined where all do. */
type Kept = ReadonlySet<string> | undefined;

function putTaken(alone: Alone, state: State, kept: Kept): void {
  const { model } = state;
  const keeps = (rule: Fact['rule']) => (person: number) =>
    kept?.has(factKey({ rule, person: at(model.people, person).id })) ?? true;
  for (const taken of alone.taken) {
    const slot = slotFrom(model.calendar, taken.start);
    const here = { ...taken, slot, day: at(model.calendar.dayOf, slot) };
    note(state, here, keeps('overlap'), keeps('load'));
  }
}

function note(
  state: State,
  placement: Placement,
  occupies: (person: number) => boolean,
  loads: (person: number) => boolean,
): void {
  const { days, weeks, weekOf } = {
    days: state.model.calendar.days.length,
    weeks: state.model.calendar.weeks,
    weekOf: state.model.calendar.weekOf,
  };
  for (const person of placement.people) {
    const list = at(state.ofPerson, person * days + placement.day);
    if (occupies(person)) list.push(placement);
    // Off the clock: counts for the load of the day and stands in nobody's way.
    else if (loads(person)) list.push({ ...placement, start: -NEVER, end: -NEVER, room: -1 });
    if (!loads(person)) continue;
    const week = person * weeks + at(weekOf, placement.day);
    state.weekly[week] = at(state.weekly, week) + 1;
  }
  if (placement.room >= 0) at(state.ofRoom, placement.room * days + placement.day).push(placement);
}

function putStanding(alone: Alone, state: State, kept: Kept): boolean {
  const { model } = state;
  const keeps = (fact: Fact): boolean => kept?.has(factKey(fact)) ?? true;
  for (const { id, placement, guests } of alone.standing) {
    const session = model.sessions.find((one) => one.id === id);
    if (session === undefined || !keeps({ rule: 'candidate', session: id })) continue;
    const slot = slotFrom(model.calendar, placement.start);
    const here: Placement = {
      ...placement,
      session: session.index,
      slot,
      day: at(model.calendar.dayOf, slot),
    };
    state.placed[session.index] = here;
    note(
      state,
      here,
      () => true,
      () => true,
    );
    const seats = session.needsRoom ? at(model.rooms, placement.room).seats : NEVER;
    const there = placement.people.length + (session.debrief ? 0 : guests + 1);
    if (seats < there && keeps({ rule: 'room', session: id })) return false;
  }
  return true;
}
