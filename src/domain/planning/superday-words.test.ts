import assert from 'node:assert/strict';
import { it } from 'node:test';
import { fairLoads } from './fair-load.ts';
import { NO_COST, type PlanCost } from './loop-problem.ts';
import type { InterviewModule } from '#domain/template/loop-template.ts';
import { BLANK_TEMPLATE } from '#domain/organisation/opening.ts';
import type { PersonRecord } from '#domain/people/people.ts';
import type { BoardSession, SuperdayFacts } from './superday.ts';
import { searchWords, superdayWords } from './superday-words.ts';

const person = (id: string, more: Partial<PersonRecord> = {}): PersonRecord => ({
  id,
  name: id[0]?.toUpperCase() + id.slice(1),
  version: 1,
  feedToken: '',
  calendars: [],
  timeZone: 'UTC',
  works: [],
  pools: [],
  ...more,
});

function facts(
  modules: readonly InterviewModule[] = [],
  people = [person('ada'), person('bob')],
): SuperdayFacts {
  return {
    now: '2026-12-01T00:00:00Z',
    opening: {
      id: 'o',
      title: '',
      version: 1,
      timeZone: 'UTC',
      template: { ...BLANK_TEMPLATE, modules },
      templateVersion: 1,
    },
    applications: ['kim', 'lee', 'max', 'noa'].map((id) => ({
      id,
      version: 1,
      opening: 'o',
      candidate: `${id}-person`,
      name: id[0]?.toUpperCase() + id.slice(1),
      timeZone: 'UTC',
      available: [],
    })),
    people,
    trainees: [],
    pools: new Map([['all', people.map(({ id }) => id)]]),
    rooms: [],
    walking: [],
    calendarBusy: [],
    engagements: [],
  };
}

function session(candidate: string, [start, end]: readonly [string, string], who = 'ada'): BoardSession {
  return {
    id: `${candidate} ${start}`,
    module: start,
    title: '',
    kind: 'individual',
    evaluated: true,
    start: `2026-12-07T${start}:00Z`,
    end: `2026-12-07T${end}:00Z`,
    people: [{ id: who, name: '', seat: 0, role: 'lead' }],
    candidates: [candidate],
  };
}

const FAIR = new Map([
  ['ada', 2],
  ['bob', 1],
]);

it('says that nobody waits, and that the load is fair', () => {
  const day = [session('kim', ['09:00', '10:00']), session('kim', ['10:00', '11:00'])];
  assert.deepEqual(superdayWords(day, facts(), FAIR), [
    'No candidate waits between sessions.',
    'Nobody has more than a fair load.',
  ]);
});

it('says who waits longest, who has too much, and who sits outside the hours they prefer', () => {
  const people = [person('ada'), person('bob', { prefers: { from: '09:00', to: '10:00' } })];
  const day = [
    session('kim', ['09:00', '10:00']),
    session('kim', ['10:30', '11:00'], 'bob'),
    session('lee', ['10:00', '10:30']),
    session('lee', ['12:00', '12:30'], 'bob'),
    session('max', ['11:00', '11:30']),
  ];
  assert.deepEqual(superdayWords(day, facts([], people), FAIR), [
    '2 of 3 candidates wait between sessions; the longest wait is 1 hour 30 minutes (Lee).',
    '2 interviewers are beyond a fair load: Ada by 1 and Bob by 1.',
    'Bob sits in sessions outside their preferred hours.',
  ]);
});

it('does not count a debrief, which is held without the candidate, as waiting', () => {
  const debrief = { ...session('kim', ['15:00', '15:30']), kind: 'debrief' as const };
  const [waiting] = superdayWords([session('kim', ['09:00', '10:00']), debrief], facts(), FAIR);
  assert.equal(waiting, 'No candidate waits between sessions.');
});

it('says how much better a plan could be in minutes of waiting, and what is proven', () => {
  const run = { seed: 1, seconds: 1, iterations: 1, stopped: 'time' } as const;
  const cost = (total: number, more: Partial<PlanCost> = {}): PlanCost => ({ ...NO_COST, total, ...more });
  const last = (plan: Parameters<typeof searchWords>[0]): string | undefined => searchWords(plan).at(-1);
  assert.equal(
    last({ cost: cost(95), bound: 50, run }),
    'It is proven that no plan saves more than what 45 minutes of waiting weigh.',
  );
  assert.equal(last({ cost: cost(95), bound: 95, run }), 'It is proven that no plan is better.');
  assert.equal(
    last({ cost: cost(95), bound: null, run }),
    'How much better another plan could be is not known.',
  );
  assert.equal(
    last({ cost: cost(1_000_095), bound: 50, run }),
    'It is not proven that fewer candidates must be left out.',
  );
  assert.deepEqual(
    searchWords({ cost: cost(10, { unfilled: 10 }), bound: 10, run })[0],
    '2 optional seats stay empty.',
  );
});

it('shares every seat evenly among those who may take it, groups by group, debriefs with everyone too', () => {
  const seats = [{ pool: 'all' }];
  const talk: InterviewModule = { id: 'talk', title: '', kind: 'individual', minutes: 30, seats };
  const group: InterviewModule = { id: 'group', title: '', kind: 'group', minutes: 30, seats, together: 2 };
  const debrief: InterviewModule = {
    id: 'debrief',
    title: '',
    kind: 'debrief',
    minutes: 30,
    seats: [{ everyone: true }],
  };
  const fair = (modules: readonly InterviewModule[]): number | undefined =>
    fairLoads(facts(modules)).get('ada');
  assert.equal(fair([talk]), 2);
  assert.equal(fair([group]), 1);
  assert.equal(fair([talk, debrief]), 4);
  assert.equal(fair([{ ...talk, seats: [{ people: ['ada'], count: 1 }] }]), 4);
  assert.equal(fair([{ ...talk, seats: [{ pool: 'all', optional: true }] }]), 0);
  const groups = [{ module: 'group', candidates: ['kim', 'lee', 'max', 'noa'] }];
  assert.equal(fairLoads(facts([group]), groups).get('bob'), 1);
});
