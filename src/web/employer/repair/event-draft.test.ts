import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeEvent, latenessWith, repairFrom } from './event-draft.ts';

const TODAY = '2026-12-07';

test('an address says what happened, and what means nothing in it is left out', () => {
  assert.deepEqual(repairFrom({ what: 'late', minutes: 30 }), { what: 'late', minutes: 30 });
  assert.deepEqual(repairFrom({ module: 'm', person: 'p' }), { module: 'm', person: 'p' });
  for (const minutes of [0, -5, 1.5, 1441, '30', null])
    assert.deepEqual(repairFrom({ what: 'rain', minutes }), {}, String(minutes));
});

test('whoever is away, or a room that is lost, today is so from now on; another day wholly', () => {
  const away = { what: 'away', person: 'p', date: TODAY, from: 'now' } as const;
  assert.deepEqual(completeEvent(away, TODAY), { what: 'away', person: 'p', date: TODAY, from: 'now' });
  assert.deepEqual(completeEvent(away, '2026-12-06'), { what: 'away', person: 'p', date: TODAY });
  const lost = { what: 'lost', room: 'r', date: TODAY, from: 'now' } as const;
  assert.deepEqual(completeEvent(lost, TODAY), { what: 'lost', room: 'r', date: TODAY, from: 'now' });
  assert.deepEqual(completeEvent({ what: 'lost', room: 'r', date: TODAY }, TODAY), {
    what: 'lost',
    room: 'r',
    date: TODAY,
  });
});

test('an event is complete when all that it needs is said', () => {
  assert.equal(completeEvent({ what: 'away', person: 'p' }, TODAY), undefined);
  assert.equal(completeEvent({ what: 'lost', date: TODAY }, TODAY), undefined);
  assert.equal(completeEvent({ what: 'declined', module: 'm' }, TODAY), undefined);
  assert.equal(completeEvent({ what: 'late' }, TODAY), undefined);
  assert.deepEqual(completeEvent({ what: 'behind' }, TODAY), { what: 'behind' });
});

test('minutes that the sheet proposes are among those to choose from, in order', () => {
  assert.ok(latenessWith(undefined).includes(30));
  assert.deepEqual(latenessWith(30), latenessWith(undefined));
  const with25 = latenessWith(25);
  assert.deepEqual(
    with25,
    with25.toSorted((a, b) => a - b),
  );
  assert.ok(with25.includes(25));
});
