import { test } from 'node:test';
import assert from 'node:assert/strict';
import type { Fault } from '#domain/fault.ts';
import { NO_COST, type LoopPlan } from '#domain/planning/loop-problem.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Effects, SolveOptions } from './effects.ts';
import { runProgram } from './program.ts';

const PROBLEM = {
  format: 'loop-problem/1',
  timeZone: 'Europe/Berlin',
  days: ['2026-12-07'],
  hours: { from: '09:00', to: '17:00' },
  people: [],
  candidates: [{ id: 'kim' }],
  loops: [
    { id: 'k', candidate: 'kim', sessions: [{ id: 'tour', kind: 'tour', minutes: 30, seats: [] }] },
    { id: 'l', candidate: 'kim', sessions: [] },
  ],
};
const PLAN: LoopPlan = {
  format: 'loop-plan/1',
  status: 'complete',
  cost: NO_COST,
  bound: 0,
  sessions: [
    {
      session: 'tour',
      loops: ['k'],
      start: '2026-12-07T09:00:00+01:00',
      end: '2026-12-07T09:30:00+01:00',
      people: [],
    },
  ],
  unplaced: [],
  run: { seed: 1, seconds: 0.02, iterations: 3, stopped: 'proven' },
};
const PARTIAL: LoopPlan = {
  ...PLAN,
  status: 'partial',
  cost: { ...NO_COST, total: 1_000_020, unplaced: 1_000_000, waiting: 20 },
  unplaced: [
    {
      loop: 'l',
      because: [{ rule: 'hours' }],
      text: 'The days are too short.',
      relax: [{ change: 'the day may start at 08:00', then: 'fits on 7 December' }],
    },
  ],
};

type Ran = {
  readonly status: number;
  readonly out: string;
  readonly err: string;
  readonly written: ReadonlyMap<string, string>;
  readonly options: SolveOptions | undefined;
};

/** Runs the command line in a world of the given files, with a solver that answers `answer` after three steps. */
async function run(args: string, files: Record<string, unknown>, answer: LoopPlan = PLAN): Promise<Ran> {
  const seen = {
    out: '',
    err: '',
    written: new Map<string, string>(),
    options: undefined as SolveOptions | undefined,
  };
  let clock = 100;
  const effects: Effects = {
    version: 'second-round 0.1.0 (Node 26.10.0)',
    stdout: (text) => (seen.out += text),
    stderr: (text) => (seen.err += text),
    readBytes: (path) => Promise.resolve(bytesOf(path, files)),
    writeWhole: (path, text) => {
      seen.written.set(path, text);
      return Promise.resolve(ok(undefined));
    },
    checkWritable: (path) =>
      Promise.resolve(
        path.startsWith('nowhere/')
          ? refuse({ place: 'nowhere', found: 'no such file', expected: 'a directory' })
          : ok(undefined),
      ),
    seconds: () => clock,
    solve: (_, options) => {
      seen.options = options;
      for (let iteration = 1; iteration <= 3; iteration++) {
        clock += 4;
        options.onProgress?.({ iteration, placed: 1, total: 2, cost: 20 });
      }
      return Promise.resolve(answer);
    },
    check: (_, plan) =>
      Promise.resolve({
        broken: plan.sessions.length === 0 ? ['seat k/tour: the session is missing'] : [],
        cost: NO_COST,
        costStated: plan.cost.total === 0,
      }),
  };
  const status = await runProgram(args.split(' '), effects);
  return { status, ...seen };
}

function bytesOf(path: string, files: Record<string, unknown>): Result<Uint8Array, Fault> {
  const content = files[path];
  if (content === undefined) return refuse({ place: path, found: 'no such file', expected: 'a file' });
  return ok(new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content)));
}

test('plan writes the plan to standard output and a summary to standard error', async () => {
  const { status, out, err } = await run('plan p.json', { 'p.json': PROBLEM });
  assert.equal(status, 0);
  assert.deepEqual(JSON.parse(out), PLAN);
  assert.match(err, /^4 s: 1 of 2 loops placed, cost 20, iteration 1\n/);
  assert.match(err, /2 of 2 loops placed in 0.02 s; no better plan exists\ncost 0\n$/);
});

test('plan tells why a loop is not placed and what would help, and ends with status 3', async () => {
  const { status, out, err, written } = await run(
    'plan p.json --out plan.json',
    { 'p.json': PROBLEM },
    PARTIAL,
  );
  assert.deepEqual([status, out], [3, '']);
  assert.deepEqual(JSON.parse(written.get('plan.json') ?? ''), PARTIAL);
  assert.match(err, /cost 1000020: 1000000 for loops not placed, 20 for minutes of waiting\n/);
  assert.match(
    err,
    /not placed: l: The days are too short.\n {2}if the day may start at 08:00: fits on 7 December\n$/,
  );
});

test('plan hands on seed and limits, and stops after 10 seconds unless told otherwise', async () => {
  const { options } = await run('plan p.json', { 'p.json': PROBLEM });
  assert.deepEqual([options?.seed, options?.alternatives, options?.limits], [1, 0, { iterations: Infinity }]);
  assert.deepEqual([options?.elapsedSeconds(), options?.stop()], [12, 'time']);
  const asked = await run('plan p.json --seed 7 --iterations 9 --alternatives 2', { 'p.json': PROBLEM });
  assert.deepEqual(
    [asked.options?.seed, asked.options?.alternatives, asked.options?.limits, asked.options?.stop()],
    [7, 2, { iterations: 9 }, false],
  );
  const both = await run('plan p.json --iterations 9 --time-limit 11.5', { 'p.json': PROBLEM });
  assert.equal(both.options?.stop(), 'time');
});

test('plan refuses a file that is no problem, one line per fault, and writes nothing', async () => {
  const broken = { ...PROBLEM, grid: 7, days: [1] };
  const { status, out, err, written, options } = await run('plan p.json --out q.json', { 'p.json': broken });
  assert.deepEqual([status, out, written.size, options], [2, '', 0, undefined]);
  assert.equal(
    err,
    'p.json: grid: found 7, expected one of 5, 10, 15, 30\np.json: days[0]: found 1, expected a date like 2026-12-07\n',
  );
});

test('plan lists a hundred faults and says how many more there are', async () => {
  const { err } = await run('plan p.json', { 'p.json': { ...PROBLEM, days: Array(150).fill(1) } });
  const lines = err.trimEnd().split('\n');
  assert.deepEqual([lines.length, lines.at(-1)], [101, 'and 50 more faults']);
});

test('plan asks whether it may write before it searches', async () => {
  const { status, options } = await run('plan p.json --out nowhere/q.json', { 'p.json': PROBLEM });
  assert.deepEqual([status, options], [2, undefined]);
});

for (const [what, args, says] of [
  [
    'a seed that is no number',
    'plan p.json --seed x',
    /'--seed <n>' argument 'x' is invalid. Expected a whole number/,
  ],
  [
    'a negative time limit',
    'plan p.json --time-limit -1',
    /'-1' is invalid. Expected a number of seconds above zero/,
  ],
  ['half an iteration', 'plan p.json --iterations 0.5', /Expected a whole number, at least 1/],
  ['an unknown option', 'plan p.json --fast', /unknown option '--fast'/],
  ['one file too many', 'plan p.json q.json', /too many arguments/],
  ['no file', 'check p.json', /missing required argument 'plan'/],
  ['an unknown command', 'solve p.json', /unknown command 'solve'/],
] as const) {
  test(`${what} is refused with status 2 and a message`, async () => {
    const { status, out, err } = await run(args, { 'p.json': PROBLEM });
    assert.deepEqual([status, out], [2, '']);
    assert.match(err, says);
  });
}

test('check prints the recomputed cost, and ends with status 0 when all is as it should be', async () => {
  const { status, out } = await run('check p.json q.json', { 'p.json': PROBLEM, 'q.json': PLAN });
  assert.deepEqual([status, out], [0, `${JSON.stringify(NO_COST)}\n`]);
});

test('check prints each broken rule and a cost stated wrongly, and ends with status 1', async () => {
  const wrong = { ...PLAN, sessions: [], cost: { ...NO_COST, total: 5 } };
  const { status, out } = await run('check p.json q.json', { 'p.json': PROBLEM, 'q.json': wrong });
  assert.equal(status, 1);
  assert.match(out, /^seat k\/tour: the session is missing\ncost: stated 5, recomputed 0\n\{"total":0,/);
});

test('check ends with status 2 and the faults of both files when they cannot be read', async () => {
  const { status, out, err } = await run('check p.json q.json', { 'p.json': '{"format": }' });
  assert.deepEqual([status, out], [2, '']);
  assert.match(
    err,
    /^p.json:1:12: found "}", expected a value .*\nq.json: found no such file, expected a file\n$/,
  );
});

test('the version names Second Round and Node', async () => {
  assert.deepEqual(Object.values(await run('--version', {})).slice(0, 2), [
    0,
    'second-round 0.1.0 (Node 26.10.0)\n',
  ]);
});
