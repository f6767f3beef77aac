import { at } from '#solver/at.ts';
import { siteOf } from '#solver/model/model.ts';
import { personFreeAt } from '#solver/search/free.ts';
import { personClear, put, take } from '#solver/search/state.ts';
import type { Placement, State } from '#solver/search/state.ts';
import type { Chain, Vacancy } from './seat-chain.ts';

/** The loops whose people the chain changes. */
export function loopsIn({ model }: State, { last }: Chain): number[] {
  const loops = new Set<number>();
  for (let one: Vacancy | undefined = last; one !== undefined; one = one.next)
    for (const loop of at(model.sessions, one.session).loops) loops.add(loop);
  return [...loops];
}

/** Carries the chain out; false where its links do not go together, and then nothing has changed. */
export function changeSeats(state: State, chain: Chain): boolean {
  const changed = changedBy(state, chain);
  const before = [...changed.keys()].flatMap((session) => take(state, session) ?? []);
  let holds = true;
  for (const placement of changed.values()) {
    holds = holds && everybodyCanCome(state, placement);
    put(state, placement);
  }
  if (holds) return true;
  for (const session of changed.keys()) take(state, session);
  for (const placement of before) put(state, placement);
  return false;
}

function changedBy(state: State, chain: Chain): Map<number, Placement> {
  const changed = new Map<number, Placement>();
  let { by } = chain;
  for (let one: Vacancy | undefined = chain.last; one !== undefined; one = one.next) {
    const placement = changed.get(one.session) ?? state.placed[one.session];
    if (placement === undefined) continue;
    changed.set(one.session, { ...placement, people: placement.people.with(one.place, by) });
    by = one.left;
  }
  return changed;
}

/** Asked before the session stands. */
function everybodyCanCome(state: State, placement: Placement): boolean {
  const { model } = state;
  const span = { ...placement, site: siteOf(model, placement.room) };
  return placement.people.every(
    (person) =>
      personFreeAt(state, person, placement) && (model.walk.length === 0 || personClear(state, person, span)),
  );
}
