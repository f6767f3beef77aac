/**
 * What would make the loop fit: small changes to the problem, each verified by solving with it before it is told.
 */
import { dateAt, timeAt } from '#domain/zoned.ts';
import type { Relaxation } from '#domain/loop-problem.ts';
import { at } from '#solver/at.ts';
import type { Model } from '#solver/model/model.ts';
import type { State } from '#solver/search/state.ts';
import { fork, removeLoop } from '#solver/search/state.ts';
import type { Fact } from './facts.ts';
import { takeAlone } from './alone.ts';
import type { Alone } from './alone.ts';
import { CHANGE_KINDS, laddersOf } from './changes.ts';
import type { Ladder } from './changes.ts';
import { tryAlone } from './trial.ts';
import { dayWords } from './words.ts';

const MOST = 4;
/** Of one kind of change at most; a coordinator wants to choose between different ways out. */
const MOST_OF_A_KIND = 2;
/** Changes tried at most; each is a solve of its own. */
const TRIES = 60;

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
  const budget = { tries: TRIES };
  const found: { readonly rank: number; readonly relaxation: Relaxation }[] = [];
  const ladders = laddersOf(alone, because);
  const tell = (ladder: Ladder): void => {
    const relaxation = firstThatHelps(ladder, state.model, budget, stop);
    if (relaxation === undefined || found.some((one) => one.relaxation.change === relaxation.change)) return;
    found.push({ rank: CHANGE_KINDS.indexOf(ladder.kind), relaxation });
  };
  // One of each kind before a second of any.
  for (const ladder of inTurns(ladders)) if (found.length < MOST) tell(ladder);
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

function firstThatHelps(
  ladder: Ladder,
  known: Model,
  budget: { tries: number },
  stop: () => boolean,
): Relaxation | undefined {
  for (const change of ladder.steps) {
    if (budget.tries <= 0 || stop()) return undefined;
    budget.tries -= 1;
    const then = fitsWith(change.alone, known, stop);
    if (then !== undefined) return { change: change.say, then };
  }
  return undefined;
}

/** What the plan would then look like, in few words; undefined when it still does not fit. */
function fitsWith(alone: Alone, known: Model, stop: () => boolean): string | undefined {
  const { fits, state } = tryAlone(alone, known, stop);
  if (fits === undefined) return undefined;
  const own = fits.placements.filter((placement) => !at(state.model.sessions, placement.session).debrief);
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
    const then = fitsWith(takeAlone(copy, loop), state.model, stop);
    if (then !== undefined) found.push({ change: `the sessions of ${other.id} are moved`, then });
  }
  return found;
}
