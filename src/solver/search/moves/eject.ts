/**
 * A loop goes where it costs least if people could be taken away from other loops, and the loops that it takes them
 * from are put elsewhere (ejection chains: Glover 1996).
 *
 * A ruin drawn by chance seldom hits the very loop that stands in the way; here the exact insertion names it.
 */
import { at } from '#solver/at.ts';
import { siteOf } from '#solver/model/model.ts';
import { newEffort } from '#solver/one-loop/effort.ts';
import { ONE_CLASS, placeLoop } from '#solver/one-loop/one-loop.ts';
import { newRanking, ranked } from '#solver/one-loop/ranking.ts';
import { shareOf } from '#solver/search/cost.ts';
import { INSERTION_NODES } from '#solver/search/insert.ts';
import { draw, shuffled } from '#solver/search/random.ts';
import type { Random } from '#solver/search/random.ts';
import { restore, snapshotOf } from '#solver/search/snapshot.ts';
import { clearOfAll, insertLoop, removeLoop } from '#solver/search/state.ts';
import type { Placement, State } from '#solver/search/state.ts';
import { drawSeed, tryWith } from './move.ts';
import type { Costs, Field } from './move.ts';
import { recreate } from './recreate.ts';

/** No more loops than these make way. */
const MOST = 3;

export function eject(field: Field, costs: Costs): number | undefined {
  const { state, random } = field;
  const seed = drawSeed(field);
  const ejection = ejectionFor(field, seed, costs);
  if (ejection === undefined) return undefined;
  const owners = shuffled(random, ejection.owners);
  return tryWith(field, [seed, ...owners], costs, (slack) => {
    insertLoop(state, seed, ejection.placements);
    return recreate(field, owners, slack());
  });
}

/** Where the loop would stand, and the loops that must make way. */
type Ejection = { readonly placements: readonly Placement[]; readonly owners: readonly number[] };

/** Undefined where the loop gains nothing, or too much would have to go. Changes nothing. */
function ejectionFor(field: Field, loop: number, costs: Costs): Ejection | undefined {
  const { state } = field;
  const { preference, unplaced } = state.model.weights;
  const before = snapshotOf(state, [loop]);
  const now = shareOf(state, [loop]);
  removeLoop(state, loop);
  const stays = shareOf(state, [loop]) - unplaced;
  // Whoever makes way will cost a little more elsewhere; about as much as one wish that is not met.
  const ranking = newRanking(1, costs.allowed - costs.current + now - stays + 1 + 2 * preference);
  placeLoop(state, at(state.model.loops, loop), ranking, {
    effort: newEffort(INSERTION_NODES, field.stop),
    classOf: ONE_CLASS,
    soft: preference,
  });
  const best = ranked(ranking)[0];
  const owners = best === undefined ? undefined : ownersInTheWay(field, best.placements);
  restore(state, before);
  return best === undefined || owners === undefined
    ? undefined
    : { placements: best.placements, owners: [...owners] };
}

/** The loops whose sessions people would have to leave; undefined where that cannot be, or is too many. */
function ownersInTheWay(
  { state, movable, random }: Field,
  placements: readonly Placement[],
): ReadonlySet<number> | undefined {
  const owners = new Set<number>();
  const seated = placements.flatMap((placement) => placement.people.map((person) => ({ person, placement })));
  for (const { person, placement } of seated) {
    const leaving = sessionsToLeave(state, person, placement, { owners, random });
    for (const { session } of leaving) owners.add(ownerOf(state, session));
    if (owners.size > MOST) return undefined;
  }
  return [...owners].every((owner) => movable.includes(owner)) ? owners : undefined;
}

/** The one loop that can be taken out to free the session's people; -1 where there is none. */
function ownerOf({ model }: State, index: number): number {
  const { frozen, group, loops } = at(model.sessions, index);
  return frozen || group ? -1 : at(loops, 0);
}

type Known = { readonly owners: ReadonlySet<number>; readonly random: Random };

/** Sessions too close to the new one; and where a limit on the load is reached, one more by chance. */
function sessionsToLeave(
  state: State,
  person: number,
  placement: Placement,
  { owners, random }: Known,
): Placement[] {
  const { model } = state;
  const { calendar } = model;
  const { gap, maxPerDay, maxPerWeek } = at(model.people, person);
  const days = calendar.days.map((_, day) => day);
  const on = (day: number): Placement[] =>
    at(state.ofPerson, person * days.length + day).filter(
      (other) => !at(model.sessions, other.session).loops.some((loop) => owners.has(loop)),
    );
  const span = { ...placement, site: siteOf(model, placement.room) };
  const near = days.filter((day) => Math.abs(day - placement.day) <= Number(model.nightly)).flatMap(on);
  const leave = near.filter((other) => !clearOfAll(model, [other], span, gap));
  const staying = (list: readonly Placement[]): Placement[] => list.filter((one) => !leave.includes(one));
  const today = staying(on(placement.day));
  if (today.length >= maxPerDay) leave.push(at(today, draw(random, today.length)));
  const week = at(calendar.weekOf, placement.day);
  const inWeek = staying(days.filter((day) => at(calendar.weekOf, day) === week).flatMap(on));
  if (inWeek.length >= maxPerWeek) leave.push(at(inWeek, draw(random, inWeek.length)));
  return leave;
}
