/** A candidate's times as the form shows them: a date and hours on the clock of the candidate's zone. */
import type { Interval, LocalDate, LocalTime } from '#domain/planning/loop-problem.ts';
import { clockIsSkipped, dateAt, instantText, minuteAt, minuteOf, timeAt } from '#domain/time/zoned.ts';

export type OfferedTime = { readonly date: LocalDate; readonly from: LocalTime; readonly to: LocalTime };

/** One entry per interval; an interval over midnight is shown up to midnight and from there. */
export function offeredTimes(available: readonly Interval[], zone: string): readonly OfferedTime[] {
  return available.flatMap((interval) => pieces(minuteOf(interval.start), minuteOf(interval.end), zone));
}

function pieces(start: number, end: number, zone: string): readonly OfferedTime[] {
  const date = dateAt(start, zone);
  const midnight = minuteAt(date, '24:00', zone);
  const from = timeAt(start, zone);
  if (end <= midnight) return [{ date, from, to: end === midnight ? '24:00' : timeAt(end, zone) }];
  return [{ date, from, to: '24:00' }, ...pieces(midnight, end, zone)];
}

/** The instants of an offered time; undefined when it ends before it starts or a clock change skips one end. */
export function intervalOf(time: OfferedTime, zone: string): Interval | undefined {
  if (time.from >= time.to) return undefined;
  if (clockIsSkipped(time.date, time.from, zone) || clockIsSkipped(time.date, time.to, zone))
    return undefined;
  return {
    start: instantText(minuteAt(time.date, time.from, zone), zone),
    end: instantText(minuteAt(time.date, time.to, zone), zone),
  };
}
