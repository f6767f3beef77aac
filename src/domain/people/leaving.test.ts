import assert from 'node:assert/strict';
import { it } from 'node:test';
import { NO_COST } from '#domain/planning/loop-problem.ts';
import { engagementsOf, hasBegun, offersOf, sessionsLeft } from './leaving.ts';
import type { RepairView } from '#domain/repair/loop-repair.ts';
import type { Loop } from '#domain/loop/loop.ts';

const SEAT = { name: 'x', seat: 0, role: 'lead' } as const;

function view(person: string, key: string): RepairView {
  const session = { module: 'talk', title: 'Talk', kind: 'individual', evaluated: true } as const;
  const time = { start: '2026-12-07T10:00:00Z', end: '2026-12-07T10:30:00Z' };
  const sessions = [{ ...session, ...time, people: [{ id: person, ...SEAT }] }];
  return { key, summary: [], sessions, changed: ['talk'], cost: NO_COST, told: [] };
}

const LOOP: Loop = {
  id: 'l',
  application: 'a',
  status: 'confirmed',
  sequence: 0,
  changedAt: '2026-12-01T00:00:00Z',
  token: '',
  sessions: [
    {
      id: 's',
      module: 'talk',
      title: 'Talk',
      kind: 'individual',
      evaluated: true,
      start: '2026-12-07T10:00:00Z',
      end: '2026-12-07T10:30:00Z',
      people: [{ id: 'kim', ...SEAT }],
      loops: ['l'],
    },
  ],
};

it('offers each hand-over once, those that keep the times first, under a key that stays the same', () => {
  const rankings = { times: [view('ada', '1')], people: [view('ada', '2'), view('bob', '3')], told: [] };
  const offers = offersOf(rankings);
  assert.deepEqual(
    offers.map(({ sessions }) => sessions[0]?.people[0]?.id),
    ['ada', 'bob'],
  );
  assert.notEqual(offers[0]?.key, offers[1]?.key);
  assert.deepEqual(
    offersOf({ ...rankings, times: [view('ada', 'another')] }).map(({ key }) => key),
    offers.map(({ key }) => key),
  );
});

it('knows which sessions are still to come, and whether the loop has begun', () => {
  assert.equal(sessionsLeft(LOOP, 'kim', '2026-12-07T10:29:00Z').length, 1);
  assert.equal(sessionsLeft(LOOP, 'kim', '2026-12-07T10:30:00Z').length, 0);
  assert.equal(sessionsLeft(LOOP, 'ada', '2026-12-07T09:00:00Z').length, 0);
  assert.equal(hasBegun(LOOP, '2026-12-07T09:59:00Z'), false);
  assert.equal(hasBegun(LOOP, '2026-12-07T10:00:00Z'), true);
});

it('takes the colleagues of a hand-over from the ones after it', () => {
  const [taken] = engagementsOf(LOOP, view('ada', ''), 'lee');
  assert.deepEqual([taken?.session, taken?.people, taken?.candidates], ['s', ['ada'], ['lee']]);
});
