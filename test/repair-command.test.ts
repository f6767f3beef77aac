import { test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  days: ['2026-12-07'],
  hours: { from: '09:00', to: '12:00' },
  people: [{ id: 'ada', name: 'Ada' }, { id: 'bob' }, { id: 'cyd' }],
  rooms: [{ id: 'r' }, { id: 'q' }],
  candidates: [{ id: 'kim', name: 'Kim' }],
  loops: [
    {
      id: 'k',
      candidate: 'kim',
      sessions: [
        { id: 'talk', kind: 'individual', minutes: 60, seats: [{ people: ['ada', 'cyd'] }], room: {} },
        { id: 'code', kind: 'individual', minutes: 60, seats: [{ people: ['bob'] }] },
      ],
    },
  ],
};

type Ran = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

function secondRound(...args: readonly string[]): Ran {
  return spawnSync(process.execPath, [PROGRAM, ...args], { encoding: 'utf8', timeout: 60_000 });
}

/** With the best plan standing. */
function inFolder(work: (at: (file: string) => string, plan: LoopPlan) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'second-round-repair-'));
  const at = (file: string): string => join(folder, file);
  try {
    writeFileSync(at('problem.json'), JSON.stringify(PROBLEM));
    assert.equal(secondRound('plan', at('problem.json'), '--out', at('plan.json')).status, 0);
    work(at, planIn(readFileSync(at('plan.json'), 'utf8')));
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

function whoTalks(plan: LoopPlan): string | undefined {
  return plan.sessions.find(({ session }) => session === 'talk')?.people[0]?.person;
}

test('a declined seat is filled again, everybody concerned is listed, and the check agrees', () => {
  inFolder((at, plan) => {
    const was = whoTalks(plan) ?? '';
    const is = was === 'ada' ? 'cyd' : 'ada';
    const files = ['--out', at('repaired.json'), '--problem-out', at('after.json')];
    const { status, stdout, stderr } = secondRound(
      'repair',
      at('problem.json'),
      at('plan.json'),
      '--declined',
      'talk',
      was,
      '--wish',
      'times',
      ...files,
    );
    assert.deepEqual([status, stdout], [0, ''], stderr);
    assert.equal(whoTalks(planIn(readFileSync(at('repaired.json'), 'utf8'))), is);
    assert.match(
      stderr,
      /1 session changes\n {2}talk: without \w+; with \w+\n3 people have to be told\n {2}candidate Kim \(kim\)/,
    );
    assert.equal(secondRound('check', at('after.json'), at('repaired.json')).status, 0);
  });
});

test('a late candidate, a lost room and a plan to standard output', () => {
  inFolder((at, plan) => {
    const late = secondRound('repair', at('problem.json'), at('plan.json'), '--late', 'kim', '60');
    assert.equal(late.status, 0, late.stderr);
    const starts = (of: LoopPlan): number[] => of.sessions.map(({ start }) => Date.parse(start));
    assert.deepEqual(
      starts(planIn(late.stdout)),
      starts(plan).map((start) => start + 3_600_000),
    );
    const room = plan.sessions.find(({ session }) => session === 'talk')?.room ?? '';
    const lost = planIn(secondRound('repair', at('problem.json'), at('plan.json'), '--lost', room).stdout);
    assert.deepEqual([lost.cost.rerouted, lost.cost.moved], [5, 0]);
  });
});

test('what cannot be repaired is given up with reasons and status 3', () => {
  inFolder((at) => {
    const { status, stdout } = secondRound(
      'repair',
      at('problem.json'),
      at('plan.json'),
      '--declined',
      'code',
      'bob',
    );
    assert.equal(status, 3);
    assert.deepEqual(planIn(stdout).unplaced[0]?.because.length, 1);
  });
});

test('an event that cannot be used is told by its option, and nothing is written', () => {
  inFolder((at) => {
    const repair = (...event: readonly string[]): Ran =>
      secondRound('repair', at('problem.json'), at('plan.json'), '--out', at('no.json'), ...event);
    const told = (...event: readonly string[]): string => {
      const { status, stderr } = repair(...event);
      assert.equal(status, 2, stderr);
      assert.equal(existsSync(at('no.json')), false);
      return stderr;
    };
    assert.match(told(), /found nothing, expected at least one thing that happened/);
    assert.match(told('--declined', 'talk'), /^--declined: found "talk", expected a session, a person/);
    assert.match(
      told('--declined', 'code', 'ada'),
      /^--declined: found "ada", expected somebody who sits in code: bob/,
    );
    assert.match(told('--late', 'kim', 'soon'), /^--late: found "soon", expected minutes/);
    assert.match(told('--away', 'bob', 'monday', 'tuesday'), /^--away: found "monday", expected an instant/);
    assert.match(told('--lost', 'r', '--now', 'noon'), /^--now: found "noon", expected an instant/);
    assert.match(told('--lost', 'r', '--wish', 'peace'), /Expected one of times, people, told/);
  });
});
