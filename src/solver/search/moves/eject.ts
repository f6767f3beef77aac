/**
 * A loop goes where it costs least if people could be taken away from other loops, and the loops that it takes them
 * from are put elsewhere (ejection chains: Glover 1996).
 *
 * A ruin drawn by chance seldom hits the very loop that stands in the way; here the exact insertion names it.
 */
import { at } from '#solver/at.ts';
import { newEffort } from '#solver/one-loop/effort.ts';
import { ONE_CLASS, placeLoop } from '#solver/one-loop/one-loop.ts';
import { newRanking, ranked } from '#solver/one-loop/ranking.ts';
import { shareOf } from '#solver/search/cost.ts';
import { INSERTION_NODES, insertBest } from '#solver/search/insert.ts';
import { draw } from '#solver/search/random.ts';
import { restore, snapshotOf } from '#solver/search/snapshot.ts';
import type { Snapshot } from '#solver/search/snapshot.ts';
import { insertLoop, removeLoop } from '#solver/search/state.ts';
import type { State } from '#solver/search/state.ts';
import { blink } from './blink.ts';
import { changeSeats, loopsIn } from './change-seats.ts';
import { inTheWay } from './in-the-way.ts';
import type { InTheWay } from './in-the-way.ts';
import { drawSeed } from './move.ts';
import type { Costs, Field } from './move.ts';
import { cheapestChain } from './seat-chain.ts';
import type { Seat } from './seat-chain.ts';

/** Loops that one chain moves at most, and how many may be in the way of one of them. */
const LONGEST = 12;
const MOST = 3;

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
  if (best === undefined) return false;
  const inTheirWay = inTheWay(state, best.placements, chain.field.random);
  const owners = new Set(inTheirWay.map(({ session }) => ownerOf(state, session)));
  if (owners.size > MOST || chain.moved.size + owners.size > LONGEST) return false;
  const was = shareOf(state, [loop]);
  insertLoop(state, loop, best.placements);
  chain.total += shareOf(state, [loop]) - was;
  chain.open.splice(chain.open.indexOf(loop), 1);
  return inTheirWay.every((one) => makeWay(chain, one));
}

/** The person leaves the session to somebody else; where nobody can be found, the session's loop goes elsewhere. */
function makeWay(chain: Chain, { session, person }: InTheWay): boolean {
  const { state, movable } = chain.field;
  const place = state.placed[session]?.people.indexOf(person) ?? -1;
  if (place < 0 || refill(chain, { session, place })) return true;
  const owner = ownerOf(state, session);
  if (!movable.includes(owner) || chain.moved.has(owner) || chain.moved.size >= LONGEST) return false;
  takeOut(chain, owner);
  return true;
}

function refill(chain: Chain, seat: Seat): boolean {
  const { state } = chain.field;
  const found = cheapestChain(chain.field, seat, { allowed: spareOf(chain), enough: 0 });
  if (found === undefined) return false;
  const before = snapshotOf(state, loopsIn(state, found));
  if (!changeSeats(state, found)) return false;
  chain.before.push(before);
  chain.total += found.cost;
  return true;
}

/** What may be spent on seats, if the loops not placed yet cost what each costs alone. */
function spareOf({ field, costs, open, total }: Chain): number {
  const { unplaced } = field.state.model.weights;
  return open.reduce((spare, loop) => spare + unplaced - at(field.alone, loop), costs.allowed - total);
}

/** The one loop that can be taken out to free the session's people; -1 where there is none. */
function ownerOf({ model }: State, index: number): number {
  const { frozen, group, loops } = at(model.sessions, index);
  return frozen || group ? -1 : at(loops, 0);
}
