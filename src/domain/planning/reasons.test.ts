import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PlanningFacts } from './planning-facts.ts';
import { placesOf, reasonText } from './reasons.ts';

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
      gap: { min: 5, max: 60 },
      modules: [
        { id: 'talk', title: 'Talk', kind: 'individual', minutes: 60, seats: [{ people: ['ada'] }] },
        {
          id: 'lunch',
          title: 'Lunch',
          kind: 'meal',
          minutes: 60,
          seats: [{ pool: 'Hosts' }, { people: ['ada'], optional: true }],
          window: { from: '11:45', to: '13:45' },
          after: ['talk'],
        },
      ],
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
    { ...person, id: 'ada', name: 'Ada', maxPerDay: 1, maxPerWeek: 3 },
    { ...person, id: 'bob', name: 'Bob' },
  ],
  trainees: [],
  pools: new Map([['Hosts', ['ada', 'bob']]]),
  rooms: [],
  walking: [],
  calendarBusy: [],
  engagements: [],
};

test('says each reason with the facts of this opening', () => {
  const said = (reason: Parameters<typeof reasonText>[0]): string => reasonText(reason, FACTS);
  const lunch = { session: 'a/lunch' };
  assert.deepEqual(
    [
      said({ rule: 'hours' }),
      said({ rule: 'window', ...lunch }),
      said({ rule: 'seat', ...lunch }),
      said({ rule: 'seat', session: 'a/talk' }),
      said({ rule: 'order', ...lunch }),
      said({ rule: 'load', person: 'ada' }),
      said({ rule: 'busy', person: 'bob' }),
      said({ rule: 'candidate' }),
      said({ rule: 'days' }),
      said({ rule: 'pace' }),
    ],
    [
      'Sessions lie between 9:00 and 17:00.',
      '“Lunch” lies between 11:45 and 13:45.',
      '“Lunch” needs 1 of Hosts (Ada, Bob).',
      '“Talk” needs Ada.',
      '“Lunch” comes after “Talk”.',
      'Ada takes at most 1 session a day and 3 sessions a week.',
      'Bob has other appointments.',
      'Kim comes only at the times offered.',
      'All sessions are on one day.',
      'There are at least 5 and at most 60 minutes between sessions.',
    ],
  );
});

test('leads to where each reason can be changed, once, and to other dates', () => {
  const reasons = [{ rule: 'works' }, { rule: 'busy' }, { rule: 'room' }, { rule: 'window' }] as const;
  assert.deepEqual(placesOf(reasons), ['people', 'rooms', 'template', 'dates']);
  assert.deepEqual(placesOf([]), ['dates']);
});
