import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { minuteOf } from '#domain/time/zoned.ts';
import { draggedTo, instantOf, keyedTo, reachOf } from './timeline-hand.ts';

const between = (from: string, to: string): { start: string; end: string } => ({
  start: `2026-12-07T${from}:00Z`,
  end: `2026-12-07T${to}:00Z`,
});
const TALK = between('10:00', '10:45');
const DAY = { hours: between('09:10', '17:10'), grid: 15, zone: 'UTC' };
const REACH = reachOf(TALK, DAY);
const at = (time: string): number => minuteOf(`2026-12-07T${time}:00Z`);

test('reaches from the first to the last start on the grid inside the hours', () => {
  assert.deepEqual(REACH, { from: at('09:15'), to: at('16:15') });
});

test('counts the grid by the clock of the zone', () => {
  // 9:10 UTC is 14:55 in Kathmandu.
  const reach = reachOf(TALK, { ...DAY, grid: 30, zone: 'Asia/Kathmandu' });
  assert.deepEqual(reach, { from: at('09:15'), to: at('16:15') });
});

test('stays inside the hours and on the grid, wherever it is dragged', () => {
  fc.assert(
    fc.property(fc.integer({ min: -2000, max: 2000 }), fc.constantFrom(5, 10, 15, 30), (by, grid) => {
      const reach = reachOf(TALK, { ...DAY, grid });
      const start = draggedTo(at('10:00'), by, reach, grid);
      assert.ok(start >= reach.from && start <= reach.to && start % grid === 0);
    }),
  );
});

test('goes to the nearest start', () => {
  assert.equal(draggedTo(at('10:00'), 7, REACH, 15), at('10:00'));
  assert.equal(draggedTo(at('10:00'), 8, REACH, 15), at('10:15'));
});

test('moves by the grid with arrows, by an hour with page keys, to the ends with Home and End', () => {
  const to = (key: string): number | undefined => keyedTo(key, at('10:00'), REACH, 15);
  assert.deepEqual(['ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End', 'Tab'].map(to), [
    at('09:45'),
    at('10:15'),
    at('11:00'),
    at('09:15'),
    REACH.from,
    REACH.to,
    undefined,
  ]);
  assert.equal(instantOf(at('10:15')), '2026-12-07T10:15:00.000Z');
});
