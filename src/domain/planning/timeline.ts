/** Rows of the timeline: who and what, each in its own zone, and what else fills the days shown. */
import type { TimelineRow } from './day-search.ts';
import type { Interval, LocalDate } from './loop-problem.ts';
import type { Engagement } from '#domain/loop/loop.ts';
import { availability, type OpeningFacts, type PlanningFacts } from './planning-facts.ts';
import { instantText, minuteAt, minuteFrom, minuteOf } from '#domain/time/zoned.ts';

type Shown = {
  readonly days: readonly LocalDate[];
  readonly people: readonly string[];
  readonly rooms: readonly string[];
  /** A loop whose own sessions are drawn, and so are not busy time; all loops of a superday. */
  readonly loop?: string;
  readonly loops?: ReadonlySet<string>;
};
type Minutes = { readonly from: number; readonly to: number };

export function timelineRows(facts: PlanningFacts, shown: Shown): TimelineRow[] {
  return [candidateRow(facts, shown), ...resourceRows(facts, shown)];
}

function daysOf({ opening }: OpeningFacts, { days }: Shown): Minutes[] {
  return days.map((day) => ({
    from: minuteAt(day, '00:00', opening.timeZone),
    to: minuteAt(day, '24:00', opening.timeZone),
  }));
}

export function candidateRow(facts: PlanningFacts, shown: Shown): TimelineRow {
  const days = daysOf(facts, shown);
  return {
    id: facts.application.id,
    kind: 'candidate',
    name: facts.application.name,
    timeZone: facts.application.timeZone,
    busy: clipped(absence(facts, shown, days), days),
  };
}

/** The people and the rooms. */
export function resourceRows(facts: OpeningFacts, shown: Shown): TimelineRow[] {
  const zone = facts.opening.timeZone;
  const days = daysOf(facts, shown);
  const others = facts.engagements.filter((engagement) => !isShown(engagement, shown));
  const inDays = (busy: readonly Interval[]): Interval[] => clipped(busy, days);
  const people = facts.people
    .filter(({ id }) => shown.people.includes(id))
    .map(({ id, name, timeZone }): TimelineRow => {
      const engaged = others.filter((engagement) => engagement.people.includes(id));
      const busy = [...facts.calendarBusy.filter(({ of }) => of === id), ...engaged];
      return { id, kind: 'person', name, timeZone, busy: inDays(busy) };
    });
  const rooms = facts.rooms
    .filter(({ id }) => shown.rooms.includes(id))
    .map(({ id, name }): TimelineRow => {
      const busy = inDays(others.filter(({ room }) => room === id));
      return { id, kind: 'room', name, timeZone: zone, busy };
    });
  return [...people, ...rooms];
}

function isShown({ loops }: Engagement, { loop, loops: all }: Shown): boolean {
  return loops.some((one) => one === loop || all?.has(one) === true);
}

/** When the candidate cannot come on the days shown. */
function absence(facts: PlanningFacts, shown: Shown, days: readonly Minutes[]): Interval[] {
  const others = facts.engagements.filter((engagement) => !isShown(engagement, shown));
  // What is past is no absence, so the availability is asked for as of long ago.
  const ever = { ...facts, engagements: others, now: '1970-01-01T00:00:00Z' };
  const present = availability(ever, shown.days);
  return days.flatMap(({ from, to }) => {
    const edges = clipped(present, [{ from, to }]);
    const starts = [from, ...edges.map(({ end }) => minuteOf(end))];
    const ends = [...edges.map(({ start }) => minuteOf(start)), to];
    return starts.map((start, index) => interval({ from: start, to: ends[index] ?? to }));
  });
}

/** Merged, ascending, cut to the days; blocks that touch become one. */
function clipped(busy: readonly Interval[], days: readonly Minutes[]): Interval[] {
  const cut = busy
    .map(({ start, end }) => ({ from: minuteOf(start), to: minuteFrom(end) }))
    .flatMap((block) =>
      days.map((day) => ({ from: Math.max(block.from, day.from), to: Math.min(block.to, day.to) })),
    )
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
  const merged: Minutes[] = [];
  for (const block of cut) {
    const last = merged.at(-1);
    if (last !== undefined && block.from <= last.to) {
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, block.to) };
    } else merged.push(block);
  }
  return merged.map(interval);
}

function interval({ from, to }: Minutes): Interval {
  return { start: instantText(from, 'UTC'), end: instantText(to, 'UTC') };
}
