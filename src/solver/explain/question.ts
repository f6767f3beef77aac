/**
 * One loop as sets of slots: where each session may stand and when each person could come. What the quick answers
 * (`refute.ts`, `arrange.ts`) are made from; no costs, and nothing of the search.
 *
 * This file is a kernel: indices are known to exist, and casts say so.
 */
import { at } from '#solver/at.ts';
import type { LoopModel, Model, SeatModel, SessionModel } from '#solver/model/model.ts';
import type { Placement, State } from '#solver/search/state.ts';
import { addBits, anyBit, hasBit, heldBy, keepCommon, keepIn, noBits, setBit } from './bits.ts';
import type { Bits, Words } from './bits.ts';
import { MOST_IN_A_SET, precedenceOf, reachableSets } from './precedence.ts';

/** A session of the loop that is asked about. */
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
  /** 1 for each set of pieces that can be what has been held so far; empty where there are too many. */
  readonly reachable: Uint8Array;
  /** Slots at which the person could hold a session of so many minutes. */
  readonly comes: Comes;
  /** Those of them that leave the person to the seat. */
  readonly may: May;
};

type Comes = (person: number, minutes: number) => Bits;
type May = (seat: SeatModel, person: number, minutes: number) => Bits;

/** When each person could come, remembered from one question to the next: `free` array, then the rest of the key. */
export type Comings = WeakMap<Int32Array, Map<string, Bits>>;

/** `index`: of the loop; undefined where sessions of it or of its candidate stand already. */
export function ask(state: State, index: number, comings: Comings): Question | undefined {
  const { model } = state;
  const loop = at(model.loops, index);
  const other = at(model.candidates, loop.candidate).loops.some((one) => state.active[one] === true);
  if (other || loop.sessions.some((session) => state.placed[session] !== undefined)) return undefined;
  const comes = remembered(state, comings);
  const may: May = (_, person, minutes) => comes(person, minutes);
  const rooms = new Map<string, Bits>();
  const barred = barredByMeeting(model, loop);
  const asks = loop.sessions.map((of): Ask => {
    const session = without(at(model.sessions, of), barred);
    const places = session.seats.flatMap((seat) =>
      seat.optional || seat.everyone ? [] : Array.from({ length: seat.count }, () => seat),
    );
    const where = whereOf(state, loop, session, { needed: places.length, rooms });
    const distinct = !loop.meetAgain && !session.group && !session.debrief;
    const stands = withPeople({ session, where }, may, { from: 0, to: where.length });
    return { session, places, where, stands, distinct };
  });
  const pieces = asks.filter(({ session }) => !session.debrief);
  const debriefs = asks.filter(({ session }) => session.debrief);
  const precedes = precedenceOf(pieces.map(({ session }) => session));
  const reachable = pieces.length > MOST_IN_A_SET ? new Uint8Array(0) : reachableSets(precedes);
  return { state, model, loop, pieces, debriefs, precedes, reachable, comes, may };
}

/** Those who declined a debrief to which everybody has to come. */
function barredByMeeting(model: Model, loop: LoopModel): ReadonlySet<number> {
  const sessions = loop.sessions.map((index) => at(model.sessions, index));
  const meeting = sessions.find((session) => session.debrief && session.seats.some(isForAll));
  return meeting?.declined ?? new Set();
}

function isForAll({ everyone, optional }: SeatModel): boolean {
  return everyone && !optional;
}

/** Without the people, but as shadows. */
function without(session: SessionModel, people: ReadonlySet<number>): SessionModel {
  if (people.size === 0 || session.debrief) return session;
  const seats = session.seats.map((seat) =>
    seat.shadow ? seat : { ...seat, people: seat.people.filter((person) => !people.has(person)) },
  );
  return { ...session, seats };
}

/** The session without that person on its seats, but for the one named. */
export function lacking({ may }: Question, ask: Ask, { person, but }: Lacking): Ask {
  const others = (seat: SeatModel): SeatModel =>
    seat.seat === but ? seat : { ...seat, people: seat.people.filter((one) => one !== person) };
  const session = { ...ask.session, seats: ask.session.seats.map(others) };
  const { where } = ask;
  const stands = withPeople({ session, where }, may, { from: 0, to: where.length });
  return { ...ask, session, places: ask.places.map(others), stands };
}

type Lacking = { readonly person: number; readonly but?: number };

/** The debrief to which everybody has to come; its time decides who may sit elsewhere. */
export function meetingOf({ debriefs }: Question): Ask | undefined {
  return debriefs.find(({ session }) => session.seats.some(isForAll));
}

/** A debrief with everyone whose time is settled, as one date sees it. */
export type Settled = { readonly debrief: Ask; readonly slot: number; readonly day: number };

/**
 * The question of that date: who sits in a session has to be free at the debrief too. Undefined where a session then
 * stands nowhere on the date; `scarce` is the one that is looked at first, and notes which it was.
 */
export function withMeetingAt(
  question: Question,
  { debrief, slot, day }: Settled,
  scarce: { piece: number },
): Question | undefined {
  const { firstSlot } = question.model.calendar;
  const [from, to] = [at(firstSlot, day), at(firstSlot, day + 1)];
  const words = { from: from >>> 5, to: (to + 31) >>> 5 };
  const nobody = noBits(question.model.calendar.start.length);
  const may: May = (seat, person, minutes) =>
    seat.shadow || hasBit(question.comes(person, debrief.session.minutes), slot)
      ? question.comes(person, minutes)
      : nobody;
  const pieces = [...question.pieces];
  for (let turn = 0; turn < pieces.length; turn += 1) {
    const index = (scarce.piece + turn) % pieces.length;
    const piece = at(pieces, index);
    const stands = withPeople(piece, may, words);
    if (!anyBit(stands, from, to)) {
      scarce.piece = index;
      return undefined;
    }
    pieces[index] = { ...piece, stands };
  }
  return { ...question, pieces, may };
}

function remembered(state: State, comings: Comings): Comes {
  const known = new Map<number, Bits>();
  return (person, minutes) => {
    const key = person * 2000 + minutes;
    const found = known.get(key) ?? comingOf(state, comings, { person, minutes });
    known.set(key, found);
    return found;
  };
}

type RoomNeed = { readonly needed: number; readonly rooms: Map<string, Bits> };

function whereOf(state: State, loop: LoopModel, session: SessionModel, need: RoomNeed): Bits {
  const { model } = state;
  const { start, firstSlot } = model.calendar;
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

/** Slots at which each seat finds people enough, and all seats of the session together do (Hall 1935). */
function withPeople({ session, where }: Pick<Ask, 'session' | 'where'>, may: May, words: Words): Bits {
  const stands = noBits(where.length * 32);
  stands.set(where.subarray(words.from, words.to), words.from);
  const seats = session.seats.filter(({ optional, everyone }) => !optional && !everyone);
  const together = new Map<number, Bits>();
  for (const seat of seats) {
    const sets = seat.people.map((person) => may(seat, person, session.minutes));
    keepIn(stands, heldBy(sets, seat.count, words), words);
    // Who may shadow may come whenever a panelist may.
    seat.people.forEach((person, index) => {
      if (seat.shadow || !together.has(person)) together.set(person, at(sets, index));
    });
  }
  const count = seats.reduce((sum, seat) => sum + seat.count, 0);
  if (seats.length > 1) keepIn(stands, heldBy([...together.values()], count, words), words);
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
  {
    minutes,
    others,
    gap,
  }: { readonly minutes: number; readonly others: readonly Placement[]; readonly gap: number },
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
