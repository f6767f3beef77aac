import { type Broken, brokenAt } from './broken.ts';
import { type Facts, hoursOn, lies } from './facts.ts';

/** Sessions lie on one of the days, inside the hours of the date on which they start. */
export function hours(facts: Facts): readonly Broken[] {
  const { days, hours: open, timeZone } = facts.problem;
  return [...facts.placed.values()].flatMap((at) => [
    ...(days.includes(at.date) ? [] : [brokenAt('hours', at, `${at.date} is not one of the days`)]),
    ...(lies(at, hoursOn(at.date, open, timeZone))
      ? []
      : [brokenAt('hours', at, `not between ${open.from} and ${open.to} on ${at.date}`)]),
  ]);
}
