import { test } from 'node:test';
import assert from 'node:assert/strict';
import { importFaults } from './people-import.ts';
import { parsePeopleFile } from './people-file.ts';

const hours = { days: ['mon'], from: '09:00', to: '10:00' };
const long = 'x'.repeat(201);

function placesIn(list: object): string[] {
  const parsed = parsePeopleFile({ format: 'people/1', people: [{ id: 'z' }], candidates: [], ...list });
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return importFaults(parsed.value).map(({ place }) => place);
}

const WRONG: readonly (readonly [string, object, string])[] = [
  ['a line break in a name', { people: [{ id: 'a', name: 'a\nb' }] }, 'people[0].name'],
  ['an id too long for a name', { people: [{ id: long }] }, 'people[0].id'],
  ['a blank id', { people: [{ id: ' ' }] }, 'people[0].id'],
  ['a gap of a day', { people: [{ id: 'a', gap: 1440 }] }, 'people[0].gap'],
  ['no session a day', { people: [{ id: 'a', maxPerDay: 0 }] }, 'people[0].maxPerDay'],
  ['too many hours', { people: [{ id: 'a', works: Array(15).fill(hours) }] }, 'people[0].works'],
  ['hours on no day', { people: [{ id: 'a', works: [{ ...hours, days: [] }] }] }, 'people[0].works[0].days'],
  ['a pool without a name', { pools: { ' ': ['z'] } }, 'pools[" "]'],
  ['a room too large', { rooms: [{ id: 'r', seats: 5001 }] }, 'rooms[0].seats'],
  ['a room without a name', { rooms: [{ id: ' ' }] }, 'rooms[0].id'],
  ['a long way', { walking: [{ sites: ['a', 'b'], minutes: 481 }] }, 'walking[0].minutes'],
  ['a site too long', { walking: [{ sites: ['a', long], minutes: 5 }] }, 'walking[0].sites[1]'],
  ['a candidate too long', { candidates: [{ id: long }] }, 'candidates[0].id'],
  [
    'a date of no year of ours',
    { candidates: [{ id: 'k', available: [{ date: '9998-01-01', from: '09:00', to: '10:00' }] }] },
    'candidates[0].available[0].date',
  ],
];

for (const [what, list, place] of WRONG) {
  test(`a list with ${what} could not be shown again, so it is refused`, () => {
    assert.deepEqual(placesIn(list), [place]);
  });
}

test('somebody in more pools than the page takes is refused', () => {
  const pools = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`p${index}`, ['z']]));
  assert.deepEqual(placesIn({ pools }), ['people[0].pools']);
});

test('a list within the limits has no faults', () => {
  const people = [
    { id: 'ada', name: 'Ada', email: 'ada@example.org', works: [hours], recent: 3, calendar: false },
  ];
  const candidates = [{ id: 'k', available: [{ date: '2026-12-07', from: '09:00', to: '24:00' }] }];
  const rooms = [{ id: 'r', site: 'Mill', calendar: 'r.ics' }];
  assert.deepEqual(placesIn({ people, pools: { All: ['ada'] }, rooms, candidates }), []);
});
