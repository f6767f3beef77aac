/** A week on somebody's own clocks, and busy time within a span. */
import type { Instant, Interval, LocalDate } from '#domain/planning/loop-problem.ts';
import { dateAt, instantText, minuteAt, minuteFrom, minuteOf } from '#domain/time/zoned.ts';

export type Week = { readonly days: readonly LocalDate[]; readonly span: Interval };

/** Monday to Sunday around the date, or around now. */
export function weekFrom(date: LocalDate | undefined, now: Instant, zone: string): Week {
  const day = Temporal.PlainDate.from(date ?? dateAt(minuteOf(now), zone));
  const monday = day.subtract({ days: day.dayOfWeek - 1 });
  const days = Array.from({ length: 7 }, (_, index) => monday.add({ days: index }).toString());
  const [first = '', last = ''] = [days[0], days.at(-1)];
  const [from, to] = [minuteAt(first, '00:00', zone), minuteAt(last, '24:00', zone)];
  return { days, span: { start: instantText(from, 'UTC'), end: instantText(to, 'UTC') } };
}

/** Blocks cut to the span, ascending; those that touch are one. */
export function merged(blocks: readonly Interval[], span: Interval): Interval[] {
  const [first, last] = [minuteOf(span.start), minuteFrom(span.end)];
  const cut = blocks
    .map(({ start, end }) => ({
      from: Math.max(first, minuteOf(start)),
      to: Math.min(last, minuteFrom(end)),
    }))
    .filter(({ from, to }) => from < to)
    .toSorted((a, b) => a.from - b.from);
  const joined: { from: number; to: number }[] = [];
  for (const block of cut) {
    const before = joined.at(-1);
    if (before !== undefined && block.from <= before.to) before.to = Math.max(before.to, block.to);
    else joined.push({ ...block });
  }
  return joined.map(({ from, to }) => ({ start: instantText(from, 'UTC'), end: instantText(to, 'UTC') }));
}
