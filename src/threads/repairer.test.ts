import { test } from 'node:test';
import assert from 'node:assert/strict';
import type { LoopProblem, PlannedSession } from '#domain/planning/loop-problem.ts';
import { openRepairer, type RepairQuestion } from './repairer.ts';

const PROBLEM: LoopProblem = {
  format: 'loop-problem/1',
  timeZone: 'UTC',
  days: ['2026-12-07'],
  hours: { from: '09:00', to: '12:00' },
  people: [{ id: 'ada' }, { id: 'bob' }],
  candidates: [{ id: 'kim' }],
  loops: [
    {
      id: 'k',
      candidate: 'kim',
      sessions: [{ id: 'talk', kind: 'individual', minutes: 60, seats: [{ people: ['ada', 'bob'] }] }],
    },
  ],
};
const TALK: PlannedSession = {
  session: 'talk',
  loops: ['k'],
  start: '2026-12-07T09:00:00+00:00',
  end: '2026-12-07T10:00:00+00:00',
  people: [{ person: 'ada', seat: 0, role: 'panelist' }],
};
const QUESTION: RepairQuestion = {
  problem: PROBLEM,
  sessions: [TALK],
  event: { happened: [{ kind: 'declined', session: 'talk', person: 'ada' }] },
  most: 2,
};

test('repairs are answered on another thread, several one after the other', async () => {
  const repairer = openRepairer();
  const answers = await Promise.all([repairer.repair(QUESTION), repairer.repair(QUESTION)]);
  await repairer.close();
  for (const answer of answers) {
    assert.ok(answer.ok);
    assert.deepEqual(
      answer.value.times[0]?.sessions[0]?.people.map(({ person }) => person),
      ['bob'],
    );
  }
});

test('a question that breaks the thread is told, and the next one gets a new thread', async () => {
  const repairer = openRepairer();
  const wrong = { ...QUESTION, event: { happened: [] } };
  const broken = await repairer.repair(wrong);
  assert.deepEqual(!broken.ok && broken.problem.code, 'failed');
  assert.ok((await repairer.repair(QUESTION)).ok);
  await repairer.close();
});

test('a closed thread answers what still waits', async () => {
  const repairer = openRepairer();
  const asked = [repairer.repair(QUESTION), repairer.repair(QUESTION)];
  await repairer.close();
  for (const answer of await Promise.all(asked)) assert.equal(!answer.ok && answer.problem.code, 'failed');
});
