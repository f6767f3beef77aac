/**
 * What would make the loop fit: small changes to the problem, each verified by solving with it before it is told.
 */
import { dateAt, timeAt } from '#domain/time/zoned.ts';
import type { Relaxation } from '#domain/planning/loop-problem.ts';
import { at } from '#solver/at.ts';
import type { Model } from '#solver/model/model.ts';
import type { State } from '#solver/search/state.ts';
import { fork, removeLoop } from '#solver/search/state.ts';
import type { Fact } from './facts.ts';
import { takeAlone } from './alone.ts';
import type { Alone } from './alone.ts';
import { CHANGE_KINDS, laddersOf } from './changes.ts';
import type { Change } from './change.ts';
import type { Ladder } from './changes.ts';
import type { Comings } from './question.ts';
import { tryAlone } from './try-alone.ts';
import { dayWords } from './words.ts';

const MOST = 4;
/** Of one kind of change at most; a coordinator wants to choose between different ways out. */
const MOST_OF_A_KIND = 2;
/** Changes tried at most; each is a solve of its own. */
const TRIES = 40;

/** Rules that the sessions of other loops may be what stands behind. */
const OTHERS: ReadonlySet<Fact['rule']> = new Set(['overlap', 'room', 'load']);

/** Those that ask least of people first. */
export function relaxationsOf(
  state: State,
  loop: number,
  because: readonly Fact[],
  stop: () => boolean,
): Relaxation[] {
  const alone = takeAlone(state, loop);
  const trying: Trying = { known: state.model, comings: new WeakMap(), left: TRIES, stop };
  const found: { readonly rank: number; readonly relaxation: Relaxation }[] = [];
  const tell = (ladder: Ladder): void => {
    const relaxation = firstThatHelps(ladder, trying);
    if (relaxation === undefined || found.some((one) => one.relaxation.change === relaxation.change)) return;
    found.push({ rank: CHANGE_KINDS.indexOf(ladder.kind), relaxation });
  };
  // One of each kind before a second of any.
  for (const ladder of inTurns(laddersOf(alone, because))) if (found.length < MOST) tell(ladder);
  const told = found.toSorted((a, b) => a.rank - b.rank).map(({ relaxation }) => relaxation);
  if (told.length < MOST && !stop() && because.some(({ rule }) => OTHERS.has(rule)))
    told.push(...otherLoops(state, loop, MOST - told.length, stop));
  return told;
}

function inTurns(ladders: readonly Ladder[]): Ladder[] {
  const turn = (ladder: Ladder): number =>
    ladders.filter((other) => other.kind === ladder.kind).indexOf(ladder);
  return ladders.filter((ladder) => turn(ladder) < MOST_OF_A_KIND).toSorted((a, b) => turn(a) - turn(b));
}

type Trying = {
  readonly known: Model;
  readonly comings: Comings;
  left: number;
  readonly stop: () => boolean;
};

function firstThatHelps({ kind, steps, grows }: Ladder, trying: Trying): Relaxation | undefined {
  if (grows === true) return leastThatHelps([...steps], trying);
  for (const change of steps) {
    const then = fitsWith(change.alone, trying);
    if (then === undefined) continue;
    const part = firstThatHelps({ kind, steps: change.parts ?? [] }, trying);
    return part ?? { change: change.say, then };
  }
  return undefined;
}

/** Where the last step does not help none does; else the first that does is found by halving. */
function leastThatHelps(steps: readonly Change[], trying: Trying): Relaxation | undefined {
  let [from, to] = [0, steps.length - 1];
  let best: Relaxation | undefined;
  for (let step = to; from <= to; step = (from + to) >> 1) {
    const change = at(steps, step);
    const then = fitsWith(change.alone, trying);
    if (then === undefined && best === undefined) return undefined;
    if (then === undefined) from = step + 1;
    else {
      best = { change: change.say, then };
      to = step - 1;
    }
  }
  return best;
}

/** What the plan would then look like, in few words; undefined when that is not known to fit. */
function fitsWith(alone: Alone, trying: Trying): string | undefined {
  if (trying.left <= 0 || trying.stop()) return undefined;
  trying.left -= 1;
  const placements = tryAlone(alone, trying);
  if (placements === undefined) return undefined;
  // The sessions of the only loop come first in its model, in the same order.
  const { sessions } = alone.loop;
  const own = placements.filter(({ session }) => sessions[session]?.kind !== 'debrief');
  const first = own.toSorted((a, b) => a.start - b.start)[0];
  if (first === undefined) return 'fits';
  const zone = alone.problem.timeZone;
  return `fits on ${dayWords(dateAt(first.start, zone))} from ${timeAt(first.start, zone)}`;
}

/** Other loops that stand in the way: without which one does this loop fit? */
function otherLoops(state: State, loop: number, most: number, stop: () => boolean): Relaxation[] {
  const { model } = state;
  const found: Relaxation[] = [];
  const placed = model.loops.filter((other) => other.index !== loop && state.active[other.index] === true);
  for (const other of placed.slice(0, 20)) {
    if (found.length >= most || stop()) break;
    const copy = fork(state);
    removeLoop(copy, other.index);
    const trying: Trying = { known: model, comings: new WeakMap(), left: 1, stop };
    const then = fitsWith(takeAlone(copy, loop), trying);
    if (then !== undefined) found.push({ change: `the sessions of ${other.id} are moved`, then });
  }
  return found;
}
