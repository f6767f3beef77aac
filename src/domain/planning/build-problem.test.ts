import { test } from 'node:test';
import assert from 'node:assert/strict';
import { busyKey, completedProblem, draftProblem, type BuildFaults, type Draft } from './build-problem.ts';
import { faultLine } from '#domain/fault.ts';
import type { PeopleFile, TemplateFile } from '#domain/people/people-file.ts';

const TEMPLATE: TemplateFile = {
  format: 'loop-template/1',
  timeZone: 'Europe/Berlin',
  hours: { from: '09:00', to: '17:00' },
  weekdays: ['mon', 'tue'],
  holidays: ['2026-12-08'],
  modules: [{ id: 'talk', title: 'Talk', kind: 'individual', minutes: 45, seats: [{ pool: 'all' }] }],
};
const LIST: PeopleFile = {
  format: 'people/1',
  people: [
    { id: 'ada', email: 'ada@example.org' },
    { id: 'bob', timeZone: 'Europe/London', calendar: false },
  ],
  pools: { all: ['ada', 'bob'] },
  rooms: [{ id: 'blue', name: 'Blue', calendar: 'blue.ics' }, { id: 'red' }],
  candidates: [
    { id: 'kim', timeZone: 'Asia/Kolkata', available: [{ date: '2026-12-07', from: '13:00', to: '24:00' }] },
  ],
};
const DATES = { from: '2026-12-07', to: '2026-12-15' };

function drafted(template: TemplateFile, list: PeopleFile): Draft {
  const draft = draftProblem(template, list, DATES);
  assert.ok(draft.ok);
  return draft.value;
}

function faultsOf(
  template: TemplateFile,
  list: PeopleFile,
  dates = DATES,
): Record<keyof BuildFaults, string[]> {
  const draft = draftProblem(template, list, dates);
  assert.ok(!draft.ok);
  const lines = (of: keyof BuildFaults): string[] => draft.problem[of].map(faultLine);
  return { template: lines('template'), people: lines('people'), dates: lines('dates') };
}

test('a problem has a loop per candidate, dates without holidays, and busy time from the calendars', () => {
  const busy = [{ start: '2026-12-07T10:00:00+01:00', end: '2026-12-07T11:00:00+01:00' }];
  const draft = drafted(TEMPLATE, LIST);
  const problem = completedProblem(
    draft,
    new Map([
      [busyKey('person', 'ada'), busy],
      [busyKey('room', 'blue'), busy],
    ]),
  );
  assert.deepEqual(problem, {
    format: 'loop-problem/1',
    timeZone: 'Europe/Berlin',
    days: ['2026-12-07', '2026-12-14', '2026-12-15'],
    hours: { from: '09:00', to: '17:00' },
    people: [
      { id: 'ada', busy },
      { id: 'bob', timeZone: 'Europe/London' },
    ],
    pools: { all: ['ada', 'bob'] },
    rooms: [{ id: 'blue', busy }, { id: 'red' }],
    walking: [],
    candidates: [
      {
        id: 'kim',
        timeZone: 'Asia/Kolkata',
        available: [{ start: '2026-12-07T13:00:00+05:30', end: '2026-12-08T00:00:00+05:30' }],
      },
    ],
    loops: [
      {
        id: 'kim',
        candidate: 'kim',
        sessions: [{ id: 'kim/talk', kind: 'individual', minutes: 45, seats: [{ pool: 'all' }] }],
      },
    ],
  });
});

test('calendars are wanted of people unless they say false, and of rooms that name one', () => {
  assert.deepEqual(drafted(TEMPLATE, LIST).calendars, [
    {
      owner: 'ada',
      kind: 'person',
      fileName: 'ada.ics',
      zone: 'Europe/Berlin',
      place: 'people[0].calendar',
      address: 'ada@example.org',
    },
    { owner: 'blue', kind: 'room', fileName: 'blue.ics', zone: 'Europe/Berlin', place: 'rooms[0].calendar' },
  ]);
});

test('faults are told in the file in which they stand', () => {
  const faults = faultsOf(
    { ...TEMPLATE, modules: TEMPLATE.modules.map((module) => ({ ...module, after: ['no'] })) },
    {
      ...LIST,
      pools: { all: ['eve'] },
      candidates: [{ id: 'kim', available: [{ date: '2026-12-07', from: '13:00', to: '12:00' }] }],
    },
  );
  assert.match(
    faults.template.join('\n'),
    /^modules\[0\]\.after\[0\]: found "no", expected the id of a session/,
  );
  assert.deepEqual(
    faults.people.map((line) => line.split(',')[0]),
    ['candidates[0].available[0].to: found "12:00"', 'pools.all[0]: found "eve"'],
  );
});

test('a time that a clock change leaves out is refused, of a candidate and of the template', () => {
  const available = [{ date: '2027-03-28', from: '02:30', to: '12:00' }];
  const candidates = [{ id: 'kim', timeZone: 'Europe/Berlin', available }];
  assert.match(
    faultsOf(TEMPLATE, { ...LIST, candidates }).people.join(),
    /candidates\[0\]\.available\[0\]\.from: found "02:30", expected a time that exists on 2027-03-28/,
  );
  const sunday = { ...TEMPLATE, weekdays: ['sun'] as const, hours: { from: '02:30', to: '17:00' } };
  const dates = { from: '2027-03-28', to: '2027-03-28' };
  assert.match(
    faultsOf(sunday, LIST, dates).template.join(),
    /^hours\.from: found "02:30", expected a time that exists/,
  );
});

test('dates that leave nothing, run backwards or are too many are refused', () => {
  const of = (from: string, to: string): string => faultsOf(TEMPLATE, LIST, { from, to }).dates.join();
  assert.match(of('2026-12-08', '2026-12-08'), /^--from: found "2026-12-08 to 2026-12-08", expected a range/);
  assert.match(
    of('2026-12-08', '2026-12-07'),
    /^--to: found "2026-12-07", expected a date that is not before/,
  );
  assert.match(of('2026-12-08', '2027-12-09'), /^--to: found "2027-12-09", expected at most 366 days/);
  assert.ok(draftProblem(TEMPLATE, LIST, { from: '2026-12-08', to: '2027-12-08' }).ok);
});
