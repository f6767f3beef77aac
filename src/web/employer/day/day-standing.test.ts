import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DayLoop, DaySession } from '#contract/day.ts';
import { awaited, groupOf, ownSessions } from './day-standing.ts';
import { helpFor } from './help-for.ts';

function session(id: string, start: string, change: Partial<DaySession> = {}): DaySession {
  const end = start.replace(':00:00Z', ':45:00Z');
  return {
    id,
    module: `module of ${id}`,
    title: id,
    kind: 'individual',
    evaluated: true,
    start,
    end,
    expected: { start, end },
    state: 'to-come',
    people: [{ id: 'bea', name: 'Bea', role: 'lead' }],
    hosts: [],
    markable: true,
    ...change,
  };
}

function loop(change: Partial<DayLoop> = {}): DayLoop {
  return {
    id: 'loop',
    status: 'confirmed',
    date: '2026-12-07',
    opening: { id: 'opening', title: 'Engineer', timeZone: 'Europe/Berlin' },
    candidate: { id: 'kim', name: 'Kim' },
    behind: 0,
    now: { is: 'before' },
    sessions: [],
    notes: [],
    hands: [],
    can: [],
    ...change,
  };
}

const MARK = { id: 'mark', at: '2026-12-07T08:00:00Z' };

test('what needs a hand stands apart, and what can wait does not', () => {
  assert.equal(groupOf(loop({ hands: [{ what: 'late', minutes: 10 }], now: { is: 'with' } })), 'hand');
  assert.equal(groupOf(loop({ hands: [{ what: 'unmarked', session: 'a' }], now: { is: 'with' } })), 'here');
  assert.equal(groupOf(loop({ hands: [{ what: 'nobody-told' }] })), 'later');
});

test('who has come is here, although nothing has begun; who was cancelled is through', () => {
  assert.equal(groupOf(loop()), 'later');
  assert.equal(groupOf(loop({ arrived: MARK })), 'here');
  assert.equal(groupOf(loop({ now: { is: 'between' } })), 'here');
  assert.equal(groupOf(loop({ now: { is: 'no-show' }, noShow: MARK })), 'over');
  assert.equal(groupOf(loop({ status: 'cancelled' })), 'over');
});

test('whether somebody came is asked until somebody says so', () => {
  assert.equal(awaited(loop()), true);
  assert.equal(awaited(loop({ arrived: MARK })), false);
  assert.equal(awaited(loop({ noShow: MARK })), false);
  assert.equal(awaited(loop({ status: 'cancelled' })), false);
});

test('one’s own sessions stand by when they are expected, and one of several candidates once', () => {
  const late = session('late', '2026-12-07T09:00:00Z', {
    you: 'lead',
    expected: { start: '2026-12-07T11:30:00Z', end: '2026-12-07T12:15:00Z' },
  });
  const shared = session('shared', '2026-12-07T11:00:00Z', { you: 'host' });
  const other = session('other', '2026-12-07T08:00:00Z');
  const kim = loop({ sessions: [other, late, shared] });
  const lee = loop({ id: 'second', sessions: [shared] });
  const gone = loop({
    id: 'gone',
    status: 'cancelled',
    sessions: [session('no', '2026-12-07T07:00:00Z', { you: 'lead' })],
  });
  assert.deepEqual(
    ownSessions([kim, lee, gone]).map((own) => [own.session.id, own.loops.map(({ id }) => id)]),
    [
      ['shared', ['loop', 'second']],
      ['late', ['loop']],
    ],
  );
});

test('repairs are looked for by what happened, and not where a mark comes first', () => {
  const alone = session('a', '2026-12-07T09:00:00Z');
  const two = session('b', '2026-12-07T10:00:00Z', {
    people: [
      { id: 'bea', name: 'Bea', role: 'lead' },
      { id: 'cem', name: 'Cem', role: 'panelist' },
    ],
  });
  const day = loop({ sessions: [alone, two] });
  assert.deepEqual(helpFor(day, { what: 'late', minutes: 12 }), { what: 'behind' });
  assert.deepEqual(helpFor(day, { what: 'missing', minutes: 8 }), { what: 'late', minutes: 30 });
  assert.deepEqual(helpFor(day, { what: 'missing', minutes: 41 }), { what: 'late', minutes: 45 });
  assert.deepEqual(helpFor(day, { what: 'not-begun', session: 'a' }), {
    what: 'declined',
    module: 'module of a',
    person: 'bea',
  });
  assert.deepEqual(helpFor(day, { what: 'not-begun', session: 'b' }), {
    what: 'declined',
    module: 'module of b',
  });
  assert.equal(helpFor(day, { what: 'runs-over', session: 'a', minutes: 9 }), undefined);
});
