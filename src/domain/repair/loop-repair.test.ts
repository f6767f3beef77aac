import assert from 'node:assert/strict';
import { it } from 'node:test';
import { factsWithout, repairEvent, standingProblem } from './loop-repair.ts';
import type { Loop, LoopSession } from '#domain/loop/loop.ts';
import type { PlanningFacts } from '#domain/planning/planning-facts.ts';

const NOW = '2026-12-01T00:00:00Z';

const FACTS: PlanningFacts = {
  now: NOW,
  opening: {
    id: 'o',
    title: '',
    version: 1,
    templateVersion: 1,
    timeZone: 'UTC',
    template: {
      hours: { from: '09:00', to: '17:00' },
      weekdays: ['mon'],
      modules: [
        { id: 'exercise', title: 'Exercise', kind: 'group', minutes: 60, seats: [] },
        { id: 'talk', title: 'Talk', kind: 'individual', minutes: 30, seats: [] },
      ],
    },
  },
  application: {
    id: 'a',
    version: 1,
    opening: 'o',
    candidate: 'kim',
    name: 'Kim',
    timeZone: 'UTC',
    available: [],
  },
  people: [],
  pools: new Map(),
  trainees: [],
  rooms: [],
  walking: [],
  calendarBusy: [],
  engagements: [],
};

function session(module: string, loops: readonly string[]): LoopSession {
  const time = { start: '2026-12-07T09:00:00Z', end: '2026-12-07T10:00:00Z' };
  const rest = { title: module, kind: 'group', evaluated: true, people: [] } as const;
  return { id: `id of ${module}`, module, ...rest, ...time, loops };
}

const LOOP: Loop = {
  id: 'l',
  application: 'a',
  status: 'confirmed',
  sequence: 0,
  changedAt: NOW,
  token: '',
  sessions: [session('exercise', ['l', 'm']), session('talk', ['l'])],
};

it('takes what is held for others too out of the loop, and holds it where it is', () => {
  const shared = ['id of exercise'];
  const problem = standingProblem(FACTS, ['2026-12-07'], { loop: LOOP, declines: [], shared });
  assert.deepEqual(
    problem.loops[0]?.sessions.map(({ id }) => id),
    ['a/talk'],
  );
  assert.deepEqual(
    problem.groups?.map(({ id, loops }) => [id, loops]),
    [['a/exercise', ['a']]],
  );
  assert.deepEqual(problem.frozen, ['a/exercise']);
});

it('leaves a loop without group sessions as it is', () => {
  const problem = standingProblem(FACTS, ['2026-12-07'], { loop: LOOP, declines: [], shared: [] });
  assert.deepEqual([problem.groups, problem.loops[0]?.sessions.length], [undefined, 2]);
});

it('takes whoever leaves away from now on, for longer than any loop is planned ahead', () => {
  const { happened, now } = repairEvent({ what: 'leaves', person: 'ada' }, FACTS);
  const [away] = happened;
  assert.ok(away?.kind === 'away');
  assert.deepEqual([away.person, away.from, now], ['ada', NOW, NOW]);
  assert.ok(Date.parse(away.to) - Date.parse(NOW) > 5 * 365 * 86_400_000);
});

it('keeps what the loop itself takes apart from what others take', () => {
  const taken = { start: NOW, end: NOW, kind: 'talk', candidates: [], people: [], room: null, site: null };
  const engagements = [
    { ...taken, kind: 'individual' as const, session: '1', loops: ['l'] },
    { ...taken, kind: 'individual' as const, session: '2', loops: ['m'] },
  ];
  const { engagements: others, standing } = factsWithout({ ...FACTS, engagements }, 'l');
  assert.deepEqual([others.map((one) => one.session), standing?.map((one) => one.session)], [['2'], ['1']]);
});
