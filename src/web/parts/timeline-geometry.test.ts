import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { byDate, hourTicks, placeOf, spanAround } from './timeline-geometry.ts';

const at = (time: string): string => `2026-12-07T${time}:00Z`;
const between = (start: string, end: string): { start: string; end: string } => ({
  start: at(start),
  end: at(end),
});

test('shows whole quarters around all sessions, with a margin', () => {
  const span = spanAround([between('09:10', '10:00'), between('14:00', '15:05')]);
  assert.equal(span.from % 15, 0);
  assert.deepEqual(placeOf(between('08:30', '15:45'), span), { left: 0, width: 100 });
  assert.equal(span.to - span.from, 435);
});

test('places an interval in percent, cut at the ends, or nowhere', () => {
  const span = spanAround([between('10:00', '12:00')], 0);
  assert.deepEqual(placeOf(between('10:30', '11:00'), span), { left: 25, width: 25 });
  assert.deepEqual(placeOf(between('09:00', '11:00'), span), { left: 0, width: 50 });
  assert.equal(placeOf(between('12:00', '13:00'), span), undefined);
});

test('gives each zone its own full hours', () => {
  const span = spanAround([between('09:00', '11:00')], 0);
  const hours = (zone: string): number[] => hourTicks(span, zone).map((tick) => tick.hour);
  assert.deepEqual(hours('Europe/Berlin'), [10, 11]);
  assert.deepEqual(hours('America/New_York'), [4, 5]);
  assert.deepEqual(
    hourTicks(span, 'Asia/Kolkata').map((tick) => [tick.hour, tick.at]),
    [
      [15, 25],
      [16, 75],
    ],
  );
});

test('marks midnight', () => {
  const span = spanAround([between('14:30', '15:30')], 0);
  assert.deepEqual(hourTicks(span, 'Asia/Tokyo'), [{ at: 50, hour: 0, midnight: true }]);
});

test('groups sessions by the date of the zone asked for, in order', () => {
  const sessions = [between('23:30', '23:45'), between('09:00', '10:00')];
  assert.deepEqual(
    byDate(sessions, 'Europe/Berlin').map((day) => [day.date, day.items.length]),
    [
      ['2026-12-07', 1],
      ['2026-12-08', 1],
    ],
  );
  assert.equal(byDate(sessions, 'UTC')[0]?.items[0]?.start, at('09:00'));
});

test('every place lies within what is shown', () => {
  const minute = fc.integer({ min: 0, max: 2000 });
  const instant = (minutes: number): string =>
    new Date(Date.UTC(2026, 0, 1) + minutes * 60_000).toISOString();
  fc.assert(
    fc.property(minute, minute, minute, minute, (a, b, c, d) => {
      const shown = { start: instant(Math.min(a, b)), end: instant(Math.max(a, b) + 1) };
      const place = placeOf(
        { start: instant(Math.min(c, d)), end: instant(Math.max(c, d)) },
        spanAround([shown]),
      );
      if (place === undefined) return;
      assert.ok(place.left >= 0 && place.width > 0 && place.left + place.width <= 100.0001);
    }),
  );
});
