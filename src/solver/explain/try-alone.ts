/** A loop with something changed, asked whether it fits; what is unchanged is not compiled again. */
import type { LoopProblem } from '#domain/planning/loop-problem.ts';
import { at } from '#solver/at.ts';
import { compile } from '#solver/model/compile.ts';
import type { Model } from '#solver/model/model.ts';
import type { Placement } from '#solver/search/state.ts';
import type { Alone } from './alone.ts';
import { decide } from './decide.ts';
import { ask } from './question.ts';
import type { Comings } from './question.ts';
import { search } from './any-place.ts';
import { stateAmongOthers } from './other-loops.ts';

type How = { readonly known: Model; readonly comings: Comings; readonly stop: () => boolean };

/**
 * What would stand where; undefined where that is not known quickly. `known`: the model of a
 * problem with mostly the same people, rooms and hours.
 */
export function tryAlone(alone: Alone, { known, comings, stop }: How): readonly Placement[] | undefined {
  const state = stateAmongOthers(alone, modelOf(alone.problem, known));
  if (state === undefined) return undefined;
  const question = ask(state, 0, comings);
  return question === undefined ? search(state, stop).placements : decide(question).placements;
}

/** People who are not the same are compiled by themselves. */
function modelOf(problem: LoopProblem, known: Model): Model {
  const before = known.problem.people;
  if (problem.people.length !== before.length) return compile(problem, known);
  const model = compile({ ...problem, people: before }, known);
  const changed = problem.people.flatMap((person, index) => (person === before[index] ? [] : [index]));
  if (changed.length === 0) return { ...model, problem };
  const theirs = compile({
    ...problem,
    people: changed.map((index) => at(problem.people, index)),
    pools: {},
    rooms: [],
    candidates: [],
    loops: [],
    groups: [],
  });
  const patched = <T>(all: readonly T[], some: readonly T[]): T[] =>
    all.map((one, index) => (changed.includes(index) ? at(some, changed.indexOf(index)) : one));
  return {
    ...model,
    problem,
    people: patched(model.people, theirs.people).map((person, index) => ({ ...person, index })),
    free: patched(model.free, theirs.free),
    preferred: patched(model.preferred, theirs.preferred),
  };
}
