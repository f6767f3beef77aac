/** What the other loops' sessions take of people and rooms, put into the state of a loop alone. */
import { at } from '#solver/at.ts';
import { slotFrom } from '#solver/model/calendar.ts';
import { NEVER } from '#solver/model/model.ts';
import type { Model } from '#solver/model/model.ts';
import { putFrozen } from '#solver/search/frozen.ts';
import { emptyState } from '#solver/search/state.ts';
import type { Placement, State } from '#solver/search/state.ts';
import type { Alone } from './alone.ts';
import { factKey } from './facts.ts';
import type { Fact } from './facts.ts';

/** The keys of the facts that hold; undefined where all do. */
export type Kept = ReadonlySet<string> | undefined;

/** The model's state with the others in it; undefined where what stands breaks a rule already. */
export function stateAmongOthers(alone: Alone, model: Model, kept?: Kept): State | undefined {
  const state = emptyState(model);
  const refused = putFrozen(state);
  putTaken(alone, state, kept);
  return putStanding(alone, state, kept) && refused.length === 0 ? state : undefined;
}

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
