import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minuteAt, timeAt } from '#domain/time/zoned.ts';
import type { LoopProblem } from '#domain/planning/loop-problem.ts';
import { clearOf, compileCalendar, minutesInside, rememberBoxes } from './calendar.ts';

function calendarOf(days: readonly string[], from: string, to: string): ReturnType<typeof compileCalendar> {
  const problem: LoopProblem = {
    format: 'loop-problem/1',
    timeZone: 'Europe/Berlin',
    grid: 30,
    days,
    hours: { from, to },
    people: [],
    candidates: [],
    loops: [],
  };
  return compileCalendar(problem, rememberBoxes());
}

test('slots are the minutes on the grid inside the hours', () => {
  const { start } = calendarOf(['2026-12-07'], '09:10', '11:00');
  assert.deepEqual(
    [...start].map((minute) => timeAt(minute, 'Europe/Berlin')),
    ['09:30', '10:00', '10:30'],
  );
});

test('a skipped hour has no slots, a repeated one has both', () => {
  const spring = calendarOf(['2027-03-28'], '01:00', '04:00');
  assert.deepEqual(
    [...spring.start].map((minute) => timeAt(minute, 'Europe/Berlin')),
    ['01:00', '01:30', '03:00', '03:30'],
  );
  const autumn = calendarOf(['2027-10-31'], '02:00', '03:30');
  assert.deepEqual(
    [...autumn.start].map((minute) => timeAt(minute, 'Europe/Berlin')),
    ['02:00', '02:30', '02:00', '02:30', '03:00'],
  );
});

test('days of one ISO week share its index, across the turn of the year too', () => {
  assert.deepEqual(
    calendarOf(['2026-12-28', '2027-01-03', '2027-01-04'], '09:00', '10:00').weekOf,
    [0, 0, 1],
  );
});

test('time inside a box counts from each slot to its end, and stops at what is busy', () => {
  const calendar = calendarOf(['2026-12-07'], '09:00', '11:00');
  const first = calendar.start[0] ?? 0;
  const inside = minutesInside(calendar, [[first, first + 100]]);
  assert.deepEqual([...inside], [100, 70, 40, 10]);
  clearOf(calendar, inside, [[first + 45, first + 60]]);
  assert.deepEqual([...inside], [45, 15, 40, 10]);
});

test('boxes are what the clock of the zone shows, before, on and after a clock change', () => {
  const changes: readonly (readonly [string, readonly string[]])[] = [
    ['Europe/Berlin', ['2026-03-28', '2026-03-29', '2026-03-30', '2026-10-25']],
    // At midnight, by half an hour, and a date that was left out.
    ['Africa/Cairo', ['2026-04-24', '2026-10-29', '2026-10-30']],
    ['Australia/Lord_Howe', ['2026-04-05', '2026-10-04']],
    ['Pacific/Apia', ['2011-12-29', '2011-12-30', '2011-12-31']],
  ];
  const times = ['00:00', '00:30', '01:45', '02:15', '03:00', '09:30', '23:59', '24:00'];
  for (const [zone, dates] of changes) {
    const boxes = rememberBoxes();
    for (const date of dates) {
      for (const from of times) {
        const box = boxes(date, { from, to: '24:00' }, zone);
        assert.deepEqual(
          box,
          [minuteAt(date, from, zone), minuteAt(date, '24:00', zone)],
          `${zone} ${date} ${from}`,
        );
      }
    }
  }
});
