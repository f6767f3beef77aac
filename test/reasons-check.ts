/** Whether reasons are a smallest conflicting set, told apart from the search: the problem with facts removed is solved. */
import assert from 'node:assert/strict';
import type {
  LoopProblem,
  ProblemLoop,
  ProblemPerson,
  ProblemSession,
  Reason,
  Rule,
  Seat,
} from '#domain/planning/loop-problem.ts';
import { solve } from '#solver/solve.ts';
import { CALM } from './cheapest.ts';
import { randomProblem } from './random-problem.ts';

/** The problem with nothing left of its facts and rules but those of `kept`; written apart from the search. */
export function onlyWith(problem: LoopProblem, kept: readonly Reason[]): LoopProblem {
  const has = (rule: Rule, about: Omit<Reason, 'rule'> = {}): boolean =>
    kept.some((one) => one.rule === rule && one.session === about.session && one.person === about.person);
  const without = <T extends object, K extends keyof T>(item: T, keys: readonly K[]): T => {
    const copy = { ...item };
    for (const key of keys) delete copy[key];
    return copy;
  };
  // Without a rule about who sits, whoever is frozen there may.
  const anySeats = (id: string): readonly Seat[] => {
    const frozen = (problem.frozen ?? []).includes(id) && has('frozen', { session: id });
    const was = frozen ? problem.previous?.sessions.find(({ session }) => session === id) : undefined;
    const people = was?.people.map(({ person }) => person) ?? [];
    return people.length === 0 ? [] : [{ people, count: people.length, optional: true }];
  };
  const session = <T extends ProblemSession>(one: T): T => {
    const about = { session: one.id };
    const seated = has('seat', about) ? one : { ...one, seats: anySeats(one.id) };
    const ordered = has('order', about)
      ? seated
      : without<T, 'after' | 'first' | 'last'>(seated, ['after', 'first', 'last']);
    const housed = has('room', about) ? ordered : without<T, 'room'>(ordered, ['room']);
    return has('window', about) ? housed : without<T, 'window'>(housed, ['window']);
  };
  const person = (one: ProblemPerson): ProblemPerson => {
    const about = { person: one.id };
    const loaded = has('load', about) ? one : without(one, ['maxPerDay', 'maxPerWeek']);
    const apart = has('overlap', about) ? loaded : without(loaded, ['gap']);
    const working = has('works', about) ? apart : without(apart, ['works']);
    return has('busy', about) ? working : without(working, ['busy']);
  };
  const loop = (one: ProblemLoop): ProblemLoop => {
    const paced = has('pace') ? one : without(one, ['gap', 'stretch']);
    const dated = has('days')
      ? paced
      : { ...without(paced, ['earliest', 'latest']), maxDays: problem.days.length };
    return { ...dated, ...(has('again') ? {} : { meetAgain: true }), sessions: one.sessions.map(session) };
  };
  return {
    ...problem,
    hours: has('hours') ? problem.hours : { from: '00:00', to: '24:00' },
    people: problem.people.map(person),
    walking: has('walking') ? (problem.walking ?? []) : [],
    candidates: problem.candidates.map((one) => (has('candidate') ? one : without(one, ['available']))),
    loops: problem.loops.map(loop),
    groups: (problem.groups ?? []).map(session),
    declined: (problem.declined ?? []).filter((one) => has('seat', { session: one.session })),
    ...(problem.previous === undefined
      ? {}
      : {
          previous: {
            sessions: problem.previous.sessions.map((was) =>
              has('room', { session: was.session }) ? was : without<typeof was, 'room'>(was, ['room']),
            ),
          },
        }),
    frozen: (problem.frozen ?? []).filter((id) => has('frozen', { session: id })),
  };
}

/** How often the search asks before it has to be content with the first plan. */
const PATIENCE = 40;

export function fits(problem: LoopProblem): boolean {
  let asked = 0;
  return solve(problem, { ...CALM, stop: () => (asked += 1) > PATIENCE && 'time' }).status === 'complete';
}

/** The reasons forbid the loop, and without any one of them it is placed. */
export function assertSmallest(problem: LoopProblem, because: readonly Reason[], name: string): void {
  assert.equal(fits(onlyWith(problem, because)), false, `${name}: the reasons alone do not forbid it`);
  for (const one of because) {
    const rest = because.filter((other) => other !== one);
    assert.equal(fits(onlyWith(problem, rest)), true, `${name}: ${JSON.stringify(one)} is no reason`);
  }
}

/** Over random tiny problems. At most one in a hundred may say that it is in doubt. */
export function assertSmallestOver(seeds: { readonly from: number; readonly to: number }): void {
  let [told, doubted] = [0, 0];
  for (let seed = seeds.from; seed < seeds.to; seed += 1) {
    const problem = randomProblem(seed);
    const [unplaced] = solve(problem, CALM).unplaced;
    if (unplaced === undefined) continue;
    told += 1;
    assert.ok(unplaced.because.length > 0, `seed ${seed}: no reason`);
    if (unplaced.text.includes('cut short')) doubted += 1;
    else assertSmallest(problem, unplaced.because, `seed ${seed}`);
  }
  assert.ok(told > (seeds.to - seeds.from) / 4, `told of ${told}`);
  assert.ok(doubted <= 1 + told / 100, `in doubt about ${doubted} of ${told}`);
}
