import { type Fault, faultAt, type Path } from '#domain/fault.ts';
import type { LocalHours, LoopProblem } from '#domain/planning/loop-problem.ts';
import { clockIsSkipped, exactMinuteOf } from '#domain/time/zoned.ts';
import { everyInterval, everySession, type PlacedAt } from '#domain/planning/problem-faults/walk.ts';

/** Dates out of order, times that end before they start, and times that a clock change leaves out. */
export function clockFaults(problem: LoopProblem): readonly Fault[] {
  const dated = datedHours(problem);
  return [
    ...dayFaults(problem),
    ...[...dated, ...weeklyHours(problem)].flatMap(({ path, item }) => hoursFaults(path, item)),
    ...dated.flatMap(({ path, item }) => skippedFaults(problem, path, item)),
    ...everyInterval(problem).flatMap(({ path, item }) =>
      exactMinuteOf(item.start) < exactMinuteOf(item.end)
        ? []
        : [faultAt([...path, 'end'], item.end, `an instant after the start, ${item.start}`)],
    ),
  ];
}

function dayFaults({ days }: LoopProblem): readonly Fault[] {
  return days.flatMap((day, at) => {
    const before = days[at - 1];
    if (before === undefined || before < day) return [];
    const expected = before === day ? 'each date once' : `a date after ${before}`;
    return [faultAt(['days', at], day, expected, 'List the dates in ascending order.')];
  });
}

/** Hours that are used on the problem's dates, in its zone. */
function datedHours(problem: LoopProblem): readonly PlacedAt<LocalHours>[] {
  const windows = everySession(problem).flatMap(({ path, item }) =>
    item.window === undefined ? [] : [{ path: [...path, 'window'], item: item.window }],
  );
  return [{ path: ['hours'], item: problem.hours }, ...windows];
}

/** Hours that hold every week, whatever the clocks do on one date. */
function weeklyHours(problem: LoopProblem): readonly PlacedAt<LocalHours>[] {
  return problem.people.flatMap(({ works, prefers }, at) => [
    ...(works ?? []).map((item, index) => ({ path: ['people', at, 'works', index], item })),
    ...(prefers === undefined ? [] : [{ path: ['people', at, 'prefers'], item: prefers }]),
  ]);
}

function hoursFaults(path: Path, { from, to }: LocalHours): readonly Fault[] {
  return from < to ? [] : [faultAt([...path, 'to'], to, `a time after ${from}, at which it starts`)];
}

/** Midnight is let pass: it stands for the start or the end of the date, which every date has. */
function skippedFaults(problem: LoopProblem, path: Path, hours: LocalHours): readonly Fault[] {
  return (['from', 'to'] as const).flatMap((end) => {
    const time = hours[end];
    if (time === '00:00' || time === '24:00') return [];
    const day = problem.days.find((date) => clockIsSkipped(date, time, problem.timeZone));
    if (day === undefined) return [];
    return [
      faultAt(
        [...path, end],
        time,
        `a time that exists on every date: the clock change of ${day} in ${problem.timeZone} leaves it out`,
        'Choose a time before or after the change, or leave that date out.',
      ),
    ];
  });
}
