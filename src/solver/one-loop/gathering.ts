/** The end of a seating: `everyone` seats follow from who sits elsewhere, then rooms are counted and the cost stands. */
import { at } from '#solver/at.ts';
import { NEVER } from '#solver/model/model.ts';
import { everyoneOf } from '#solver/search/cost.ts';
import { activeLoops } from '#solver/search/state.ts';
import type { Placement } from '#solver/search/state.ts';
import { noteSitting, sittingFits, strikeSitting, surcharge } from './ledger.ts';
import type { Ledger } from './ledger.ts';
import { personCost } from './options.ts';
import type { Piece, Task } from './pieces.ts';
import type { Item, Seating } from './seating.ts';

type Gathered = { readonly added: ReadonlyMap<Item, readonly number[]>; readonly cost: number };

/** Offers the seating, whose places cost `cost`, unless `everyone` or a room forbids it. */
export function finish(seating: Seating, ledger: Ledger, cost: number): void {
  const noted: [number, Item][] = [];
  const gathered = gather(seating, ledger, noted);
  for (const [person, item] of noted) strikeSitting(ledger, person, item);
  if (gathered === undefined) return;
  const total = cost + gathered.cost;
  if (total >= seating.limit()) return;
  const placements = seating.items.flatMap((item) => placementOf(item, gathered.added.get(item) ?? []) ?? []);
  if (!placements.every((placement) => roomHolds(seating.task, placement))) return;
  seating.found({ cost: total, placements });
}

function gather(seating: Seating, ledger: Ledger, noted: [number, Item][]): Gathered | undefined {
  const added = new Map<Item, readonly number[]>();
  let cost = 0;
  const meetings = seating.items.filter((item) => item.piece.everyone !== undefined);
  // Debriefs last: who sits in another session because of `everyone` belongs to them too.
  meetings.sort((a, b) => Number(a.piece.session.debrief) - Number(b.piece.session.debrief));
  for (const item of meetings) {
    const all = everyoneFor(seating, item, added);
    if (!sittersBelong(item, all)) return undefined;
    const joined = join(seating, ledger, item, { all, noted });
    if (joined === undefined) return undefined;
    added.set(item, joined.people);
    cost += joined.cost;
  }
  return { added, cost };
}

function join(
  seating: Seating,
  ledger: Ledger,
  item: Item,
  who: { all: ReadonlySet<number>; noted: [number, Item][] },
): { people: number[]; cost: number } | undefined {
  const { task } = seating;
  const { piece } = item;
  const people: number[] = [];
  let cost = 0;
  const left = piece.everyone?.optional === true ? task.model.weights.unfilled : NEVER;
  const space = spaceIn(task, item);
  const wishes = [...who.all]
    .filter((person) => !sitsByEveryone(piece, person))
    .map((person) => ({ person, price: priceOf(task, ledger, item, person) }))
    .toSorted((a, b) => a.price - b.price || a.person - b.person);
  for (const { person, price } of wishes) {
    const comes = price < left && people.length < space;
    if (!comes && left >= NEVER) return undefined;
    cost += comes ? price : left;
    if (!comes) continue;
    people.push(person);
    noteSitting(ledger, person, item);
    who.noted.push([person, item]);
  }
  return { people: people.toSorted((a, b) => a - b), cost };
}

function priceOf(task: Task, ledger: Ledger, item: Item, person: number): number {
  const { piece, option } = item;
  if (piece.session.declined.has(person) || piece.session.frozen) return NEVER;
  if (item.people.includes(person) || piece.fixed?.people.includes(person) === true) return NEVER;
  const price = personCost(task, piece, person, option);
  if (price >= NEVER || !sittingFits(ledger, person, item)) return NEVER;
  return price + surcharge(ledger, person);
}

/** Who stands in the `everyone` seat of a fixed session already. */
function sitsByEveryone(piece: Piece, person: number): boolean {
  const place = piece.fixed?.people.indexOf(person) ?? -1;
  return place >= 0 && piece.fixed?.seats[place] === piece.everyone?.seat;
}

function sittersBelong(item: Item, all: ReadonlySet<number>): boolean {
  const { fixed } = item.piece;
  return (fixed?.people ?? []).every((person) => !sitsByEveryone(item.piece, person) || all.has(person));
}

function spaceIn(task: Task, item: Item): number {
  if (item.option.room < 0) return NEVER;
  const there = (item.piece.fixed?.people ?? item.people.filter((person) => person >= 0)).length;
  return at(task.model.rooms, item.option.room).seats - there - guestsOf(task, item.piece);
}

function everyoneFor(seating: Seating, item: Item, added: ReadonlyMap<Item, readonly number[]>): Set<number> {
  const { task } = seating;
  const { session } = item.piece;
  const others = session.loops.filter((loop) => loop !== task.loop.index && task.state.active[loop] === true);
  const all = everyoneOf(task.model, session, others, task.state.placed);
  for (const other of seating.items) {
    if (other === item || other.piece.session.debrief) continue;
    for (const person of talkers(other)) all.add(person);
    if (other.piece.everyone?.shadow === false) for (const person of added.get(other) ?? []) all.add(person);
  }
  return all;
}

function talkers(item: Item): number[] {
  const { fixed, places, session } = item.piece;
  if (fixed !== undefined) {
    return fixed.people.filter((_, place) => !at(session.seats, at(fixed.seats, place)).shadow);
  }
  return item.people.filter((person, place) => person >= 0 && !at(places, place).seat.shadow);
}

/** The placement of a filled session; undefined when it stood before and nobody joins. */
export function placementOf(item: Item, joined: readonly number[]): Placement | undefined {
  const { piece, option } = item;
  const seat = piece.everyone?.seat ?? -1;
  const { slot, start, end, day, room } = option;
  const before = piece.fixed;
  if (before !== undefined && joined.length === 0) return undefined;
  const filled = item.people.flatMap((person, place) =>
    person >= 0 ? [{ person, seat: at(piece.places, place).seat.seat }] : [],
  );
  return {
    session: piece.session.index,
    slot,
    start,
    end,
    day,
    room,
    people: [...(before?.people ?? filled.map((one) => one.person)), ...joined],
    seats: [...(before?.seats ?? filled.map((one) => one.seat)), ...joined.map(() => seat)],
  };
}

function guestsOf(task: Task, piece: Piece): number {
  if (piece.session.debrief) return 0;
  return piece.session.group ? activeLoops(task.state, piece.session.index) + 1 : 1;
}

function roomHolds(task: Task, placement: Placement): boolean {
  if (placement.room < 0) return true;
  const session = at(task.model.sessions, placement.session);
  const active = session.group ? activeLoops(task.state, session.index) + 1 : 1;
  const guests = session.debrief ? 0 : active;
  return placement.people.length + guests <= at(task.model.rooms, placement.room).seats;
}
