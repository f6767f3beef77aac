import { type LocalDate, type ProblemPerson, WEEKDAYS } from '#domain/planning/loop-problem.ts';
import { dateAt } from '#domain/time/zoned.ts';
import { type Broken, brokenAt } from './broken.ts';
import { type Facts, hoursOn, lies, type Placed, type Span } from './facts.ts';

/** A session lies inside one working interval of every person seated, in that person's zone. */
export function works(facts: Facts): readonly Broken[] {
  return [...facts.placed.values()].flatMap((at) =>
    at.people.flatMap(({ person }) => {
      const who = facts.people.get(person);
      if (who?.works === undefined || intervalsNear(facts, at, who).some((span) => lies(at, span))) return [];
      return [brokenAt('works', at, `${person} does not work then`)];
    }),
  );
}

/** Of many plans of one problem the same dates are asked again and again. */
const near = new WeakMap<ProblemPerson, Map<string, readonly Span[]>>();

/** Of the date and its neighbours: hours until 24:00 reach the next date. */
function intervalsNear(facts: Facts, at: Placed, person: ProblemPerson): readonly Span[] {
  const zone = person.timeZone ?? facts.problem.timeZone;
  const date = dateAt(Math.floor(at.from), zone);
  const known = near.get(person) ?? new Map<string, readonly Span[]>();
  near.set(person, known);
  const key = `${date} ${zone}`;
  const spans = known.get(key) ?? intervalsAround(date, person, zone);
  known.set(key, spans);
  return spans;
}

function intervalsAround(date: LocalDate, person: ProblemPerson, zone: string): readonly Span[] {
  return [-1, 0, 1].flatMap((days) => {
    const beside = Temporal.PlainDate.from(date).add({ days });
    const day: LocalDate = beside.toString();
    const weekday = WEEKDAYS[beside.dayOfWeek - 1];
    return (person.works ?? [])
      .filter((hours) => weekday !== undefined && hours.days.includes(weekday))
      .map((hours) => hoursOn(day, hours, zone));
  });
}
