/**
 * Group sessions in a repair. The exact insertion of a loop leaves a group session where it stands, so where a group
 * has to change, its time, room and people are chosen first, the cheapest first, and its loops are placed around it.
 */
import { at } from '#solver/at.ts';
import { NEVER, siteOf } from '#solver/model/model.ts';
import type { SeatModel, SessionModel } from '#solver/model/model.ts';
import { roomFreeAt } from '#solver/search/free.ts';
import { costAt } from '#solver/search/price.ts';
import { personClear } from '#solver/search/state.ts';
import type { Placement, State } from '#solver/search/state.ts';
import type { Forbidden } from './demands.ts';

export type GroupOption = { readonly placement: Placement; readonly cost: number };

/** Panels tried at each time and room, the cheapest first. */
const PANELS = 40;
/** People considered for a seat beyond those it needs: those who sat there, then the cheapest. */
const SPARE_PEOPLE = 6;
/** Rooms tried beside the one of the plan before. */
const OTHER_ROOMS = 3;
/** Times, rooms and panels tried in all. */
const OPTIONS = 120;

/** A group whose people depend on its loops is left to the insertion of its loops. */
export function canBeChosen(session: SessionModel): boolean {
  return session.group && !session.frozen && session.seats.every(({ everyone }) => !everyone);
}

/** Where the group could stand beside what stands, the cheapest first; its loops may still not fit around it. */
export function groupOptions(
  state: State,
  group: SessionModel,
  forbidden: readonly Forbidden[],
): GroupOption[] {
  const bans = forbidden.filter(({ session }) => session === group.index);
  const banned = (kind: Forbidden['kind'], index: number): boolean =>
    bans.some((ban) => ban.kind === kind && ban.index === index);
  const options: GroupOption[] = [];
  for (const slot of group.slots) {
    if (banned('slot', slot)) continue;
    for (const room of roomsFor(state, group, slot)) {
      if (banned('room', room)) continue;
      options.push(...panelsAt(state, group, { slot, room, bars: (person) => banned('person', person) }));
    }
  }
  return options.toSorted((a, b) => a.cost - b.cost).slice(0, OPTIONS);
}

function roomsFor(state: State, group: SessionModel, slot: number): readonly number[] {
  const { model } = state;
  if (!group.needsRoom) return [-1];
  const free = group.rooms.filter(
    (room) =>
      at(model.rooms, room).seats >= group.loops.length && roomFreeAt(state, room, group.minutes, slot),
  );
  const own = free.filter((room) => room === group.previous?.room);
  return [...own, ...free.filter((room) => room !== group.previous?.room).slice(0, OTHER_ROOMS)];
}

type Where = {
  readonly slot: number;
  readonly room: number;
  readonly bars: (person: number) => boolean;
};

function panelsAt(state: State, group: SessionModel, where: Where): GroupOption[] {
  const { model } = state;
  const { slot, room } = where;
  const start = at(model.calendar.start, slot);
  const span = {
    day: at(model.calendar.dayOf, slot),
    start,
    end: start + group.minutes,
    site: siteOf(model, room),
  };
  const priceOf = (person: number): number => {
    if (where.bars(person) || !personClear(state, person, span)) return NEVER;
    return costAt(state, person, { minutes: group.minutes, slot });
  };
  const seats = room < 0 ? NEVER : at(model.rooms, room).seats - group.loops.length;
  const before = new Set(group.previous?.people);
  const rank = (person: number): number =>
    priceOf(person) - (before.has(person) ? model.weights.replaced : 0);
  const panels = fill(group.seats, { priceOf, rank, unfilled: model.weights.unfilled, taken: [] });
  return panels
    .filter(({ people }) => people.length <= seats)
    .map(({ people, seats: places, cost }) => ({
      placement: { session: group.index, slot, ...span, room, people, seats: places },
      cost: cost + costOfChange(state, group, { start, room, people }),
    }))
    .toSorted((a, b) => a.cost - b.cost)
    .slice(0, PANELS);
}

function costOfChange(
  { model }: State,
  { previous }: SessionModel,
  now: { readonly start: number; readonly room: number; readonly people: readonly number[] },
): number {
  if (previous === undefined) return 0;
  const { moved, rerouted, replaced } = model.weights;
  const gone = previous.people.filter((person) => !now.people.includes(person)).length;
  return (
    (previous.start === now.start ? 0 : moved) + (previous.room === now.room ? 0 : rerouted) + gone * replaced
  );
}

type Panel = { readonly people: readonly number[]; readonly seats: readonly number[]; readonly cost: number };
type Filling = {
  readonly priceOf: (person: number) => number;
  readonly rank: (person: number) => number;
  readonly unfilled: number;
  readonly taken: readonly number[];
};

/** Every way to fill the seats, each combination of people for a seat once. */
function fill(seats: readonly SeatModel[], filling: Filling): Panel[] {
  const [seat, ...rest] = seats;
  if (seat === undefined) return [{ people: [], seats: [], cost: 0 }];
  const free = seat.people
    .filter((person) => !filling.taken.includes(person) && filling.priceOf(person) < NEVER)
    .toSorted((a, b) => filling.rank(a) - filling.rank(b))
    .slice(0, seat.count + SPARE_PEOPLE);
  const fewest = seat.optional ? 0 : seat.count;
  return choices(free, seat.count)
    .filter((chosen) => chosen.length >= fewest)
    .flatMap((chosen) => {
      const own = chosen.reduce((sum, person) => sum + filling.priceOf(person), 0);
      const cost = own + (seat.count - chosen.length) * filling.unfilled;
      return fill(rest, { ...filling, taken: [...filling.taken, ...chosen] }).map((panel) => ({
        people: [...chosen, ...panel.people],
        seats: [...chosen.map(() => seat.seat), ...panel.seats],
        cost: cost + panel.cost,
      }));
    });
}

/** All sets of at most `most` people. */
function choices(people: readonly number[], most: number): number[][] {
  let sets: number[][] = [[]];
  for (const person of people) {
    sets = sets.flatMap((set) => (set.length < most ? [set, [...set, person]] : [set]));
  }
  return sets;
}
