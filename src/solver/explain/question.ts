/**
 * One loop as sets of slots: where each session may stand and when each person could come. What the quick answers
 * (`refute.ts`, `arrange.ts`) are made from; no costs, and nothing of the search.
 *
 * This file is a kernel: indices are known to exist, and casts say so.
 */
import { at } from '#solver/at.ts';
import type { LoopModel, Model, SeatModel, SessionModel } from '#solver/model/model.ts';
import type { Placement, State } from '#solver/search/state.ts';
import { addBits, heldBy, keepCommon, noBits, setBit } from './bits.ts';
import type { Bits } from './bits.ts';
import { precedenceOf } from './precedence.ts';

/** A session of the loop. */
export type Ask = {
  readonly session: SessionModel;
  /** The seats that must be filled, once for each place. */
  readonly places: readonly SeatModel[];
  /** Slots that time, candidate and rooms leave, whoever sits. */
  readonly where: Bits;
  /** Those of them at which each seat by itself finds people enough. */
  readonly stands: Bits;
  /** True when nobody of it may sit in another such session. */
  readonly distinct: boolean;
};

export type Question = {
  readonly state: State;
  readonly model: Model;
  readonly loop: LoopModel;
  /** Sessions with the candidate, in the loop's order. */
  readonly pieces: readonly Ask[];
  readonly debriefs: readonly Ask[];
  /** For each piece those (as bits) that end before it starts. */
  readonly precedes: readonly number[];
  readonly comes: (person: number, minutes: number) => Bits;
};

/** When each person could come, remembered from one question to the next: `free` array, then the rest of the key. */
export type Comings = WeakMap<Int32Array, Map<string, Bits>>;

/** The only loop of the state's model; undefined where sessions of it stand already. */
export function ask(state: State, comings: Comings): Question | undefined {
  const { model } = state;
  const loop = at(model.loops, 0);
  if (loop.sessions.some((index) => state.placed[index] !== undefined)) return undefined;
  const comes = (person: number, minutes: number): Bits => comingOf(state, comings, { person, minutes });
  const rooms = new Map<string, Bits>();
  const asks = loop.sessions.map((index): Ask => {
    const session = at(model.sessions, index);
    const places = session.seats.flatMap((seat) =>
      seat.optional || seat.everyone ? [] : Array.from({ length: seat.count }, () => seat),
    );
    const where = whereOf(state, session, { needed: places.length, rooms });
    const distinct = !loop.meetAgain && !session.group && !session.debrief;
    return { session, places, where, stands: withPeople(session, where, comes), distinct };
  });
  const pieces = asks.filter(({ session }) => !session.debrief);
  return {
    state,
    model,
    loop,
    pieces,
    debriefs: asks.filter(({ session }) => session.debrief),
    precedes: precedenceOf(pieces.map(({ session }) => session)),
    comes,
  };
}

type RoomNeed = { readonly needed: number; readonly rooms: Map<string, Bits> };

function whereOf(state: State, session: SessionModel, need: RoomNeed): Bits {
  const { model } = state;
  const { start, firstSlot } = model.calendar;
  const loop = at(model.loops, 0);
  const where = noBits(start.length);
  const { available } = at(model.candidates, loop.candidate);
  const [first, end] = [at(firstSlot, loop.dayFrom), at(firstSlot, loop.dayTo)];
  for (const slot of session.slots) {
    if (slot < first || slot >= end) continue;
    const [from, to] = [start[slot] as number, (start[slot] as number) + session.minutes];
    if (session.debrief || available === undefined || available.some(([a, b]) => a <= from && to <= b))
      setBit(where, slot);
  }
  if (session.needsRoom) keepCommon(where, roomsFor(state, session, need));
  return where;
}

/** Slots at which a room that is large enough is free for the session. */
function roomsFor(state: State, session: SessionModel, { needed, rooms }: RoomNeed): Bits {
  const there = needed + (session.debrief ? 0 : 1);
  const fitting = session.rooms.filter((room) => at(state.model.rooms, room).seats >= there);
  const key = `${session.minutes} ${fitting.join(' ')}`;
  const known = rooms.get(key);
  if (known !== undefined) return known;
  const found = noBits(state.model.calendar.start.length);
  for (const room of fitting) addBits(found, roomSlots(state, room, session.minutes));
  rooms.set(key, found);
  return found;
}

/** Slots at which the room is free for so long. */
export function roomSlots(state: State, room: number, minutes: number): Bits {
  const { calendar, roomFree } = state.model;
  const days = calendar.days.length;
  const others = state.ofRoom.slice(room * days, (room + 1) * days).flat();
  return freeSlots(state.model, at(roomFree, room), { minutes, others, gap: 0 });
}

function withPeople(session: SessionModel, where: Bits, comes: Question['comes']): Bits {
  const stands = where.slice();
  for (const seat of session.seats) {
    if (seat.optional || seat.everyone) continue;
    const sets = seat.people.map((person) => comes(person, session.minutes));
    keepCommon(stands, heldBy(sets, seat.count, stands.length * 32));
  }
  return stands;
}

function comingOf(
  state: State,
  comings: Comings,
  { person, minutes }: { readonly person: number; readonly minutes: number },
): Bits {
  const { model } = state;
  const free = at(model.free, person);
  const { gap, maxPerDay, maxPerWeek } = at(model.people, person);
  const { length: days } = model.calendar.days;
  const others = state.ofPerson.slice(person * days, (person + 1) * days).flat();
  const timed = others.filter(({ start }) => start > 0).length;
  const key = `${person} ${minutes} ${maxPerDay} ${maxPerWeek}${others.length === 0 ? '' : ` ${gap} ${timed}`}`;
  let known = comings.get(free);
  if (known === undefined) comings.set(free, (known = new Map<string, Bits>()));
  let found = known.get(key);
  if (found === undefined) {
    found = freeSlots(model, free, { minutes, others, gap });
    leaveOutFullDays(state, person, found);
    known.set(key, found);
  }
  return found;
}

function freeSlots(
  { calendar }: Model,
  free: Int32Array,
  { minutes, others, gap }: { readonly minutes: number; readonly others: readonly Placement[]; readonly gap: number },
): Bits {
  const { start } = calendar;
  const found = noBits(start.length);
  for (let slot = 0; slot < start.length; slot += 1) {
    if ((free[slot] as number) < minutes) continue;
    const from = start[slot] as number;
    if (others.some((other) => other.start < from + minutes + gap && from < other.end + gap)) continue;
    setBit(found, slot);
  }
  return found;
}

/** Days on which the person holds as many sessions as allowed, that day or that week. */
function leaveOutFullDays(state: State, person: number, bits: Bits): void {
  const { calendar } = state.model;
  for (let day = 0; day < calendar.days.length; day += 1) {
    if (roomFor(state, person, day) > 0) continue;
    for (let slot = at(calendar.firstSlot, day); slot < at(calendar.firstSlot, day + 1); slot += 1) {
      bits[slot >>> 5] = (bits[slot >>> 5] as number) & ~(1 << (slot & 31));
    }
  }
}

/** How many more sessions the person may hold on the day. */
export function roomFor({ model, ofPerson, weekly }: State, person: number, day: number): number {
  const { days, weeks, weekOf } = model.calendar;
  const { maxPerDay, maxPerWeek } = at(model.people, person);
  return Math.min(
    maxPerDay - at(ofPerson, person * days.length + day).length,
    maxPerWeek - at(weekly, person * weeks + at(weekOf, day)),
  );
}
