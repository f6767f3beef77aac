/**
 * A loop alone, compiled with the whole day as its hours, so that any fact can be dropped without compiling again.
 */
import type { ProblemPerson } from '#domain/loop-problem.ts';
import { at } from '#solver/at.ts';
import { minutesInside, rememberBoxes, slotFrom } from '#solver/model/calendar.ts';
import { compile, compilePeopleTimes } from '#solver/model/compile.ts';
import { NEVER } from '#solver/model/model.ts';
import type { Model, SessionModel } from '#solver/model/model.ts';
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
import { decide } from './decide.ts';
import { factKey } from './facts.ts';
import type { Fact } from './facts.ts';
import { ask } from './question.ts';
import type { Comings } from './question.ts';
import type { Blame } from './refute.ts';

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
  readonly comings: Comings;
  /** For each person nothing that is in the way at any time. */
  readonly always: Int32Array;
};

/** Nodes that the question "does it fit" may cost; beyond, the answer is "not known". */
const NODES = 30_000;

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
    works,
    busy,
    inHours: originals.map((session) => inBox(problem.hours, session.minutes)),
    inWindow: originals.map((session) => inBox(session.window ?? whole.hours, session.minutes)),
    comings: new WeakMap(),
    always,
    inDates: Uint8Array.from(wide.calendar.dayOf, (day) => {
      const date = at(problem.days, day);
      return Number(date >= (loop.earliest ?? date) && date <= (loop.latest ?? date));
    }),
  };
}

function withOnly(person: ProblemPerson, only: 'busy' | 'works'): ProblemPerson {
  const { works, busy, prefers: _prefers, ...bare } = person;
  if (only === 'busy') return busy === undefined ? bare : { ...bare, busy };
  return works === undefined ? bare : { ...bare, works };
}

function bothOf(works: Int32Array, busy: Int32Array): Int32Array {
  if (works === busy) return works;
  return works.map((minutes, slot) => Math.min(minutes, at(busy, slot)));
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

/** `blame`: where it does not fit and a quick proof says so, all that the proof rests on. */
export type Answer = {
  readonly fits: Insertion | undefined;
  readonly known: boolean;
  readonly state: State;
  readonly blame?: Blame;
};

/** Does the loop fit when only these facts hold? Not known once `over` says so. */
export function tryFacts(trial: Trial, kept: ReadonlySet<string>, over: () => boolean): Answer {
  const model = modelWith(trial, kept);
  const state = emptyState(model);
  const refused = putFrozen(state);
  putTaken(trial.alone, state, kept);
  if (!putStanding(trial.alone, state, kept) || refused.length > 0)
    return { fits: undefined, known: true, state };
  return anyPlace(state, trial.comings, over);
}

/** The model's state with the sessions of others in it; undefined where what stands breaks a rule already. */
export function stateAmongOthers(alone: Alone, model: Model): State | undefined {
  const state = emptyState(model);
  const refused = putFrozen(state);
  putTaken(alone, state, undefined);
  return putStanding(alone, state, undefined) && refused.length === 0 ? state : undefined;
}

/** A quick answer where there is one; else the engine's, on the days that the quick look leaves open. */
function anyPlace(state: State, comings: Comings, over: () => boolean): Answer {
  const question = ask(state, 0, comings);
  if (question === undefined) return search(state, over);
  const { placements, blame, open } = decide(question);
  if (blame !== undefined) return { fits: undefined, known: true, state, blame };
  if (placements !== undefined) return { fits: { cost: 0, placements }, known: true, state };
  return search(open === undefined ? state : { ...state, model: onDays(state.model, open) }, over);
}

/** The sessions with the candidate on these days only. */
function onDays(model: Model, days: ReadonlySet<number>): Model {
  const { dayOf } = model.calendar;
  const sessions = model.sessions.map((session) =>
    session.debrief
      ? session
      : { ...session, slots: session.slots.filter((slot) => days.has(at(dayOf, slot))) },
  );
  return { ...model, sessions };
}

/** The engine's answer: any way to place the only loop. */
export function search(state: State, over: () => boolean): Answer {
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
          : Math.max(loop.maxDays, Math.min(alone.problem.days.length, loop.sessions.length)),
        meetAgain: has({ rule: 'again' }) ? loop.meetAgain : true,
      },
    ],
  };
}

type Has = (fact: Fact) => boolean;

function freeWith(trial: Trial, index: number, id: string, has: Has): Int32Array {
  const works = at(trial.works, index);
  const busy = at(trial.busy, index);
  const atWork = has({ rule: 'works', person: id });
  const clear = has({ rule: 'busy', person: id });
  if (atWork && clear) return at(trial.wide.free, index);
  if (atWork) return works;
  return clear ? busy : trial.always;
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
