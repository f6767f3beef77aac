/**
 * The cheapest way to fill a seat while every time and room stays: somebody with time to spare takes it, or somebody
 * who gives up another seat for it, which is then to be filled in turn.
 *
 * Augmenting paths over the seats, breadth first. Each link is judged as if the others did not exist, so that the
 * chain as a whole may still break a rule: change-seats.ts sees to that.
 */
import { at } from '#solver/at.ts';
import { isAtWork } from '#solver/search/free.ts';
import { draw } from '#solver/search/random.ts';
import { metElsewhere } from '#solver/search/met.ts';
import type { Placement } from '#solver/search/state.ts';
import type { Field } from './move.ts';
import { giveWay } from './give-way.ts';
import { nextOverload } from '#solver/search/price.ts';
import { leavingSaves, sittingCosts } from './seat-cost.ts';

/** One of the people of a session that stands: the index in its placement's `people`. */
export type Seat = { readonly session: number; readonly place: number };

/** A seat that somebody has left. `cost`: what the plan costs more so far, while the seat is empty. */
export type Vacancy = Seat & {
  readonly left: number;
  readonly cost: number;
  readonly links: number;
  /** The seat that `left` sits in now; undefined for the first. */
  readonly next: Vacancy | undefined;
};

/** `by` takes the last seat that was left, and so on back to the first. `cost`: what the plan then costs more. */
export type Chain = { readonly last: Vacancy; readonly by: number; readonly cost: number };

/** What the plan may cost more; and what is so cheap that nothing cheaper is looked for. */
export type Wanted = { readonly allowed: number; readonly enough: number };

/** People who change their seats one after the other. */
const LONGEST = 6;
/** Seats looked at for one chain. */
const MOST = 60;
/** More than a session has places. */
const PLACES = 1024;

type Search = {
  readonly field: Field;
  readonly wanted: Wanted;
  readonly queue: Vacancy[];
  /** The least cost at which each seat was left. */
  readonly reached: Map<number, number>;
  /** The cheapest chain so far, and what the next must cost less than. */
  best: Chain | undefined;
  limit: number;
};

/** The person leaves the seat for good. Undefined where no chain was found that costs no more than allowed. */
export function cheapestChain(field: Field, seat: Seat, wanted: Wanted): Chain | undefined {
  const placement = field.state.placed[seat.session];
  if (placement === undefined || field.reseatable[seat.session] !== 1) return undefined;
  const left = at(placement.people, seat.place);
  const cost = -leavingSaves(field.state, placement, left);
  const limit = wanted.allowed + 1;
  const search: Search = { field, wanted, queue: [], reached: new Map(), best: undefined, limit };
  leave(search, { ...seat, left, cost, links: 0, next: undefined });
  for (let head = 0; head < search.queue.length && head < MOST; head += 1) {
    fill(search, at(search.queue, head));
    if (search.limit <= wanted.enough) break;
  }
  return search.best;
}

function leave({ queue, reached }: Search, vacancy: Vacancy): void {
  const key = vacancy.session * PLACES + vacancy.place;
  if ((reached.get(key) ?? Infinity) <= vacancy.cost) return;
  reached.set(key, vacancy.cost);
  queue.push(vacancy);
}

/** Everybody who could take the seat, beginning anywhere, so that not always the same people change. */
function fill(search: Search, vacancy: Vacancy): void {
  const { state, random } = search.field;
  const here = state.placed[vacancy.session];
  if (here === undefined) return;
  const { people } = at(at(state.model.sessions, here.session).seats, at(here.seats, vacancy.place));
  const met = metElsewhere(state, here.session);
  const first = draw(random, people.length);
  for (let count = 0; count < people.length; count += 1) {
    const person = at(people, (first + count) % people.length);
    const away = here.people.includes(person) || met.has(person) || isIn(vacancy, person);
    if (!away && isAtWork(state.model, person, here)) take(search, vacancy, here, person);
  }
}

function isIn(vacancy: Vacancy, person: number): boolean {
  for (let one: Vacancy | undefined = vacancy; one !== undefined; one = one.next)
    if (one.left === person) return true;
  return false;
}

/** The person takes the seat: from time to spare, or leaving another. */
function take(search: Search, vacancy: Vacancy, here: Placement, person: number): void {
  const { field, wanted } = search;
  const { state, random } = field;
  const cost = vacancy.cost + sittingCosts(state, here, person);
  const { free, sessions } = giveWay(state, here, person);
  if (free) {
    const total = cost + nextOverload(state, person);
    const instead = total === search.best?.cost && draw(random, 2) === 0;
    if (total < search.limit || instead) {
      search.best = { last: vacancy, by: person, cost: total };
      search.limit = total;
    }
  }
  if (vacancy.links >= LONGEST) return;
  for (const there of sessions) {
    const next = cost - sittingCosts(state, there, person);
    if (field.reseatable[there.session] !== 1 || next > wanted.allowed || next >= search.limit) continue;
    const place = there.people.indexOf(person);
    leave(search, {
      session: there.session,
      place,
      left: person,
      cost: next,
      links: vacancy.links + 1,
      next: vacancy,
    });
  }
}
