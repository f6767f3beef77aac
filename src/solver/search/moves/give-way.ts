import { at } from '#solver/at.ts';
import { siteOf } from '#solver/model/model.ts';
import { personFreeAt } from '#solver/search/free.ts';
import { clearOfAll } from '#solver/search/state.ts';
import type { Placement, State } from '#solver/search/state.ts';

/** `free`: the person can come as it is. `sessions`: leaving one of these would make it possible, or fairer. */
export type GiveWay = { readonly free: boolean; readonly sessions: readonly Placement[] };

const NOTHING: readonly Placement[] = [];

/** What the person, who is at work then, would have to leave for one more session. */
export function giveWay(state: State, here: Placement, person: number): GiveWay {
  const { model, rows } = state;
  const { recent, fair, maxPerDay, gap } = at(model.people, person);
  if (personFreeAt(state, person, here)) {
    const overloaded = recent + at(state.held, person) >= fair;
    return { free: true, sessions: overloaded ? sessionsOf(state, person) : NOTHING };
  }
  const today = at(state.ofPerson, person * rows.days + here.day);
  const span = { ...here, site: siteOf(model, here.room) };
  const near = today.filter((other) => !clearOfAll(model, [other], span, gap));
  if (near.length > 0) return { free: false, sessions: near.length === 1 ? near : NOTHING };
  return { free: false, sessions: today.length >= maxPerDay ? today : sessionsOf(state, person) };
}

/** All that the person sits in. */
export function sessionsOf({ ofPerson, rows: { days } }: State, person: number): Placement[] {
  const all: Placement[] = [];
  for (let day = 0; day < days; day += 1) all.push(...at(ofPerson, person * days + day));
  return all;
}
