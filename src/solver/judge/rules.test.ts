import { test } from 'node:test';
import assert from 'node:assert/strict';
import { type LoopProblem, type Rule, RULES } from '#domain/planning/loop-problem.ts';
import { brokenLine } from './broken.ts';
import { type Changes, planned, PROBLEM, seated, time, withAda, withLoop, withTalk } from './example.ts';
import { factsOf } from './facts.ts';
import { JUDGED } from './rules.ts';

function linesOf(
  rule: Rule,
  problem: Partial<LoopProblem>,
  changes: Changes,
  unplaced: string[] = [],
): string[] {
  const facts = factsOf({ ...PROBLEM, ...problem }, planned(changes), unplaced);
  return JUDGED[rule](facts).map((broken) => brokenLine(broken));
}

/** For each rule: what the problem says beyond the above, what the plan does otherwise, and the lines that follow. */
const CASES: Readonly<
  Record<Rule, readonly (readonly [Partial<LoopProblem>, Changes, readonly string[]])[]>
> = {
  grid: [
    [
      {},
      { talk: time('09:05', '10:00') },
      [
        'grid k/talk: lasts 55 minutes, not 60',
        'grid k/talk: starts at 2026-12-07T09:05:00+01:00, off the grid of 15 minutes',
      ],
    ],
    [
      { grid: 5 },
      { talk: { start: '2026-12-07T09:05:20+01:00', end: '2026-12-07T10:05:00+01:00' } },
      ['grid k/talk: starts at 2026-12-07T09:05:00+01:00 and some seconds, off the grid of 5 minutes'],
    ],
  ],
  hours: [
    [
      {},
      { talk: time('08:00', '09:00', '2026-12-09') },
      [
        'hours k/talk: 2026-12-09 is not one of the days',
        'hours k/talk: not between 09:00 and 17:00 on 2026-12-09',
      ],
    ],
  ],
  window: [
    [
      withTalk({ window: { from: '09:15', to: '12:00' } }),
      {},
      ['window k/talk: not between 09:15 and 12:00 on 2026-12-07'],
    ],
  ],
  candidate: [
    [
      {
        candidates: [
          { id: 'kim', available: [{ start: '2026-12-07T09:00:00Z', end: '2026-12-07T12:00:00Z' }] },
          { id: 'lee' },
        ],
      },
      {},
      ['candidate k/talk: kim is not available'],
    ],
    [{}, { talk: time('10:00', '11:00') }, ['candidate talk+case: kim is in both at once']],
  ],
  seat: [
    [
      {},
      { talk: seated() },
      [
        'seat k/talk: seat 0 holds 0 of 1',
        'seat k/end: seat 0 holds 2 of 1',
        'seat k/end: ada may not take seat 0',
      ],
    ],
    [
      { declined: [{ session: 'talk', person: 'ada' }] },
      { end: seated('ada') },
      ['seat k/talk: ada has declined', 'seat k/end: seat 0 holds 1 of 2'],
    ],
    [
      {},
      { talk: { people: [{ person: 'ada', seat: 0, role: 'lead' }] }, lunch: { session: 'talk' } },
      [
        'seat talk: placed twice',
        'seat k/lunch: the session is missing',
        'seat k/talk: ada has the role lead, not panelist',
      ],
    ],
    [
      {},
      { talk: { people: [{ person: 'eve', seat: 3, role: 'panelist' }] }, end: seated('eve', 'bob') },
      [
        'seat k/talk: there is no seat 3',
        'seat k/talk: the problem has no person eve',
        'seat k/end: the problem has no person eve',
      ],
    ],
    [
      {},
      { case: seated('bob', 'bob'), lunch: { session: 'brunch' } },
      [
        'seat brunch: the problem has no such session',
        'seat k/lunch: the session is missing',
        'seat case: somebody sits twice',
        'seat case: seat 0 holds 2 of 1',
      ],
    ],
  ],
  works: [
    [
      withAda({ timeZone: 'Europe/London', works: [{ days: ['mon'], from: '08:30', to: '17:00' }] }),
      {},
      ['works k/talk: ada does not work then'],
    ],
  ],
  busy: [
    [
      withAda({ busy: [{ start: '2026-12-07T08:59:59Z', end: '2026-12-07T09:30:00Z' }] }),
      {},
      ['busy k/talk: ada is busy from 2026-12-07T08:59:59Z to 2026-12-07T09:30:00Z'],
    ],
    [withAda({ busy: [{ start: '2026-12-07T09:00:00Z', end: '2026-12-07T09:30:00Z' }] }), {}, []],
  ],
  overlap: [
    [{}, { end: time('09:45', '10:15') }, ['overlap k/talk+end: ada is in both at once']],
    [
      withAda({ gap: 15 }),
      { end: time('10:10', '10:40') },
      ['overlap k/talk+end: ada has 10 minutes between them', 'overlap end+case: bob is in both at once'],
    ],
  ],
  load: [
    [withAda({ maxPerDay: 1 }), {}, ['load ada: 2 sessions on 2026-12-07, at most 1']],
    [
      withAda({ maxPerWeek: 1 }),
      { end: time('09:00', '09:30', '2026-12-13') },
      ['load ada: 2 sessions in the week 2026-W50, at most 1'],
    ],
    [withAda({ maxPerWeek: 1 }), { end: time('09:00', '09:30', '2026-12-14') }, []],
  ],
  room: [
    [
      withTalk({ room: { seats: 3, features: ['screen'], oneOf: ['r2'] } }),
      {},
      ['room k/talk: r1 lacks screen', 'room k/talk: r1 is not one of those asked for'],
    ],
    [
      {
        rooms: [
          { id: 'r1', seats: 2, busy: [{ start: '2026-12-07T08:00:00Z', end: '2026-12-07T08:15:00Z' }] },
          { id: 'r2' },
        ],
      },
      {},
      [
        'room k/talk: r1 is busy from 2026-12-07T08:00:00Z to 2026-12-07T08:15:00Z',
        'room case: r1 has 2 seats for 3',
      ],
    ],
    [{}, { talk: time('10:00', '11:00') }, ['room talk+case: both in r1']],
    [
      {},
      { talk: { room: 'attic' }, lunch: { room: 'r2' } },
      ['room k/talk: the problem has no room attic', 'room k/lunch: has the room r2 without asking for one'],
    ],
  ],
  walking: [
    [
      {},
      { talk: time('09:15', '10:15'), case: { room: 'r2' } },
      ['walking talk+case: kim has 15 minutes for a way of 20'],
    ],
    [
      {},
      { talk: { ...time('09:15', '10:15'), room: 'r2' }, case: seated('ada') },
      [
        'walking talk+case: ada has 15 minutes for a way of 20',
        'walking talk+case: kim has 15 minutes for a way of 20',
      ],
    ],
    [{}, { talk: { ...time('09:15', '10:15') } }, []],
  ],
  order: [
    [
      {},
      { lunch: time('09:00', '10:00'), end: time('11:00', '11:30') },
      ['order k/lunch: starts before talk has ended', 'order k/end: a debrief before the end of case'],
    ],
    [withTalk({ first: true, last: true }), {}, ['order k/talk: is not last: lunch ends after its start']],
    [
      withTalk({ first: true }),
      { case: time('09:30', '10:30') },
      ['order k/talk: is not first: case starts before its end'],
    ],
  ],
  days: [
    [{}, { case: time('09:00', '10:00', '2026-12-08') }, ['days k: uses 2 dates, at most 1']],
    [
      {},
      { case: time('09:00', '10:00', '2026-12-08'), end: time('09:00', '10:00', '2026-12-09') },
      ['days k: uses 2 dates, at most 1', 'days k: uses 3 dates with its debrief, at most 2'],
    ],
    [
      withLoop({ earliest: '2026-12-08', sessions: [] }),
      {},
      ['days k/case: on 2026-12-07, earliest 2026-12-08'],
    ],
    [withLoop({ latest: '2026-12-06', sessions: [] }), {}, ['days k/case: on 2026-12-07, latest 2026-12-06']],
  ],
  pace: [
    [withLoop({ gap: { min: 5 } }), {}, ['pace k/lunch: 0 minutes after case, at least 5']],
    [withLoop({ gap: { max: 15 } }), {}, ['pace k/case: 30 minutes after talk, at most 15']],
    [
      withLoop({ stretch: 120 }),
      {},
      [
        'pace k/case: 150 minutes without a rest, at most 120',
        'pace k/lunch: 150 minutes without a rest, at most 120',
      ],
    ],
    [
      withLoop({ stretch: 60 }),
      { case: time('12:30', '13:30') },
      ['pace k/lunch: 150 minutes without a rest, at most 60'],
    ],
  ],
  again: [
    [{}, { lunch: seated('ada') }, ['again k: ada is met twice']],
    [withLoop({ meetAgain: true }), { lunch: seated('ada') }, []],
    [{}, { case: seated('ada') }, []],
  ],
  frozen: [
    [
      {
        frozen: ['talk', 'lunch'],
        previous: { sessions: planned({ talk: { ...seated('bob'), room: 'r2' } }) },
      },
      {},
      ['frozen k/talk: has another panel, another room'],
    ],
    [
      { frozen: ['lunch', 'end'], previous: { sessions: planned({ end: time('16:15', '16:45') }) } },
      { lunch: { session: 'brunch' } },
      ['frozen lunch: is gone', 'frozen k/end: has another start'],
    ],
  ],
};

test('no rule is broken in the plan that all cases start from', () => {
  assert.deepEqual(
    RULES.flatMap((rule) => linesOf(rule, {}, {})),
    [],
  );
});

for (const rule of RULES) {
  test(`the rule ${rule} tells what is broken, and where`, () => {
    for (const [problem, changes, lines] of CASES[rule])
      assert.deepEqual(linesOf(rule, problem, changes), lines);
  });
}

test('a loop is placed whole or not at all', () => {
  assert.deepEqual(linesOf('seat', {}, {}, ['k']), [
    'seat k: unplaced, but its session talk is placed',
    'seat k/end: seat 0 holds 2 of 0',
    'seat k/end: ada may not take seat 0',
    'seat k/end: bob may not take seat 0',
  ]);
});
