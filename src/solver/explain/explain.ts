/** Why a loop is not in the plan: a smallest set of facts against it, in words, and what would make it fit. */
import type { Unplaced } from '#domain/planning/loop-problem.ts';
import type { State } from '#solver/search/state.ts';
import { takeAlone } from './alone.ts';
import type { Alone } from './alone.ts';
import { smallestConflict } from './conflict.ts';
import type { Conflict, Verdict } from './conflict.ts';
import { decide } from './decide.ts';
import { factKey, factsOf } from './facts.ts';
import type { Fact } from './facts.ts';
import { ask } from './question.ts';
import { blamed } from './blame.ts';
import { knownWays } from './known-ways.ts';
import type { KnownWays } from './known-ways.ts';
import { relaxationsOf } from './relaxations.ts';
import { prepareTrial } from './prepare-trial.ts';
import type { Trial } from './prepare-trial.ts';
import { tryFacts } from './trial.ts';
import type { Trying } from './trial.ts';
import { wordsFor } from './words.ts';

/** A conflict that time did not allow to narrow down is told up to this size; beyond, it says nothing. */
const MOST_UNNARROWED = 6;

/** Said where a trial was cut short, so that a reason too many may have stayed. */
const IN_DOUBT = 'Perhaps less than that is enough: the search for a smaller reason was cut short.';

/** `stop`: no more ways to make the loop fit. `over`, a little later: nothing more at all, what is known is told. */
export type Patience = { readonly stop: () => boolean; readonly over: () => boolean };

/** The state holds the other loops' sessions; the loop itself is not placed. */
export function explain(state: State, loop: number, { stop, over }: Patience): Unplaced {
  const alone = takeAlone(state, loop);
  const conflict = conflictOf(state, loop, alone, over);
  if (conflict === undefined) return notFound(alone.loop.id);
  const { because, sure } = conflict;
  if (because.length > MOST_UNNARROWED && over()) return notFound(alone.loop.id);
  const sentences = [
    wordsFor(alone, because),
    ...(sure ? [] : [IN_DOUBT]),
    ...(othersInTheWay(alone, over) ? ['Without the other loops it would fit.'] : []),
  ];
  return {
    loop: alone.loop.id,
    because,
    text: sentences.join(' '),
    relax: stop() ? [] : relaxationsOf(state, loop, because, stop),
  };
}

/** A smallest set of facts against the loop; undefined where nothing is known to stand against it. */
function conflictOf(state: State, loop: number, alone: Alone, over: () => boolean): Conflict | undefined {
  const question = ask(state, loop, new WeakMap());
  const blame = question === undefined ? undefined : decide(question).blame;
  const matters = blame === undefined ? () => true : blamed(blame, state.model.people);
  const people = state.model.people.filter(
    ({ id }) => blame === undefined || matters({ rule: 'busy', person: id }),
  );
  const trial = prepareTrial(alone, new Set(people.map(({ id }) => id)));
  const kinds = factsOf(trial).map((facts) => facts.filter(matters));
  const ways = knownWays(trial);
  const conflict = smallestConflict(kinds, (facts, dropped) => judged(trial, facts, { ways, dropped, over }));
  return conflict?.because.length === 0 ? { because: bareConflict(trial), sure: true } : conflict;
}

function judged(
  trial: Trial,
  facts: readonly Fact[],
  { ways, ...how }: Trying & { readonly ways: KnownWays },
): Verdict {
  if (ways.hold(facts, how.dropped)) return 'possible';
  const { placements, known, blame } = tryFacts(trial, new Set(facts.map(factKey)), how);
  if (placements !== undefined) {
    ways.add(placements, facts);
    return 'possible';
  }
  if (!known) return 'unknown';
  return blame === undefined ? facts : facts.filter(blamed(blame, trial.wide.people));
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
function othersInTheWay(alone: Alone, over: () => boolean): boolean {
  if (alone.taken.length === 0 && alone.standing.length === 0) return false;
  const free = { ...alone, taken: [], standing: [] };
  const trial = prepareTrial(free, new Set(alone.problem.people.map(({ id }) => id)));
  return (
    tryFacts(trial, new Set(factsOf(trial).flat().map(factKey)), { dropped: [], over }).placements !==
    undefined
  );
}
