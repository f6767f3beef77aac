import { test } from 'node:test';
import assert from 'node:assert/strict';
import type { LoopProblem, Rule } from '#domain/planning/loop-problem.ts';
import { brokenLine } from './broken.ts';
import { type Changes, planned, PROBLEM, seated, time, withAda, withLoop, withTalk } from './example.ts';
import { factsOf, inTime, wholeMinutes } from './facts.ts';
import { JUDGED } from './rules.ts';

/** What just about keeps a rule. */
const KEPT: readonly (readonly [string, Rule, Partial<LoopProblem>, Changes])[] = [
  ['a session may end with the hours', 'hours', {}, { end: time('16:30', '17:00') }],
  ['a session may fill its window', 'window', withTalk({ window: { from: '09:00', to: '10:00' } }), {}],
  [
    'busy time may end as the session starts',
    'busy',
    withAda({ busy: [{ start: '2026-12-07T07:00:00Z', end: '2026-12-07T08:00:00Z' }] }),
    {},
  ],
  [
    'the gap may be exactly what is owed',
    'overlap',
    withAda({ gap: 15 }),
    { end: time('10:15', '10:45'), case: seated() },
  ],
  [
    'without a gap sessions may touch',
    'overlap',
    {},
    { case: { ...time('10:00', '11:00'), ...seated('ada') } },
  ],
  ['the load may be full', 'load', withAda({ maxPerDay: 2, maxPerWeek: 2 }), {}],
  [
    'the way may take all the time there is',
    'walking',
    {},
    { talk: { ...time('09:10', '10:10'), room: 'r2' } },
  ],
  [
    'sites without a stated way are near',
    'walking',
    {
      walking: [
        { sites: ['south', 'west'], minutes: 90 },
        { sites: ['west', 'north'], minutes: 90 },
      ],
    },
    { talk: { ...time('09:30', '10:30'), room: 'r2' } },
  ],
  [
    'a room without a site is near',
    'walking',
    { rooms: [{ id: 'r1', site: 'north' }, { id: 'r2' }] },
    { talk: { ...time('09:30', '10:30'), room: 'r2' } },
  ],
  [
    'a session may start as the one before it ends',
    'order',
    {},
    { lunch: time('10:00', '11:00'), case: time('11:00', '12:00') },
  ],
  [
    'the first may end as the next starts',
    'order',
    withTalk({ first: true }),
    { case: time('10:00', '11:00') },
  ],
  ['the debrief may start as the rest ends', 'order', {}, { end: time('12:30', '13:00') }],
  [
    'earliest and latest may be the same date',
    'days',
    withLoop({ earliest: '2026-12-07', latest: '2026-12-07' }),
    {},
  ],
  ['the debrief may use one date more', 'days', {}, { end: time('09:00', '09:30', '2026-12-08') }],
  ['a gap may be as long as it may be', 'pace', withLoop({ gap: { min: 0, max: 30 } }), {}],
  ['a stretch may be as long as it may be', 'pace', withLoop({ stretch: 150 }), {}],
];

for (const [what, rule, problem, changes] of KEPT) {
  test(what, () => {
    const facts = factsOf({ ...PROBLEM, ...problem }, planned(changes), []);
    assert.deepEqual(
      JUDGED[rule](facts).map((broken) => brokenLine(broken)),
      [],
    );
  });
}

test('half minutes are rounded to the even minute', () => {
  assert.deepEqual(
    [0.5, 1.5, 2.5, 2.4, -1.5].map((minutes) => wholeMinutes(minutes)),
    [0, 2, 2, 2, -2],
  );
});

test('sessions that start together are in the order of their ends', () => {
  const [one, two] = [
    { from: 0, to: 30 },
    { from: 0, to: 15 },
  ];
  assert.deepEqual(inTime([one, two]), [two, one]);
});
