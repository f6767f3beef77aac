/**
 * When a piece can stand, and what it costs there at least: exact for people who hold one of the loop's sessions and
 * a lower bound for those who hold several, because overload is convex in the load.
 *
 * This file is a kernel: indices are known to exist, and casts say so.
 */
import { at } from '#solver/at.ts';
import { NEVER, siteOf } from '#solver/model/model.ts';
import type { SeatModel } from '#solver/model/model.ts';
import { candidateBits, sessionBits } from '#solver/search/free.ts';
import { cheapestInto, setRow } from '#solver/search/price.ts';
import { activeLoops, clearOfAll } from '#solver/search/state.ts';
import type { Placement, Span } from '#solver/search/state.ts';
import { comingBack } from './coming-back.ts';
import type { Option } from './options.ts';
import type { Horizon, Piece, Place, Task } from './pieces.ts';
import { keepFreeRooms } from './rooms.ts';

/** What a piece costs at least from `first` on, slot by slot; NEVER where it cannot stand. */
export type Times = {
  readonly first: number;
  readonly least: Int32Array;
  readonly prices: Int32Array | undefined;
  /** The smallest of `least`. */
  readonly cheapest: number;
  /** What is known of the piece at the slots that were looked at, by slot; see options.ts. */
  readonly choices: Map<number, readonly Option[]>;
};

/** Over which days, and with what a debrief asks of each person. */
export type Pricing = Horizon & { readonly prices: Int32Array | undefined };

export function timesOf(task: Task, piece: Piece, { firstDay, endDay, prices }: Pricing): Times {
  const { firstSlot } = task.model.calendar;
  const first = at(firstSlot, firstDay);
  const least = new Int32Array(at(firstSlot, endDay) - first).fill(NEVER);
  const standing = standingOf(task, piece);
  if (standing !== undefined && standing.day >= firstDay && standing.day < endDay)
    least[standing.slot - first] = 0;
  if (piece.fixed === undefined) {
    const [from, to] = [Math.max(firstDay, task.loop.dayFrom), Math.min(endDay, task.loop.dayTo)];
    for (let day = from; day < to; day += 1) fillDay(task, piece, { day, prices }, { first, least });
  }
  let cheapest = NEVER;
  for (let slot = 0; slot < least.length; slot += 1)
    if ((least[slot] as number) < cheapest) cheapest = least[slot] as number;
  return { first, least, prices, cheapest, choices: new Map() };
}

type Day = { readonly day: number; readonly prices: Int32Array | undefined };

function fillDay(task: Task, piece: Piece, on: Day, { first, least }: Pick<Times, 'first' | 'least'>): void {
  const bits = standingBits(task, piece, on.day);
  if (bits === undefined) return;
  const rows = piece.places.map((place) => placeRow(task, piece, place, on));
  const { calendar } = task.model;
  const begin = calendar.firstSlot[on.day] as number;
  const floor = floorOf(task, piece);
  const moved = floor + movedCost(task, piece);
  const was = piece.session.previous?.start;
  // What a debrief asks of each person may be less than nothing, and then tells more than this does.
  const back = on.prices === undefined ? comingBack(task, piece, on.day) : undefined;
  for (let index = 0; index < bits.length * 32; index += 1) {
    if (((bits[index >> 5] as number) & (1 << (index & 31))) === 0) continue;
    const base = was === calendar.start[begin + index] ? floor : moved;
    const each = costOf(rows, index, base);
    const cost = back === undefined ? each : Math.max(each, costOf(back, index, base));
    if (cost < NEVER) least[begin + index - first] = cost;
  }
}

function costOf(rows: readonly Int32Array[], index: number, base: number): number {
  let cost = base;
  for (let place = 0; place < rows.length && cost < NEVER; place += 1)
    cost += (rows[place] as Int32Array)[index] as number;
  return cost;
}

/** The slots of the day that hours, window, candidate and rooms leave; undefined where there are none. */
function standingBits(task: Task, piece: Piece, day: number): Int32Array | undefined {
  const { state, loop } = task;
  const { words } = state.rows;
  const own = sessionBits(state, piece.session);
  const bits = own.slice(day * words, (day + 1) * words);
  if (!piece.session.debrief) {
    const there = candidateBits(state, loop.candidate, piece.session.minutes);
    for (let i = 0; i < words; i += 1) bits[i] = (bits[i] as number) & (there[day * words + i] as number);
    if (task.elsewhere.length > 0 || piece.session.group) keepClear(task, piece, day, bits);
  }
  for (let i = 0; task.closed !== undefined && i < words; i += 1)
    bits[i] = (bits[i] as number) & ~(task.closed[day * words + i] as number);
  if (piece.session.needsRoom) keepFreeRooms(task, piece, day, bits);
  return bits.some((word) => word !== 0) ? bits : undefined;
}

/** Takes away slots at which the candidate is elsewhere, or on the wrong side of what must be before or after. */
function keepClear(task: Task, piece: Piece, day: number, bits: Int32Array): void {
  const { calendar } = task.model;
  const [from, to] = outerLimits(task, piece);
  const begin = calendar.firstSlot[day] as number;
  for (let slot = begin; slot < (calendar.firstSlot[day + 1] as number); slot += 1) {
    const start = calendar.start[slot] as number;
    const end = start + piece.session.minutes;
    const inside = start >= from && end <= to;
    if (inside && task.elsewhere.every((other) => other.end <= start || end <= other.start)) continue;
    const index = slot - begin;
    bits[index >> 5] = (bits[index >> 5] as number) & ~(1 << (index & 31));
  }
}

/** What the cheapest person costs in the place, slot by slot of the day; walking apart, which depends on the room. */
function placeRow(task: Task, piece: Piece, place: Place, { day, prices }: Day): Int32Array {
  const { seat } = place;
  const asked = { minutes: piece.session.minutes, day, price: task.soft };
  const extraOf = (person: number): number => extraFor(task, piece, place, { person, prices, day });
  if (place.column < 0 && costsAsEverywhere(task, piece, { seat, prices })) {
    const known = setRow(task.state, seat.set, asked);
    const before = piece.session.previous?.people.filter((person) => seat.people.includes(person)) ?? [];
    if (before.length === 0) return known;
    const row = known.slice();
    cheapestInto(task.state, row, before, { ...asked, extraOf });
    return row;
  }
  const row = new Int32Array(task.state.rows.slots).fill(
    place.column >= 0 ? task.model.weights.unfilled : NEVER,
  );
  cheapestInto(task.state, row, seat.people, { ...asked, extraOf });
  return row;
}

/** True where a person costs the same as in any other seat of these people; who sat here before costs less. */
function costsAsEverywhere(
  { absent, met }: Task,
  { distinct }: Piece,
  { seat, prices }: { readonly seat: SeatModel; readonly prices: Day['prices'] },
): boolean {
  const { set, shadow } = seat;
  return set >= 0 && absent.size === 0 && (prices === undefined || shadow) && (!distinct || met.size === 0);
}

/** What a person costs here beyond the slot: the debrief's price, less what sitting here again gives back. */
function extraFor(
  task: Task,
  piece: Piece,
  place: Place,
  who: { readonly person: number; readonly prices: Int32Array | undefined; readonly day: number },
): number {
  if (task.absent.has(who.person) || (piece.distinct && task.met.has(who.person))) return NEVER;
  const price = place.seat.shadow
    ? 0
    : (who.prices?.[who.day * task.columns + (task.columnOf.get(who.person) ?? 0)] ?? 0);
  if (price >= NEVER) return NEVER;
  const back = piece.session.previous?.people.includes(who.person) === true;
  return back ? price - task.model.weights.replaced : price;
}

/** Sessions outside this loop's pieces (of a group's other loops) that must end before, or start after. */
function outerLimits(task: Task, piece: Piece): readonly [number, number] {
  let [from, to] = [-Infinity, Infinity];
  if (!piece.session.group) return [from, to];
  const own = new Set(task.loop.sessions);
  for (const index of piece.session.after) {
    if (!own.has(index)) from = Math.max(from, task.state.placed[index]?.end ?? from);
  }
  for (const loop of piece.session.loops) {
    for (const index of at(task.model.loops, loop).sessions) {
      const other = at(task.model.sessions, index);
      if (own.has(index) || !other.after.includes(piece.session.index)) continue;
      to = Math.min(to, task.state.placed[index]?.start ?? to);
    }
  }
  return [from, to];
}

/** Where a session that stands already may stay for this loop; undefined where it does not stand or may not stay. */
function standingOf(task: Task, { fixed, session }: Piece): Placement | undefined {
  if (fixed === undefined || fixed.day < task.loop.dayFrom || fixed.day >= task.loop.dayTo) return undefined;
  if (session.debrief) return fixed;
  if (!candidateClear(task, { ...fixed, site: siteOf(task.model, fixed.room) })) return undefined;
  const there = fixed.people.length + activeLoops(task.state, session.index) + 1;
  return session.needsRoom && at(task.model.rooms, fixed.room).seats < there ? undefined : fixed;
}

function candidateClear(task: Task, span: Span): boolean {
  const { available } = at(task.model.candidates, task.loop.candidate);
  if (available !== undefined && !available.some(([from, to]) => from <= span.start && span.end <= to))
    return false;
  return clearOfAll(task.model, task.elsewhere, span, 0);
}

/** What standing costs wherever it is, but for the time and the room. */
function floorOf(task: Task, piece: Piece): number {
  const was = piece.session.previous;
  return was === undefined ? 0 : was.people.length * task.model.weights.replaced - hope(task, piece);
}

function movedCost(task: Task, { session }: Piece): number {
  return session.previous === undefined ? 0 : task.model.weights.moved;
}

/**
 * People of the previous plan who may come back through an `everyone` seat. At a debrief the loop's own people are
 * left out: they earn it back where they sit (see debrief.ts).
 */
export function hope(task: Task, piece: Piece): number {
  if (piece.everyone === undefined) return 0;
  const people = piece.session.previous?.people ?? [];
  const back = piece.session.debrief ? people.filter((person) => !task.columnOf.has(person)) : people;
  return back.length * task.model.weights.replaced;
}
