import type { Interval, ProblemPerson } from '#domain/planning/loop-problem.ts';
import { instantText, minuteAt } from '#domain/time/zoned.ts';
import type { Dice } from './dice.ts';

export const ZONE = 'Europe/Berlin';
export const HOURS = { from: '08:00', to: '18:00' } as const;
const OPEN = 8 * 60;
const CLOSE = 18 * 60;
const QUARTER = 15;

/** Working days from a Monday on. */
export function workingDays(count: number): readonly string[] {
  const monday = Temporal.PlainDate.from('2026-12-07');
  return Array.from({ length: count }, (_, index) =>
    monday.add({ days: Math.floor(index / 5) * 7 + (index % 5) }).toString(),
  );
}

/** Somebody who is in meetings for about half of the hours, holds a few sessions a week and may have a better half of the day. */
export function person(dice: Dice, id: string, days: readonly string[]): ProblemPerson {
  const half = dice.below(5);
  return {
    id,
    busy: days.flatMap((date) => meetings(dice, date)),
    maxPerDay: dice.between(2, 4),
    maxPerWeek: dice.between(6, 12),
    recent: dice.below(4),
    fair: 5,
    ...(half === 0 ? { prefers: { from: '08:00', to: '13:00' } } : {}),
    ...(half === 1 ? { prefers: { from: '12:00', to: '18:00' } } : {}),
  };
}

/** Meetings of half an hour to two and a half, with gaps of the same kind between them. */
function meetings(dice: Dice, date: string): readonly Interval[] {
  const found: Interval[] = [];
  const midnight = minuteAt(date, '00:00', ZONE);
  let minute = OPEN + dice.below(9) * QUARTER;
  while (minute < CLOSE) {
    const end = Math.min(CLOSE, minute + dice.between(2, 10) * QUARTER);
    found.push({
      start: instantText(midnight + minute, ZONE),
      end: instantText(midnight + end, ZONE),
    });
    minute = end + dice.between(2, 10) * QUARTER;
  }
  return found;
}
