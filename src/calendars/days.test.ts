import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dateOf, dayNumber, monthLength, weekdayOf, weekOf, yearLength } from './days.ts';

const day = fc.integer({ min: dayNumber(1, 1, 1), max: dayNumber(9999, 12, 31) });

test('day numbers, weekdays and ISO weeks agree with Temporal', () => {
  fc.assert(
    fc.property(day, (number) => {
      const { year, month, day: ofMonth } = dateOf(number);
      const date = Temporal.PlainDate.from({ year, month, day: ofMonth });
      assert.equal(date.toZonedDateTime('UTC').epochMilliseconds, number * 86_400_000);
      assert.equal(dayNumber(year, month, ofMonth), number);
      assert.equal(weekdayOf(number), date.dayOfWeek % 7);
      assert.equal(weekOf(number, 1).week, date.weekOfYear);
      assert.equal(monthLength(year, month), date.daysInMonth);
      assert.equal(yearLength(year), date.daysInYear);
    }),
  );
});
