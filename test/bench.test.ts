/** The bench's own parts, without the peers where they are not installed: nothing is installed for a test. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parseLoopProblem } from '#contract/loop-problem.ts';
import type { LoopProblem } from '#domain/planning/loop-problem.ts';
import { checkPlan } from '#solver/check.ts';
import { solve } from '#solver/solve.ts';
import { manyLoopsProblem } from '../bench/generate/many-loops.ts';
import { oneLoopProblem } from '../bench/generate/one-loop.ts';
import { judge } from '../bench/measure/judge.ts';
import { readProblemFile } from '../bench/measure/problem-file.ts';
import { PEERS } from '../bench/peers/peers.ts';
import { decode } from '../bench/reading/decode.ts';
import type { Found } from '../bench/reading/found.ts';
import { readProblem } from '../bench/reading/read-problem.ts';
import { machineNow } from '../bench/measure/machine.ts';
import { readOptions } from '../bench/options.ts';
import { keepRecord, readRecords } from '../bench/record-files.ts';
import { plotsOf, reportOf } from '../bench/report/write-report.ts';
import { powerFit, quantile, steepestStep } from '../bench/report/statistics.ts';
import { packageVersion } from '../bench/peers/packages.ts';
import { SHARED_ABSENT, sharedFolder } from './shared-folder.ts';

const shared = sharedFolder();
const L1 = shared === undefined ? undefined : `${shared}instances/L1.problem.json`;
/** CPU seconds are no matter here: a small instance that every peer proves best at once. */
const OPTIMUM_OF_L1 = 75;
/** Native solvers and one in WebAssembly that loads fast; the others take seconds to load. */
const QUICK = PEERS.filter(({ name }) => !['Chuffed', 'CP-SAT', 'Gecode, neighbourhoods'].includes(name));

describe('the generator', () => {
  it('gives problems that the parser takes, the same ones again for the same seed', () => {
    for (const problem of [oneLoopProblem(3), oneLoopProblem(4), manyLoopsProblem(3, 20)]) {
      assert.ok(parseLoopProblem(structuredClone(problem)).ok);
    }
    assert.deepEqual(oneLoopProblem(3), oneLoopProblem(3));
    assert.notDeepEqual(oneLoopProblem(3), oneLoopProblem(4));
  });

  it('fills about half of the calendars', () => {
    const { people, days } = oneLoopProblem(5);
    const busy = people.flatMap((person) => person.busy ?? []);
    const minutes = busy.reduce(
      (sum, { start, end }) => sum + (Date.parse(end) - Date.parse(start)) / 60_000,
      0,
    );
    const share = minutes / (people.length * days.length * 600);
    assert.ok(share > 0.4 && share < 0.6, `${share} of the hours are busy`);
  });
});

describe('what the peers are told', () => {
  it('keeps a plan of ours as it is: told as starts and seats, it comes back with the same cost', () => {
    const problem = manyLoopsProblem(8, 10);
    const plan = solve(problem, {
      seed: 1,
      alternatives: 0,
      limits: { iterations: 20 },
      stop: () => false,
      elapsedSeconds: () => 0,
    });
    const decoded = decode(problem, readProblem(problem), toldAsFound(problem, plan.sessions));
    const verdict = checkPlan(problem, decoded);
    assert.deepEqual([verdict.broken, decoded.cost.total], [[], plan.cost.total]);
  });

  it('is refused where a problem says more than the models hold', () => {
    const problem = oneLoopProblem(1);
    const loops = problem.loops.map((loop) => ({ ...loop, maxDays: 2 }));
    assert.throws(() => readProblem({ ...problem, loops }), /several dates/);
  });
});

describe('peers that are installed', () => {
  for (const peer of QUICK) {
    it(`${peer.name} proves the optimum of L1, in a plan that breaks no rule`, async (context) => {
      if (L1 === undefined) return context.skip(SHARED_ABSENT);
      if (peer.version() === undefined) return context.skip(`${peer.name} is not installed`);
      const problem = readProblemFile(L1);
      const reading = readProblem(problem);
      const found: Found[] = [];
      await peer.load();
      const prepared = peer.prepare({
        problem: reading,
        everyLoop: true,
        seconds: 60,
        onPlan: (each) => found.push(each),
        onCost: () => undefined,
        onBound: () => undefined,
      });
      assert.equal(await prepared.solve(), true);
      const last = found.at(-1);
      assert.ok(last !== undefined);
      const plan = decode(problem, reading, last);
      assert.equal(plan.cost.total, OPTIMUM_OF_L1);
      assert.equal(judge(problem, plan, shared && `${shared}referee/referee.py`).text, 'right');
    });
  }
});

describe('what is asked of the bench', () => {
  const defaults = { folder: 'instances', referee: undefined, instances: ['L1', 'L5'] };

  it('takes parts, instances and solvers by name, commas in names of peers included', () => {
    const options = readOptions(['--only', 'search,report', '--solvers', 'clasp, cores;ours'], defaults);
    assert.deepEqual(
      [options.parts, options.solvers],
      [
        ['search', 'report'],
        ['clasp, cores', 'ours'],
      ],
    );
    assert.deepEqual([options.instances, options.seconds], [['L1', 'L5'], 60]);
  });

  it('refuses a part that there is not, and a number that is none', () => {
    assert.throws(() => readOptions(['--only', 'grow'], defaults), /no part "grow"; there are search/);
    assert.throws(() => readOptions(['--seconds', 'ten'], defaults), /--seconds: "ten"/);
    assert.throws(() => readOptions([], { ...defaults, folder: undefined }), /folder with the instances/);
  });

  it('keeps one record of each thing: the later takes the place of the earlier', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-records-'));
    const record = { kind: 'absent', solver: 'clasp, cores', machine: machineNow() } as const;
    keepRecord({ ...record, reason: 'no apt' }, folder);
    keepRecord({ ...record, reason: 'not root' }, folder);
    assert.deepEqual(readRecords(folder), [{ ...record, reason: 'not root' }]);
    rmSync(folder, { recursive: true });
  });
});

describe('the report', () => {
  const folder = new URL('../bench/results', import.meta.url);

  it('is made from the records that are kept, a row for each solver', (context) => {
    if (!existsSync(folder)) return context.skip('nothing was measured yet');
    const records = readRecords();
    const report = reportOf(records, new Set());
    const solvers = records.flatMap((record) => (record.kind === 'search' ? [record.solver] : []));
    for (const solver of new Set(solvers)) assert.ok(report.includes(`| ${solver} |`), solver);
    assert.ok(!/NaN|undefined|Infinity/.test(report), report);
  });

  it('draws plots that hold no number that is none', async (context) => {
    if (packageVersion('@observablehq/plot') === undefined)
      return context.skip('the plots are not installed');
    for (const [name, svg] of await plotsOf(readRecords())) assert.ok(!/NaN|Infinity/.test(svg), name);
  });

  it('fits powers and takes quantiles by nearest rank', () => {
    const points = [1, 2, 4, 8].map((x) => ({ x, y: 3 * x ** 2 }));
    assert.ok(Math.abs(powerFit(points).exponent - 2) < 1e-9);
    assert.ok(Math.abs(steepestStep(points) - 2) < 1e-9);
    assert.deepEqual([quantile([3, 1, 2], 0.5), quantile([3, 1, 2], 0.99)], [2, 3]);
  });
});

/** The starts and seats of planned sessions, as a peer would tell them. */
function toldAsFound(problem: LoopProblem, sessions: ReturnType<typeof solve>['sessions']): Found {
  const reading = readProblem(problem);
  const planned = reading.tasks.map((task) => sessions.find(({ session }) => session === task.session.id));
  return {
    starts: planned.map((session) =>
      session === undefined ? -1 : reading.minuteOf.indexOf(Date.parse(session.start) / 60_000),
    ),
    seated: reading.tasks.map((task) =>
      task.places.map((place) =>
        (planned[task.index]?.people ?? [])
          .filter(({ seat }) => place.seats.includes(seat))
          .map(({ person }) => reading.people.findIndex(({ id }) => id === person)),
      ),
    ),
  };
}
