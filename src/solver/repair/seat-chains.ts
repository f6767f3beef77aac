/**
 * Repairs that keep every time and room: an empty seat goes to somebody who is free, or to somebody whose own seat at
 * that time goes to somebody else, and so on. Depth first with a growing depth, pruned by the cost of the best.
 *
 * The conflict search finds these too, but late: it has to learn one by one which of the loops that stand in the way
 * may give way. Known first, they tell it what need not be looked at.
 */
import { at } from '#solver/at.ts';
import { NEVER, siteOf } from '#solver/model/model.ts';
import type { SeatModel } from '#solver/model/model.ts';
import { prefersOtherwise } from '#solver/search/cost.ts';
import { isAtWork } from '#solver/search/free.ts';
import { metElsewhere } from '#solver/search/met.ts';
import { costAt, lastOverload } from '#solver/search/price.ts';
import { clearOfAll, fork, personClear, put, take } from '#solver/search/state.ts';
import type { Placement, State } from '#solver/search/state.ts';
import type { Insertion } from '#solver/one-loop/ranking.ts';
import type { Found } from './conflict-search.ts';
import type { Demands } from './demands.ts';
import { ownSessions } from './standing.ts';
import { reseat, type Vacancy } from './vacancies.ts';
import { costWith, placementsIn } from './worlds.ts';
import type { Priced } from './worlds.ts';

export type Chains = {
  /** Everything stands but the touched loop. */
  readonly before: Priced;
  readonly loop: number;
  /** Loops that may give a person away. */
  readonly movable: ReadonlySet<number>;
  readonly demands: Demands;
};

/** People who change their seat one after the other. */
const LONGEST = 3;
/** Seats tried in all. */
const STEPS = 400;

/** The cheapest chain; undefined where the loop cannot keep its times and rooms, or nobody can be found. */
export function cheapestChain(chains: Chains): Found | undefined {
  const state = fork(chains.before.full);
  const vacancies = reseat(state, chains.loop);
  if (vacancies === undefined) return undefined;
  for (const vacancy of vacancies) {
    const best = bestFilling({ ...chains, state }, vacancy);
    if (best === undefined) return undefined;
    for (const placement of best) {
      take(state, placement.session);
      put(state, placement);
    }
  }
  const plans = plansIn(state, chains);
  return { cost: costWith(chains.before, state, plans.keys()), plans };
}

/** The placements of every loop that differs. */
function plansIn(state: State, { before: { full }, loop }: Chains): Found['plans'] {
  const changed = new Set([loop]);
  state.placed.forEach((placement, session) => {
    const owner = at(state.model.sessions, session).loops[0];
    if (placement !== full.placed[session] && owner !== undefined) changed.add(owner);
  });
  return new Map(
    [...changed].map((one): [number, Insertion] => [one, { cost: 0, placements: placementsIn(state, one) }]),
  );
}

type Search = Chains & { readonly state: State };
type Best = { cost: number; placements: readonly Placement[] | undefined; steps: number };

function bestFilling(search: Search, vacancy: Vacancy): readonly Placement[] | undefined {
  const best: Best = { cost: NEVER, placements: undefined, steps: STEPS };
  for (let depth = 1; depth <= LONGEST; depth += 1) {
    fill(search, best, { vacancy, spent: 0, depth, changed: [] });
  }
  return best.placements;
}

type Step = {
  readonly vacancy: Vacancy;
  /** What the seats given away so far cost. */
  readonly spent: number;
  /** So many more seats may change hands. */
  readonly depth: number;
  /** Sessions that were changed, as they stand now. */
  readonly changed: readonly number[];
};

function fill(search: Search, best: Best, step: Step): void {
  const { state } = search;
  const { session, seat } = step.vacancy;
  const placement = at(state.placed, session);
  if (placement === undefined) return;
  for (const person of eligible(search, placement, seat)) {
    if (best.steps <= 0) return;
    const price = priceOf(state, placement, person);
    if (price < NEVER) offer(search, best, { ...step, spent: step.spent + price }, person);
    else if (step.depth > 1) borrow(search, best, step, person);
  }
}

/** Who may take the seat and is at work and without other plans then; other sessions are looked at later. */
function eligible({ state, demands }: Search, placement: Placement, seat: SeatModel): number[] {
  const { model } = state;
  const { index } = at(model.sessions, placement.session);
  const met = metElsewhere(state, placement.session);
  return seat.people.filter((person) => {
    const free = isAtWork(model, person, placement);
    const wanted = !demands.forbidden.some(
      (ban) => ban.session === index && ban.kind === 'person' && ban.index === person,
    );
    return free && wanted && !placement.people.includes(person) && !met.has(person);
  });
}

/** What the person costs in the session; NEVER where another session or a limit is in the way. */
function priceOf(state: State, placement: Placement, person: number): number {
  const { model } = state;
  const minutes = placement.end - placement.start;
  const cost = costAt(state, person, { minutes, slot: placement.slot });
  const span = { ...placement, site: siteOf(model, placement.room) };
  if (cost >= NEVER || (model.walk.length > 0 && !personClear(state, person, span))) return NEVER;
  const back = at(model.sessions, placement.session).previous?.people.includes(person) === true;
  return back ? cost - model.weights.replaced : cost;
}

function offer(search: Search, best: Best, step: Step, person: number): void {
  if (step.spent >= best.cost) return;
  const { state } = search;
  const { session, seat } = step.vacancy;
  const changed = new Set([...step.changed, session]);
  best.cost = step.spent;
  best.placements = [...changed].flatMap((index) => {
    const placement = state.placed[index];
    if (placement === undefined) return [];
    return index === session ? seated(placement, person, seat) : placement;
  });
}

/** Takes the person out of the one session that is in the way, and fills the seat that this leaves. */
function borrow(search: Search, best: Best, step: Step, person: number): void {
  const { state } = search;
  const { session, seat } = step.vacancy;
  const here = at(state.placed, session);
  const there = here === undefined ? undefined : onlyBlocker(search, here, person);
  if (here === undefined || there === undefined || step.changed.includes(there.session)) return;
  const { replaced } = state.model.weights;
  const given = step.spent + replaced - savedBy(state, there, person);
  if (given >= best.cost) return;
  best.steps -= 1;
  const left = vacated(state, there, person);
  swapIn(state, left.placement);
  const price = priceOf(state, here, person);
  if (price < NEVER && given + price < best.cost) {
    swapIn(state, seated(here, person, seat));
    const changed = [...step.changed, session, there.session];
    fill(search, best, { vacancy: left.vacancy, spent: given + price, depth: step.depth - 1, changed });
    swapIn(state, here);
  }
  swapIn(state, there);
}

function swapIn(state: State, placement: Placement): void {
  take(state, placement.session);
  put(state, placement);
}

/** The session that keeps the person from coming, if it is one alone and its loop may give the person away. */
function onlyBlocker(
  { state, movable, loop }: Search,
  here: Placement,
  person: number,
): Placement | undefined {
  const { model } = state;
  const { gap } = at(model.people, person);
  const span = { ...here, site: siteOf(model, here.room) };
  const own = at(state.ofPerson, person * model.calendar.days.length + here.day);
  const blocking = own.filter((other) => !clearOfAll(model, [other], span, gap));
  const [there] = blocking;
  if (there === undefined || blocking.length > 1) return undefined;
  const { group, frozen, loops } = at(model.sessions, there.session);
  const owner = loops[0] ?? -1;
  const may = !group && !frozen && (movable.has(owner) || owner === loop) && plain(state, owner);
  return may ? there : undefined;
}

/** Where everybody of the loop meets in some session, an exchange changes that session too. */
function plain(state: State, loop: number): boolean {
  return ownSessions(state, loop).every((session) =>
    at(state.model.sessions, session).seats.every(({ everyone }) => !everyone),
  );
}

/** What the plan saves when the person leaves the session, whoever sat there before. */
function savedBy(state: State, placement: Placement, person: number): number {
  const { model } = state;
  const outside = prefersOtherwise(model, person, placement) ? model.weights.preference : 0;
  return lastOverload(state, person) + outside;
}

function vacated(
  { model }: State,
  placement: Placement,
  person: number,
): { readonly placement: Placement; readonly vacancy: Vacancy } {
  const place = placement.people.indexOf(person);
  const seat = at(at(model.sessions, placement.session).seats, at(placement.seats, place));
  const others = {
    ...placement,
    people: placement.people.toSpliced(place, 1),
    seats: placement.seats.toSpliced(place, 1),
  };
  return { placement: others, vacancy: { session: placement.session, seat } };
}

function seated(placement: Placement, person: number, { seat }: SeatModel): Placement {
  return { ...placement, people: [...placement.people, person], seats: [...placement.seats, seat] };
}
