import { test, type TestContext } from 'node:test';
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parseLoopPlan } from '#contract/loop-plan.ts';
import { parseLoopProblem } from '#contract/loop-problem.ts';
import { COST_PARTS, RULES } from '#domain/planning/loop-problem.ts';
import { type Broken, checkPlan, type Verdict } from '#solver/check.ts';
import { mutantOf, type Pair, randomPlan } from './mutants.ts';
import { askReferee, pythonThere } from './referee.ts';
import { RICH } from './rich-problem.ts';
import { SHARED_ABSENT, sharedFolder } from './shared-folder.ts';

const SEED = 20_261_207;
const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });

function folderFor(t: TestContext): string | undefined {
  const folder = sharedFolder();
  if (folder === undefined) t.skip(SHARED_ABSENT);
  else if (!pythonThere()) t.skip('there is no python3 to run the referee');
  else return folder;
  return undefined;
}

function read(path: string): never {
  return JSON.parse(readFileSync(path, 'utf8')) as never;
}

function planted(folder: string, name: string): Pair {
  return {
    problem: read(`${folder}instances/${name}.problem.json`),
    plan: read(`${folder}instances/${name}.planted.json`),
  };
}

function judge({ problem, plan }: Pair): Verdict {
  const [parsedProblem, parsedPlan] = [parseLoopProblem(problem), parseLoopPlan(plan)];
  if (!parsedProblem.ok) return assert.fail(JSON.stringify(parsedProblem.problem.slice(0, 3)));
  if (!parsedPlan.ok) return assert.fail(JSON.stringify(parsedPlan.problem.slice(0, 3)));
  return checkPlan(parsedProblem.value, parsedPlan.value);
}

/** Rules about a loop name it even where a session says which it is; a group session may break them for each. */
const OF_A_LOOP: readonly string[] = ['order', 'days', 'pace'];

function placeIn({ rule, loop, session, other, person, text }: Broken): string {
  const ofLoop = OF_A_LOOP.includes(rule) || text === 'the session is missing';
  const sessions = other === undefined ? session : `${session}+${other}`;
  if (sessions === undefined) return `${rule} ${loop ?? person}`;
  return `${rule} ${ofLoop ? `${loop}/` : ''}${sessions}`;
}

/** Both judges on all pairs: the same rules broken at the same places equally often, and the same cost. */
function agree(folder: string, pairs: readonly Pair[]): readonly Verdict[] {
  const verdicts = pairs.map((pair) => judge(pair));
  askReferee(`${folder}referee/referee.py`, pairs).forEach((theirs, index) => {
    const ours = verdicts[index];
    assert.ok(ours);
    const said = ours.broken.map((broken) => placeIn(broken)).toSorted();
    const expected = theirs.broken.map(([rule, where]) => `${rule} ${where}`).toSorted();
    assert.deepEqual(said, expected, `pair ${index}: ${JSON.stringify(pairs[index]).slice(0, 20_000)}`);
    assert.deepEqual({ ...ours.cost }, theirs.cost, `pair ${index}`);
  });
  return verdicts;
}

test('judge and referee agree on every plan that is handed out, and find nothing broken', (t) => {
  const folder = folderFor(t);
  if (folder === undefined) return;
  const names = globSync(`${folder}instances/*.planted.json`).map((path) =>
    path.slice(path.lastIndexOf('/') + 1, -'.planted.json'.length),
  );
  assert.ok(names.length >= 7);
  const verdicts = agree(
    folder,
    names.map((name) => planted(folder, name)),
  );
  assert.ok(verdicts.every(({ broken, costStated }) => broken.length === 0 && costStated));
});

test('they agree on 700 mutants of these plans, of which at least 500 are broken', (t) => {
  const folder = folderFor(t);
  if (folder === undefined) return;
  const bases = ['L1', 'L1', 'L5', 'L20', 'SD40'].map((name) => planted(folder, name));
  const mutants = fc
    .sample(fc.tuple(seeds, fc.nat(bases.length - 1), fc.integer({ min: 1, max: 4 })), {
      seed: SEED,
      numRuns: 700,
    })
    .map(([seed, base, changes]) => mutantOf(bases[base] as Pair, changes, seed));
  const verdicts = agree(folder, mutants);
  const wrong = verdicts.filter(({ broken, costStated }) => broken.length > 0 || !costStated);
  t.diagnostic(`${wrong.length} of ${mutants.length} mutants are broken`);
  assert.ok(wrong.length >= 500);
});

test('they agree on random plans of small problems and of one that uses the whole format', (t) => {
  const folder = folderFor(t);
  if (folder === undefined) return;
  const problems = globSync(`${folder}instances/small/*.problem.json`).map((path) => read(path));
  const pairs = fc
    .sample(fc.tuple(seeds, fc.nat()), { seed: SEED, numRuns: 2000 })
    .map(([seed, base]) =>
      randomPlan(base % 2 === 0 ? RICH : (problems[base % problems.length] ?? RICH), seed),
    );
  const verdicts = agree(folder, pairs);
  for (const rule of RULES) {
    const times = verdicts.filter(({ broken }) => broken.some((each) => each.rule === rule)).length;
    t.diagnostic(`${rule} is broken in ${times} of ${verdicts.length}`);
    assert.ok(times >= 10, `${rule} is broken in ${times} plans only`);
  }
  for (const part of COST_PARTS)
    assert.ok(
      verdicts.some(({ cost }) => cost[part] > 0),
      `no plan costs ${part}`,
    );
});
