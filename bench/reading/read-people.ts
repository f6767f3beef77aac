import type { LoopProblem, ProblemPerson } from '#domain/planning/loop-problem.ts';
import { minuteAt, minuteFrom, minuteOf } from '#domain/time/zoned.ts';
import { FITS, type PeerPerson } from './peer-problem.ts';
import type { Slots } from './read-problem.ts';

type Span = readonly [from: number, to: number];

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export function readPeople(problem: LoopProblem, slots: Slots): PeerPerson[] {
  return problem.people.map((person) => {
    const calendar = calendarOf(problem, person);
    const known = new Map<number, Uint8Array>();
    return {
      id: person.id,
      fits: (length) => {
        const there = known.get(length) ?? fitsOf(calendar, slots, length * (problem.grid ?? 15));
        known.set(length, there);
        return there;
      },
      maxPerDay: person.maxPerDay ?? Infinity,
      maxPerWeek: person.maxPerWeek ?? Infinity,
      fairLeft: Math.max(0, (person.fair ?? Infinity) - (person.recent ?? 0)),
    };
  });
}

type Calendar = {
  readonly busy: readonly Span[];
  /** Undefined: always. */
  readonly works: readonly Span[] | undefined;
  readonly prefers: readonly Span[] | undefined;
};

function calendarOf(problem: LoopProblem, person: ProblemPerson): Calendar {
  const zone = person.timeZone ?? problem.timeZone;
  const dates = datesAround(problem.days);
  const { works, prefers } = person;
  return {
    busy: (person.busy ?? []).map(({ start, end }): Span => [minuteOf(start), minuteFrom(end)]),
    works: works?.flatMap((hours) =>
      dates
        .filter((date) => hours.days.includes(weekdayOf(date)))
        .map((date): Span => [minuteAt(date, hours.from, zone), minuteAt(date, hours.to, zone)]),
    ),
    prefers:
      prefers === undefined
        ? undefined
        : dates.map((date) => [minuteAt(date, prefers.from, zone), minuteAt(date, prefers.to, zone)]),
  };
}

function fitsOf({ busy, works, prefers }: Calendar, slots: Slots, minutes: number): Uint8Array {
  return Uint8Array.from(slots.minuteOf, (start) => {
    const end = start + minutes;
    const within = ([from, to]: Span): boolean => from <= start && end <= to;
    if (busy.some(([from, to]) => from < end && start < to)) return FITS.no;
    if (works?.some(within) === false) return FITS.no;
    return prefers?.some(within) === false ? FITS.unliked : FITS.yes;
  });
}

/** The dates and the ones beside them: another zone may be a day away. */
function datesAround(days: readonly string[]): readonly string[] {
  const dates = days.map((date) => Temporal.PlainDate.from(date));
  const around = dates.flatMap((date) => [-1, 0, 1].map((step) => date.add({ days: step }).toString()));
  return [...new Set(around)];
}

function weekdayOf(date: string): (typeof WEEKDAYS)[number] {
  return WEEKDAYS[Temporal.PlainDate.from(date).dayOfWeek - 1] ?? 'mon';
}
