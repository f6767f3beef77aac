import { test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseJsonText } from '#contract/json-text.ts';
import { parseLoopPlan } from '#contract/loop-plan.ts';
import type { LoopPlan, LoopProblem } from '#domain/planning/loop-problem.ts';

const PROGRAM = fileURLToPath(new URL('../bin/second-round.mjs', import.meta.url));

const PROBLEM: LoopProblem = {
  format: 'loop-problem/1',
  timeZone: 'Europe/Berlin',
  days: ['2026-12-07', '2026-12-08'],
  hours: { from: '09:00', to: '12:00' },
  people: [
    { id: 'ada', busy: [{ start: '2026-12-07T08:00:00Z', end: '2026-12-07T09:00:00Z' }] },
    { id: 'bob' },
  ],
  candidates: [{ id: 'kim' }],
  loops: [
    {
      id: 'k',
      candidate: 'kim',
      sessions: [
        { id: 'talk', kind: 'individual', minutes: 60, seats: [{ people: ['ada'], role: 'lead' }] },
        { id: 'code', kind: 'individual', minutes: 60, seats: [{ people: ['bob'] }] },
      ],
    },
  ],
};

function secondRound(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [PROGRAM, ...args], { encoding: 'utf8', timeout: 60_000 });
}

function inFolder(problem: LoopProblem, work: (problemPath: string, folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'second-round-plan-'));
  try {
    writeFileSync(join(folder, 'problem.json'), JSON.stringify(problem));
    work(join(folder, 'problem.json'), folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function planIn(text: string): LoopPlan {
  const json = parseJsonText(text);
  const plan = json.ok ? parseLoopPlan(json.value) : json;
  if (!plan.ok) return assert.fail(JSON.stringify(plan.problem));
  return plan.value;
}

test('a problem is planned without waiting, and the check finds nothing', () => {
  inFolder(PROBLEM, (path, folder) => {
    const out = join(folder, 'plan.json');
    const { status, stdout, stderr } = secondRound('plan', path, '--out', out);
    assert.deepEqual([status, stdout], [0, '']);
    assert.match(stderr, /^1 of 1 loop placed in /m);
    assert.equal(planIn(readFileSync(out, 'utf8')).cost.total, 0);
    assert.equal(secondRound('check', path, out).status, 0);
  });
});

test('the same problem, seed and iteration limit give the same plan, its seconds aside', () => {
  inFolder(PROBLEM, (path) => {
    const once = (): string => {
      const { stdout } = secondRound('plan', path, '--seed', '3', '--iterations', '50');
      return stdout.replace(/"seconds": [\d.e-]+/, '"seconds": 0');
    };
    const first = once();
    assert.equal(planIn(first).run.seed, 3);
    assert.equal(once(), first);
  });
});

test('a problem that nothing fits is answered with a plan that says why, and status 3', () => {
  const people = [
    { id: 'ada', busy: [{ start: '2026-12-01T00:00:00Z', end: '2026-12-31T00:00:00Z' }] },
    { id: 'bob' },
  ];
  inFolder({ ...PROBLEM, people }, (path, folder) => {
    const { status, stdout, stderr } = secondRound('plan', path);
    assert.equal(status, 3);
    const plan = planIn(stdout);
    assert.deepEqual([plan.status, plan.unplaced.map(({ loop }) => loop)], ['empty', ['k']]);
    assert.match(stderr, /^not placed: k: ./m);
    const out = join(folder, 'plan.json');
    writeFileSync(out, stdout);
    assert.equal(secondRound('check', path, out).status, 0);
  });
});

test('a plan that was tampered with is found out by the check, with status 1', () => {
  inFolder(PROBLEM, (path, folder) => {
    const plan = planIn(secondRound('plan', path).stdout);
    const out = join(folder, 'plan.json');
    const sessions = plan.sessions.map((at) =>
      at.session === 'talk'
        ? { ...at, start: '2026-12-07T09:00:00+01:00', end: '2026-12-07T10:00:00+01:00' }
        : at,
    );
    writeFileSync(out, JSON.stringify({ ...plan, sessions }));
    const { status, stdout } = secondRound('check', path, out);
    assert.equal(status, 1);
    assert.match(stdout, /^busy k\/talk: ada is busy from 2026-12-07T08:00:00Z to 2026-12-07T09:00:00Z$/m);
  });
});
