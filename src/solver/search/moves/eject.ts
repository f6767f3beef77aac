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
import { INSERTION_NODES, insertBest } from '#solver/search/insert.ts';
import { draw } from '#solver/search/random.ts';
import type { Random } from '#solver/search/random.ts';
import { restore, snapshotOf } from '#solver/search/snapshot.ts';
import type { Snapshot } from '#solver/search/snapshot.ts';
import { clearOfAll, insertLoop, removeLoop } from '#solver/search/state.ts';
import type { Placement, State } from '#solver/search/state.ts';
import { blink } from './blink.ts';
import { drawSeed } from './move.ts';
import type { Costs, Field } from './move.ts';

/** Loops that one chain moves at most, and how many may have to make way for one of them. */
const LONGEST = 12;
const MOST = 5;

export function eject(field: Field, costs: Costs): number | undefined {
  const chain: Chain = { field, costs, before: [], moved: new Set(), open: [], total: costs.current };
  const seed = drawSeed(field);
  takeOut(chain, seed);
  if (insertSoftly(chain, seed) && settle(chain) && chain.total <= costs.allowed) return chain.total;
  for (const snapshot of chain.before.toReversed()) restore(field.state, snapshot);
  return undefined;
}

type Chain = {
  readonly field: Field;
  readonly costs: Costs;
  /** What stood before, loop by loop in the order of taking out. */
  readonly before: Snapshot[];
  readonly moved: Set<number>;
  /** Loops taken out and not placed yet. */
  readonly open: number[];
  total: number;
};

function takeOut(chain: Chain, loop: number): void {
  const { state } = chain.field;
  chain.before.push(snapshotOf(state, [loop]));
  chain.moved.add(loop);
  chain.open.push(loop);
  const was = shareOf(state, [loop]);
  removeLoop(state, loop);
  chain.total += shareOf(state, [loop]) - was;
}

/** What the loop must cost less than, if the others not placed yet cost what each costs alone. */
function limitOf({ field, costs, open, total }: Chain, loop: number): number {
  const { unplaced } = field.state.model.weights;
  const others = open.reduce(
    (sum, other) => (other === loop ? sum : sum + at(field.alone, other) - unplaced),
    0,
  );
  return costs.allowed - (total - unplaced) - others + 1;
}

/** Places those in the way elsewhere, and where that does not do, those in their way in turn. */
function settle(chain: Chain): boolean {
  const { state, random, stop } = chain.field;
  while (chain.open.length > 0) {
    const loop = at(chain.open, draw(random, chain.open.length));
    const cost = insertBest(state, loop, {
      stop,
      limit: limitOf(chain, loop),
      ...blink(state, loop, random),
    });
    if (cost === undefined) {
      if (!insertSoftly(chain, loop)) return false;
      continue;
    }
    chain.total += cost - state.model.weights.unplaced;
    chain.open.splice(chain.open.indexOf(loop), 1);
  }
  return true;
}

/** Puts the loop where others must make way, and takes those out; false where too much would have to go. */
function insertSoftly(chain: Chain, loop: number): boolean {
  const { state, stop } = chain.field;
  const { preference } = state.model.weights;
  // Whoever makes way will cost a little more elsewhere; about as much as one wish that is not met.
  const ranking = newRanking(1, limitOf(chain, loop) + 2 * preference);
  placeLoop(state, at(state.model.loops, loop), ranking, {
    effort: newEffort(INSERTION_NODES, stop),
    classOf: ONE_CLASS,
    soft: preference,
    ...blink(state, loop, chain.field.random),
  });
  const best = ranked(ranking)[0];
  const owners = best === undefined ? undefined : ownersInTheWay(chain, best.placements);
  if (best === undefined || owners === undefined) return false;
  for (const owner of owners) takeOut(chain, owner);
  const was = shareOf(state, [loop]);
  insertLoop(state, loop, best.placements);
  chain.total += shareOf(state, [loop]) - was;
  chain.open.splice(chain.open.indexOf(loop), 1);
  return true;
}

/** The loops whose sessions people would have to leave; undefined where that cannot be, or is too many. */
function ownersInTheWay(
  { field, moved }: Chain,
  placements: readonly Placement[],
): ReadonlySet<number> | undefined {
  const { state, movable, random } = field;
  const owners = new Set<number>();
  const seated = placements.flatMap((placement) => placement.people.map((person) => ({ person, placement })));
  for (const { person, placement } of seated) {
    const leaving = sessionsToLeave(state, person, placement, { owners, random });
    for (const { session } of leaving) owners.add(ownerOf(state, session));
    if (owners.size > MOST || moved.size + owners.size > LONGEST) return undefined;
  }
  return [...owners].every((owner) => movable.includes(owner) && !moved.has(owner)) ? owners : undefined;
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
