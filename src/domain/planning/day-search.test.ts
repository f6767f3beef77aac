import assert from 'node:assert/strict';
import { it } from 'node:test';
import { alternativeOf, rankedPlans } from './day-search.ts';
import { NO_COST, type LoopPlan, type PlanCost } from './loop-problem.ts';
import { durationText } from './plan-words.ts';
import type { PlanningFacts } from './planning-facts.ts';

const person = { version: 1, feedToken: '', works: [], calendars: [], pools: [], timeZone: 'Europe/London' };
const FACTS: PlanningFacts = {
  now: '2026-12-01T00:00:00Z',
  opening: {
    id: 'o',
    title: '',
    version: 1,
    templateVersion: 1,
    timeZone: 'Europe/Berlin',
    template: {
      hours: { from: '09:00', to: '17:00' },
      weekdays: ['mon'],
      modules: [{ id: 'talk', title: 'Talk', kind: 'individual', minutes: 60, seats: [] }],
    },
  },
  application: {
    id: 'a',
    version: 1,
    opening: 'o',
    candidate: 'c',
    name: 'Kim',
    timeZone: 'UTC',
    available: [],
  },
  people: [
    { ...person, id: 'ada', name: 'Ada', prefers: { from: '09:00', to: '12:00' } },
    { ...person, id: 'bob', name: 'Bob' },
  ],
  trainees: [],
  pools: new Map(),
  rooms: [],
  walking: [],
  calendarBusy: [],
  engagements: [],
};

function plan(start: string, who: string, cost: Partial<PlanCost> = {}): LoopPlan {
  const end = start.replace(/T(\d\d)/, (_, hour: string) => `T${String(Number(hour) + 1).padStart(2, '0')}`);
  return {
    format: 'loop-plan/1',
    status: 'complete',
    cost: { ...NO_COST, ...cost },
    bound: null,
    sessions: [
      {
        session: 'a/talk',
        loops: ['a'],
        start,
        end,
        people: [{ person: who, seat: 0, role: 'lead' }],
      },
    ],
    unplaced: [],
    run: { seed: 1, seconds: 0, iterations: 0, stopped: 'proven' },
  };
}

const best = plan('2026-12-07T10:00:00+01:00', 'ada');
const worse = (one: LoopPlan, before: LoopPlan | undefined = best): readonly string[] =>
  alternativeOf(one, before, { facts: FACTS, key: 'k' }).worse;

it('says what a later day, waiting and unfilled seats cost, in words', () => {
  const cost = { delay: 10, waiting: 90, unfilled: 5, overload: 25, total: 130 };
  assert.deepEqual(worse(plan('2026-12-08T10:00:00+01:00', 'ada', cost)), [
    'starts a day later',
    'waits 1 hour 30 minutes longer',
    'asks more of people who had many interviews lately',
    'leaves an optional seat empty',
  ]);
});

it('says what is better than in the one before, beside what is worse', () => {
  const before = plan('2026-12-09T10:00:00+01:00', 'bob', { delay: 20, waiting: 15, total: 35 });
  const later = plan('2026-12-08T09:30:00+01:00', 'ada', {
    delay: 10,
    waiting: 45,
    preference: 10,
    total: 65,
  });
  const { worse: losses, better } = alternativeOf(later, before, { facts: FACTS, key: 'k' });
  assert.deepEqual(losses, ['waits 30 minutes longer', 'Ada outside their preferred hours']);
  assert.deepEqual(better, ['starts a day earlier']);
  const back = alternativeOf(before, later, { facts: FACTS, key: 'k' });
  assert.deepEqual(back.better, ['waits 30 minutes less', 'Ada not outside their preferred hours']);
});

it('tells each part of the cost that is not nothing, in words', () => {
  const dear = plan('2026-12-08T09:30:00+01:00', 'ada', {
    delay: 20,
    waiting: 75,
    preference: 10,
    overload: 50,
    unfilled: 5,
    total: 160,
  });
  assert.deepEqual(
    alternativeOf(dear, undefined, { facts: FACTS, key: 'k' }).parts.map(({ text, cost }) => [text, cost]),
    [
      ['starts on day 3 of those searched', 20],
      ['1 hour 15 minutes between sessions', 75],
      ['Ada outside their preferred hours', 10],
      ['2 sessions beyond a fair share', 50],
      ['1 optional seat empty', 5],
    ],
  );
  assert.deepEqual(alternativeOf(best, undefined, { facts: FACTS, key: 'k' }).parts, []);
});

it('names who is outside preferred hours, by their own clock', () => {
  // 9:30 in Berlin is 8:30 in London.
  assert.deepEqual(worse(plan('2026-12-07T09:30:00+01:00', 'ada', { preference: 10 })), [
    'Ada outside their preferred hours',
  ]);
});

it('says what is different where nothing is worse', () => {
  assert.deepEqual(worse(plan('2026-12-07T11:00:00+01:00', 'ada')), ['as good, and starts at 11:00']);
  assert.deepEqual(worse(plan('2026-12-07T10:00:00+01:00', 'bob')), ['as good, with Bob']);
  assert.deepEqual(alternativeOf(best, undefined, { facts: FACTS, key: 'k' }).worse, []);
});

it('ranks each plan once, only complete ones, at most five', () => {
  const others = [9, 11, 12, 13, 14, 15].map((hour) =>
    plan(`2026-12-07T${String(hour).padStart(2, '0')}:00:00+01:00`, 'ada'),
  );
  const partial = { ...plan('2026-12-07T08:00:00+01:00', 'ada'), status: 'empty' } as const;
  const ranked = rankedPlans({ ...best, alternatives: [best, partial, ...others] });
  assert.equal(ranked.length, 5);
  assert.equal(new Set(ranked.map(({ sessions }) => sessions[0]?.start)).size, 5);
});

it('shows other dates, then the other half of the day, then other people, before the same at another time', () => {
  const at = (day: number, hour: number, who = 'ada', total = 0): LoopPlan =>
    plan(`2026-12-0${day}T${hour}:00:00+01:00`, who, { total });
  const quarter = plan('2026-12-07T10:15:00+01:00', 'ada');
  const shown = (...alternatives: LoopPlan[]): (string | undefined)[] =>
    rankedPlans({ ...best, alternatives }).map(
      ({ sessions: [first] }) => `${first?.start.slice(8, 16)} ${first?.people[0]?.person}`,
    );
  assert.deepEqual(
    shown(
      quarter,
      at(7, 11),
      at(7, 14),
      at(8, 10, 'ada', 10),
      at(8, 11, 'bob', 10),
      at(8, 13, 'ada', 20),
      at(9, 10, 'ada', 20),
    ),
    ['07T10:00 ada', '07T14:00 ada', '08T10:00 ada', '08T13:00 ada', '09T10:00 ada'],
  );
  assert.deepEqual(
    shown(quarter, at(8, 10, 'ada', 10), at(8, 11, 'bob', 10), at(9, 10, 'ada', 20), at(9, 11, 'ada', 20)),
    ['07T10:00 ada', '07T10:15 ada', '08T10:00 ada', '08T11:00 bob', '09T10:00 ada'],
  );
});

it('writes minutes as people say them', () => {
  assert.deepEqual([1, 45, 60, 61, 150].map(durationText), [
    '1 minute',
    '45 minutes',
    '1 hour',
    '1 hour 1 minute',
    '2 hours 30 minutes',
  ]);
});
