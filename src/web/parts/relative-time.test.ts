import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leftWords, minutesSince, minutesUntil, sinceWords, untilWords } from './relative-time.ts';

const NOW = Date.parse('2026-12-07T09:00:00Z');

test('says how long until a moment, counting what is begun as a whole minute', () => {
  assert.equal(untilWords('2026-12-07T09:12:00Z', NOW), 'in 12 minutes');
  assert.equal(untilWords('2026-12-07T10:12:00+01:00', NOW), 'in 12 minutes');
  assert.equal(untilWords('2026-12-07T09:00:20Z', NOW), 'in 1 minute');
  assert.equal(untilWords('2026-12-07T10:20:00Z', NOW), 'in 1 h 20 min');
  assert.equal(untilWords('2026-12-07T09:00:00Z', NOW), 'now');
  assert.equal(untilWords('2026-12-07T08:00:00Z', NOW), 'now');
});

test('says how long ago a moment was, in whole minutes that are over', () => {
  assert.equal(sinceWords('2026-12-07T08:59:01Z', NOW), 'just now');
  assert.equal(sinceWords('2026-12-07T08:59:00Z', NOW), '1 minute ago');
  assert.equal(sinceWords('2026-12-07T07:30:00Z', NOW), '1 h 30 min ago');
});

test('says how much is left of a session, and by how much it is over', () => {
  assert.equal(leftWords('2026-12-07T09:18:00Z', NOW), '18 minutes left');
  assert.equal(leftWords('2026-12-07T08:55:00Z', NOW), '5 minutes over');
  assert.equal(leftWords('2026-12-07T08:59:50Z', NOW), '1 minute over');
});

test('the two counts never say the same moment is both to come and past', () => {
  for (let seconds = -90; seconds <= 90; seconds += 1) {
    const instant = new Date(NOW + seconds * 1000).toISOString();
    assert.ok(minutesUntil(instant, NOW) <= 0 || minutesSince(instant, NOW) < 0, instant);
  }
});
