import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DayLoop, DaySession } from '#contract/day.ts';
import { placeOfNow, plannedPlace, strips } from './day-picture.ts';

const PLANNED = { start: '2026-12-07T09:00:00Z', end: '2026-12-07T10:00:00Z' };

function session(expected = PLANNED, kind: DaySession['kind'] = 'individual'): DaySession {
  return {
    ...PLANNED,
    id: 'a',
    module: 'a',
    title: 'Talk',
    kind,
    evaluated: true,
    expected,
    state: 'to-come',
    people: [],
    hosts: [],
    markable: false,
  };
}

function loop(id: string, timeZone: string, sessions: readonly DaySession[]): DayLoop {
  return {
    id,
    status: 'confirmed',
    date: '2026-12-07',
    opening: { id: 'opening', title: 'Engineer', timeZone },
    candidate: { id: 'kim', name: 'Kim' },
    behind: 0,
    now: { is: 'before' },
    sessions,
    notes: [],
    hands: [],
    can: [],
  };
}

test('loops whose clocks show the same share the hours, and others have hours of their own', () => {
  const all = strips([
    loop('berlin', 'Europe/Berlin', [session()]),
    loop('paris', 'Europe/Paris', [session()]),
    loop('kolkata', 'Asia/Kolkata', [session()]),
    loop('nothing', 'Asia/Kolkata', []),
    loop('debrief', 'Asia/Kolkata', [session(PLANNED, 'debrief')]),
  ]);
  assert.deepEqual(
    all.map(({ loops }) => loops.map(({ id }) => id)),
    [['berlin', 'paris'], ['kolkata']],
  );
});

test('the hours hold what is expected later than planned, and where it was planned is shown', () => {
  const late = session({ start: '2026-12-07T11:00:00Z', end: '2026-12-07T12:00:00Z' });
  const [strip] = strips([loop('late', 'UTC', [late])]);
  assert.ok(strip);
  assert.ok(strip.span.to * 60_000 >= Date.parse('2026-12-07T12:00:00Z'));
  assert.ok(plannedPlace(late, strip.span));
  assert.equal(plannedPlace(session(), strip.span), undefined);
});

test('now is a line inside the hours, and nowhere outside of them', () => {
  const span = { from: 0, to: 100 };
  assert.equal(placeOfNow(25 * 60_000, span), 25);
  assert.equal(placeOfNow(-60_000, span), undefined);
  assert.equal(placeOfNow(101 * 60_000, span), undefined);
});
