import { test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { jsonOf } from '#cli/json-file.ts';
import { parseLoopPlan } from '#contract/loop-plan.ts';
import { parseLoopProblem } from '#contract/loop-problem.ts';
import { faultLine } from '#domain/fault.ts';
import { RICH } from './rich-problem.ts';
import { SHARED_ABSENT, sharedFolder } from './shared-folder.ts';

const PROGRAM = fileURLToPath(new URL('../bin/second-round.mjs', import.meta.url));

function secondRound(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [PROGRAM, ...args], { encoding: 'utf8', timeout: 60_000 });
}

/** Runs `plan FILE --out plan.json` on a file of that content; the folder must hold nothing else afterwards. */
function planOf(content: string | Uint8Array): { status: number | null; stderr: string } {
  const folder = mkdtempSync(join(tmpdir(), 'second-round-bad-'));
  try {
    writeFileSync(join(folder, 'p.json'), content);
    const { status, stdout, stderr } = secondRound(
      'plan',
      join(folder, 'p.json'),
      '--out',
      join(folder, 'plan.json'),
    );
    assert.equal(stdout, '');
    assert.deepEqual(readdirSync(folder), ['p.json']);
    return { status, stderr: stderr.replaceAll(folder, '') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('the JSON test suite: what must be taken is taken, what must be refused is refused with its place', (t) => {
  const shared = sharedFolder();
  if (shared === undefined) return t.skip(SHARED_ABSENT);
  const folder = `${shared}corpora/json/test_parsing/`;
  const files = readdirSync(folder);
  assert.ok(files.length > 300);
  for (const file of files) {
    const parsed = jsonOf(readFileSync(folder + file));
    if (file.startsWith('y_')) assert.equal(parsed.ok, true, file);
    if (file.startsWith('n_')) assert.equal(parsed.ok, false, file);
    if (!parsed.ok) {
      assert.match(parsed.problem.place, /^\d+:\d+$/, file);
      continue;
    }
    for (const parse of [parseLoopProblem, parseLoopPlan]) assert.equal(parse(parsed.value).ok, false, file);
  }
  return undefined;
});

test('a problem with faults is refused by the program with status 2, and nothing is written', () => {
  const cycle = structuredClone(RICH) as unknown as { loops: { sessions: { after?: string[] }[] }[] };
  Object.assign(cycle.loops[0]?.sessions[0] ?? {}, { after: ['k-panel'] });
  const { status, stderr } = planOf(JSON.stringify(cycle));
  assert.equal(status, 2);
  assert.equal(
    stderr,
    '/p.json: loops[0].sessions[0].after: found "k-hm" after "k-panel" after "k-hm", expected an order without a circle\n',
  );
});

test('two megabytes of opening brackets are refused before they are parsed', () => {
  const { status, stderr } = planOf('['.repeat(2_000_000));
  assert.deepEqual(
    [status, stderr],
    [2, '/p.json:1:65: found "[", expected at most 64 lists and objects inside each other\n'],
  );
});

test('bytes that are no text are refused with line and column', () => {
  const { status, stderr } = planOf(Uint8Array.of(0x7b, 0x0a, 0x22, 0xe9, 0x22));
  assert.deepEqual(
    [status, stderr],
    [2, '/p.json:2:2: found the byte 0xe9, expected UTF-8 text. Save the file as UTF-8.\n'],
  );
});

test('names that every object has do no harm', () => {
  const { status, stderr } = planOf(
    JSON.stringify(RICH)
      .replace('"leads":', '"__proto__":["ada"],"leads":')
      .replace('"k-hm"', '"constructor"'),
  );
  assert.equal(status, 2);
  assert.match(stderr, /pools\.__proto__: found "__proto__", expected another name/);
});

test('a plan and a problem the wrong way round are both refused in words', () => {
  const folder = mkdtempSync(join(tmpdir(), 'second-round-bad-'));
  try {
    writeFileSync(join(folder, 'p.json'), JSON.stringify(RICH));
    const { status, stdout, stderr } = secondRound('check', join(folder, 'p.json'), join(folder, 'p.json'));
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /p\.json: format: found "loop-problem\/1", expected one of "loop-plan\/1"/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('whatever stands in a field of a problem, the parser answers and does not throw', () => {
  const junk = fc.oneof(
    fc.constantFrom<unknown>(
      undefined,
      null,
      '',
      '__proto__',
      'constructor',
      -1,
      1e300,
      0.5,
      [],
      {},
      [[]],
      '24:00',
    ),
    fc.constantFrom<unknown>(
      '2026-02-30',
      '9999-12-31',
      '0000-01-01',
      '2026-12-07T23:59:60Z',
      '\ud800',
      'UTC',
      'GMT+1',
    ),
    fc.json().map((text): unknown => JSON.parse(text)),
  );
  const text = JSON.stringify(RICH);
  let refused = 0;
  fc.assert(
    fc.property(fc.nat(), junk, (where, value) => {
      const problem: unknown = JSON.parse(text);
      const holders = [...objectsIn(problem)];
      const holder = holders[where % holders.length] as Record<string, unknown>;
      const keys = Object.keys(holder);
      holder[keys[where % keys.length] ?? 'extra'] = value;
      const parsed = parseLoopProblem(problem);
      if (parsed.ok) return;
      refused++;
      assert.ok(parsed.problem.length > 0);
      for (const fault of parsed.problem) assert.match(faultLine(fault), /^\S.*: found .+, expected .+/s);
    }),
    { seed: 20_261_207, numRuns: 3000 },
  );
  assert.ok(refused > 2000, `${refused} refused`);
});

function* objectsIn(value: unknown): Generator<object> {
  if (typeof value !== 'object' || value === null) return;
  yield value;
  for (const inner of Object.values(value)) yield* objectsIn(inner);
}
