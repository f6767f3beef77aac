import { clockMinutesAt, evenMidnight, minuteAt } from '#domain/time/zoned.ts';
import type { LocalDate, LocalHours, LocalTime, LoopProblem } from '#domain/planning/loop-problem.ts';
import { at } from '#solver/at.ts';
import type { Calendar } from './model.ts';

export type Box = readonly [from: number, to: number];

/** The box of minutes that local hours make on a date; remembers, because zone arithmetic is slow. */
export type Boxes = (date: LocalDate, hours: LocalHours, zone: string) => Box;

export function rememberBoxes(): Boxes {
  const known = new Map<string, Box>();
  const midnights = new Map<string, number | undefined>();
  const midnightOf = (date: LocalDate, zone: string): number | undefined => {
    const key = `${date} ${zone}`;
    if (!midnights.has(key)) midnights.set(key, evenMidnight(date, zone));
    return midnights.get(key);
  };
  return (date, hours, zone) => {
    const key = `${date} ${hours.from} ${hours.to} ${zone}`;
    const old = known.get(key);
    if (old !== undefined) return old;
    const midnight = midnightOf(date, zone);
    const minute = (time: LocalTime): number =>
      midnight === undefined ? minuteAt(date, time, zone) : midnight + clockMinutes(time);
    const box: Box = [minute(hours.from), minute(hours.to)];
    known.set(key, box);
    return box;
  };
}

/** Minutes after midnight of `HH:MM`. */
function clockMinutes(time: LocalTime): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

export function compileCalendar(problem: LoopProblem, boxes: Boxes): Calendar {
  const grid = problem.grid ?? 15;
  const starts: number[] = [];
  const dayOf: number[] = [];
  const firstSlot: number[] = [];
  const close: number[] = [];
  problem.days.forEach((date, day) => {
    firstSlot.push(starts.length);
    const [from, to] = boxes(date, problem.hours, problem.timeZone);
    for (const minute of gridMinutes(from, to, grid, problem.timeZone)) {
      starts.push(minute);
      dayOf.push(day);
    }
    close.push(to);
  });
  firstSlot.push(starts.length);
  const weekNames = problem.days.map(weekName);
  const names = [...new Set(weekNames)];
  return {
    days: problem.days,
    weekOf: weekNames.map((name) => names.indexOf(name)),
    weeks: names.length,
    start: Int32Array.from(starts),
    dayOf: Int32Array.from(dayOf),
    firstSlot,
    close,
  };
}

/** Minutes in [from, to) at which the zone's clock shows a multiple of the grid; both passes of a repeated hour. */
function gridMinutes(from: number, to: number, grid: number, zone: string): number[] {
  const found: number[] = [];
  const first = clockMinutesAt(from, zone);
  const steady = (first + to - from) % 1440 === clockMinutesAt(to, zone);
  if (steady) {
    const offset = (grid - (first % grid)) % grid;
    for (let minute = from + offset; minute < to; minute += grid) found.push(minute);
    return found;
  }
  for (let minute = from; minute < to; minute += 1) {
    if (clockMinutesAt(minute, zone) % grid === 0) found.push(minute);
  }
  return found;
}

function weekName(date: LocalDate): string {
  const day = Temporal.PlainDate.from(date);
  return `${day.yearOfWeek}-${day.weekOfYear}`;
}

/** The dates that can matter to somebody in another zone: each day, the one before and the one after. */
export function neighbourDates(days: readonly LocalDate[]): LocalDate[] {
  const found = new Set<LocalDate>();
  for (const text of days) {
    const day = Temporal.PlainDate.from(text);
    for (const shift of [-1, 0, 1]) found.add(day.add({ days: shift }).toString());
  }
  return [...found].toSorted();
}

/** How long from each slot on the boxes last, where one of them holds the slot; -1 elsewhere. */
export function minutesInside(calendar: Calendar, boxes: readonly Box[]): Int32Array {
  const { start } = calendar;
  const lasts = new Int32Array(start.length).fill(-1);
  for (const [from, to] of boxes) {
    for (let slot = slotFrom(calendar, from); slot < lasts.length; slot += 1) {
      const left = to - (start[slot] as number);
      if (left <= 0) break;
      lasts[slot] = Math.max(lasts[slot] as number, left);
    }
  }
  return lasts;
}

/** Shortens what is free from each slot on so that it stays clear of the busy boxes. */
export function clearOf(calendar: Calendar, free: Int32Array, busy: readonly Box[]): void {
  const { start, dayOf, firstSlot } = calendar;
  for (const [from, to] of busy) {
    // A slot before the box may be used up to its beginning, which matters on the same date only.
    const inside = slotFrom(calendar, from);
    const first = inside === 0 ? 0 : at(firstSlot, at(dayOf, inside - 1));
    for (let slot = first; slot < free.length; slot += 1) {
      const begins = start[slot] as number;
      if (begins >= to) break;
      const left = Math.max(0, from - begins);
      if (left < (free[slot] as number)) free[slot] = left;
    }
  }
}

/** The first slot that starts at or after the minute. */
export function slotFrom(calendar: Calendar, minute: number): number {
  const { start } = calendar;
  let low = 0;
  let high = start.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((start[middle] as number) < minute) low = middle + 1;
    else high = middle;
  }
  return low;
}
