import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Engagement } from '#domain/loop/loop.ts';
import { BLANK_TEMPLATE } from '#domain/organisation/opening.ts';
import type { PersonRecord } from '#domain/people/people.ts';
import { availability, planningProblem, type PlanningFacts } from './planning-facts.ts';

const ADA: PersonRecord = {
  id: 'ada',
  name: 'Ada',
  version: 1,
  feedToken: '',
  timeZone: 'Europe/Berlin',
  works: [],
  calendars: [],
  pools: [],
};
const DAYS = ['2026-12-07', '2026-12-08', '2026-12-14'];

function facts(person: Partial<PersonRecord>, engagements: readonly Engagement[]): PlanningFacts {
  return {
    now: '2026-12-01T00:00:00Z',
    opening: {
      id: 'o',
      title: '',
      version: 1,
      timeZone: 'Europe/Berlin',
      template: BLANK_TEMPLATE,
      templateVersion: 1,
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
    people: [{ ...ADA, ...person }],
    trainees: [],
    pools: new Map(),
    rooms: [],
    walking: [],
    calendarBusy: [],
    engagements,
  };
}

function engaged(start: string, end: string, more: Partial<Engagement> = {}): Engagement {
  return {
    session: 's',
    loops: ['l'],
    kind: 'individual',
    candidates: ['lee'],
    people: ['ada'],
    room: null,
    site: null,
    start,
    end,
    ...more,
  };
}

const ada = (given: PlanningFacts) => planningProblem(given, DAYS).people[0];
const MORNING = engaged('2026-12-07T09:00:00Z', '2026-12-07T10:00:00Z');

it('counts what other loops took as busy, with the gap that the person needs', () => {
  assert.deepEqual(ada(facts({ gap: 15 }, [MORNING]))?.busy, [
    { start: '2026-12-07T08:45:00+00:00', end: '2026-12-07T10:15:00+00:00' },
  ]);
});

it('keeps the way from the site of another loop free', () => {
  const mill = engaged('2026-12-07T09:00:00Z', '2026-12-07T10:00:00Z', { room: 'r', site: 'Mill' });
  const walking = [{ sites: ['Mill', 'River'] as const, minutes: 12 }];
  const person = ada({ ...facts({ gap: 5 }, [mill]), walking });
  assert.deepEqual(
    person?.busy?.map(({ start, end }) => [start.slice(11, 16), end.slice(11, 16)]),
    [['08:48', '10:12']],
  );
});

it('takes a date away where the limit per day is reached, and leaves less where it is not', () => {
  const full = ada(facts({ maxPerDay: 1 }, [MORNING]));
  assert.deepEqual(full?.busy?.[1], {
    start: '2026-12-07T00:00:00+01:00',
    end: '2026-12-08T00:00:00+01:00',
  });
  assert.equal(full?.maxPerDay, 1);
  const partly = ada(facts({ maxPerDay: 3 }, [MORNING]));
  assert.equal(partly?.busy?.length, 1);
  assert.equal(partly?.maxPerDay, 2);
});

it('takes a whole week away where its limit is reached, also by a day that is not searched', () => {
  const friday = engaged('2026-12-11T09:00:00Z', '2026-12-11T10:00:00Z');
  const person = ada(facts({ maxPerWeek: 1 }, [friday]));
  assert.deepEqual(
    person?.busy?.slice(1).map(({ start }) => start.slice(0, 10)),
    ['2026-12-07', '2026-12-08'],
  );
  assert.equal(person?.maxPerWeek, 1);
});

it('counts sessions that were held as recent, and those to come not', () => {
  const held = engaged('2026-11-20T09:00:00Z', '2026-11-20T10:00:00Z');
  const person = ada(facts({}, [held, MORNING]));
  assert.equal(person?.recent, 1);
  assert.equal(person?.fair, 2);
});

it('lets the candidate come when nothing else is theirs, and never in the past', () => {
  const own = engaged('2026-12-07T09:00:00Z', '2026-12-07T10:00:00Z', { candidates: ['kim'], people: [] });
  const debrief = {
    ...own,
    kind: 'debrief' as const,
    start: '2026-12-07T12:00:00Z',
    end: '2026-12-07T13:00:00Z',
  };
  const given = { ...facts({}, [own, debrief]), now: '2026-12-07T07:30:00Z' };
  assert.deepEqual(
    availability(given, ['2026-12-07']).map(({ start, end }) => [start.slice(0, 16), end.slice(0, 16)]),
    [
      ['2026-12-07T07:30', '2026-12-07T09:00'],
      ['2026-12-07T10:00', '2026-12-08T23:00'],
    ],
  );
});

it('keeps the way free around other loops, but not where the loop itself stands already', () => {
  const other = engaged('2026-12-07T10:00:00Z', '2026-12-07T11:00:00Z');
  const own = engaged('2026-12-07T09:00:00Z', '2026-12-07T10:00:00Z', { session: 'own', loops: ['own'] });
  const busyOf = (some: PlanningFacts): string[] =>
    planningProblem(some, DAYS).people.flatMap(({ busy = [] }) =>
      busy.map(({ start, end }) => `${start.slice(11, 16)} ${end.slice(11, 16)}`),
    );
  const before = facts({ gap: 15 }, [other]);
  assert.deepEqual(busyOf(before), ['09:45 11:15']);
  assert.deepEqual(busyOf({ ...before, standing: [own] }), ['10:00 11:00', '10:00 11:15']);
  assert.deepEqual(busyOf({ ...before, standing: [{ ...own, people: ['bob'] }] }), ['09:45 11:15']);
});
