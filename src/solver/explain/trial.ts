/** Does a loop alone fit with some of its facts dropped? */
import { at } from '#solver/at.ts';
import { NEVER } from '#solver/model/model.ts';
import type { Model, PreviousModel, SeatModel, SessionModel } from '#solver/model/model.ts';
import { anyPlace } from './any-place.ts';
import type { Answer } from './any-place.ts';
import { freedBy } from './because-of.ts';
import { factKey } from './facts.ts';
import type { Fact } from './facts.ts';
import { stateAmongOthers } from './other-loops.ts';
import type { Trial } from './prepare-trial.ts';

/** `dropped`: facts with which the loop is known not to fit; none where that is not known. */
export type Trying = { readonly dropped: readonly Fact[]; readonly over: () => boolean };

/** Does the loop fit when only these facts hold? Not known once `over` says so. */
export function tryFacts(trial: Trial, kept: ReadonlySet<string>, { dropped, over }: Trying): Answer {
  const state = stateAmongOthers(trial.alone, modelWith(trial, kept), kept);
  if (state === undefined) return { known: true };
  return anyPlace(state, trial.comings, { freed: freedBy(trial, dropped, kept), over });
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
  const { id } = session;
  const room = has({ rule: 'room', session: id });
  const order = has({ rule: 'order', session: id });
  return {
    ...session,
    slots: slotsWith(trial, session, has),
    ...(has({ rule: 'seat', session: id }) ? {} : { seats: anySeats(session), declined: new Set<number>() }),
    ...(room ? {} : { needsRoom: false, rooms: [], previous: inNoRoom(session.previous) }),
    ...(order ? {} : { after: [], first: false, last: false }),
    frozen: session.frozen && has({ rule: 'frozen', session: id }),
    // Twins stay twins only while nothing of them is dropped; telling them apart is always right.
    wishes: id,
  };
}

/** Nobody has to sit there; who sits in a frozen session may. */
function anySeats({ frozen, previous }: SessionModel): readonly SeatModel[] {
  if (!frozen || previous === undefined || previous.people.length === 0) return [];
  const { people } = previous;
  const who = { people, count: people.length, everyone: false, optional: true };
  return [{ ...who, set: -1, seat: 0, role: 'panelist', shadow: false }];
}

function inNoRoom(previous: PreviousModel | undefined): PreviousModel | undefined {
  return previous === undefined ? undefined : { ...previous, room: -1 };
}

function slotsWith(trial: Trial, { id, index, slots }: SessionModel, has: Has): readonly number[] {
  const rules = [
    has({ rule: 'hours' }) ? at(trial.inHours, index) : undefined,
    has({ rule: 'window', session: id }) ? at(trial.inWindow, index) : undefined,
    has({ rule: 'days' }) ? trial.inDates : undefined,
  ];
  const key = `${id} ${rules.map((mask) => mask !== undefined).join(' ')}`;
  const masks = rules.filter((mask) => mask !== undefined);
  const known = trial.slots.get(key) ?? slots.filter((slot) => masks.every((mask) => mask[slot] === 1));
  trial.slots.set(key, known);
  return known;
}
