/** Why a loop is not in the plan: a smallest set of facts against it, in words, and what would make it fit. */
import type { Unplaced } from '#domain/loop-problem.ts';
import type { State } from '#solver/search/state.ts';
import { takeAlone } from './alone.ts';
import type { Alone } from './alone.ts';
import { smallestConflict } from './conflict.ts';
import { factKey, factsOf } from './facts.ts';
import type { Fact } from './facts.ts';
import { relaxationsOf } from './relaxations.ts';
import { prepareTrial, tryFacts } from './trial.ts';
import type { Trial } from './trial.ts';
import { wordsFor } from './words.ts';

/**
 * The state holds the other loops' sessions; the loop itself is not placed. What stands against it is always found
 * out; ways to make it fit are left out once `stop` says so.
 */
export function explain(state: State, loop: number, stop: () => boolean): Unplaced {
  const alone = takeAlone(state, loop);
  const trial = prepareTrial(alone);
  const kinds = factsOf(trial);
  const impossible = (facts: readonly Fact[]): boolean => {
    const answer = tryFacts(trial, new Set(facts.map(factKey)));
    return answer.known && answer.fits === undefined;
  };
  if (!impossible(kinds.flat())) return notFound(alone.loop.id);
  const because = impossible([]) ? bareConflict(trial) : smallestConflict(kinds, impossible);
  return {
    loop: alone.loop.id,
    because,
    text: `${wordsFor(alone, because)}${othersInTheWay(alone) ? ' Without the other loops it would fit.' : ''}`,
    relax: stop() ? [] : relaxationsOf(state, loop, because, stop),
  };
}

/** Nothing is known to stand against the loop: the search just did not come to place it. */
export function notFound(loop: string): Unplaced {
  return {
    loop,
    because: [],
    text: 'No place was found in the time given; nothing is known to rule it out. Give the search more time.',
    relax: [],
  };
}

/** With every fact dropped it is still impossible: the sessions are too long, one by one or together. */
function bareConflict(trial: Trial): Fact[] {
  const tooLong = trial.alone.loop.sessions.find((session) => session.minutes > 24 * 60);
  return tooLong === undefined ? [{ rule: 'candidate' }] : [{ rule: 'hours', session: tooLong.id }];
}

/** True when the loop fits once no other loop is placed. */
function othersInTheWay(alone: Alone): boolean {
  if (alone.taken.length === 0 && alone.standing.length === 0) return false;
  const trial = prepareTrial({ ...alone, taken: [], standing: [] });
  return tryFacts(trial, new Set(factsOf(trial).flat().map(factKey))).fits !== undefined;
}
