/** Why nothing fits, with the names that people go by instead of ids. */
import type { WhyNot } from './day-search.ts';
import type { Interval, LocalDate, Reason, Unplaced } from './loop-problem.ts';
import { sessionId, type LoopTemplate, type TemplateSeat } from '#domain/template/loop-template.ts';
import type { PlanningFacts } from './planning-facts.ts';
import { placesOf, reasonText, type ChangePlace } from './reasons.ts';
import { trainingGaps, type PoolStanding } from '#domain/template/seat-gaps.ts';
import { eligible, qualifiedOf } from '#domain/template/seat-people.ts';
import { isTrainingRole, mayTake, type TrainingRole } from '#domain/people/training.ts';
import { dateAt, minuteAt, minuteFrom, minuteOf, timeAt } from '#domain/time/zoned.ts';

/** What can be said before any search: nothing to plan, nobody for a seat, no time offered. */
export function obstacle(facts: PlanningFacts, days: readonly LocalDate[]): WhyNot | undefined {
  const { opening, application } = facts;
  if (opening.template.modules.length === 0) {
    return only('The loop template has no sessions yet. Add some, then look for a day.', ['template']);
  }
  const empty = emptySeats(facts);
  if (empty.length > 0) return only(empty.join(' '), ['people', 'template']);
  if (days.length === 0) {
    return only('None of these dates is a weekday of the template that is still to come.', [
      'dates',
      'template',
    ]);
  }
  if (application.available.length > 0 && !offersTime(application.available, facts, days)) {
    const text = `${application.name} has offered no time on these days. Ask for more, or choose other days.`;
    return only(text, ['dates', 'candidate']);
  }
  return undefined;
}

function only(text: string, places: readonly ChangePlace[]): WhyNot {
  return { text, reasons: [], relax: [], places };
}

function offersTime(
  available: readonly Interval[],
  { opening }: PlanningFacts,
  days: readonly LocalDate[],
): boolean {
  const { hours } = opening.template;
  return days.some((day) => {
    const from = minuteAt(day, hours.from, opening.timeZone);
    const to = minuteAt(day, hours.to, opening.timeZone);
    return available.some(({ start, end }) => minuteFrom(start) < to && from < minuteOf(end));
  });
}

/** Who is still in training is told as that; the others are simply too few. */
function emptySeats(facts: PlanningFacts): string[] {
  const { template } = facts.opening;
  const inTraining = trainingGaps(requiredOf(template), (pool) => standingOf(pool, facts));
  const learned = (seat: TemplateSeat): boolean =>
    seat.pool !== undefined &&
    (isTrainingRole(seat.role)
      ? seat.anyone !== true
      : facts.trainees.some(({ pool }) => pool === seat.pool));
  const empty = template.modules.flatMap((module) =>
    module.seats.flatMap((seat) => {
      const needed = seat.count ?? 1;
      const there = eligible(seat, module, facts).length;
      if (seat.optional === true || seat.everyone === true || there >= needed || learned(seat)) return [];
      const from = seat.pool === undefined ? 'the people named for it' : `the pool “${seat.pool}”`;
      const found = there === 0 ? 'nobody is there' : `only ${there} ${there === 1 ? 'is' : 'are'} there`;
      return [`“${module.title}” needs ${needed} of ${from}, and ${found}.`];
    }),
  );
  return [...inTraining, ...empty];
}

/** A seat that may stay empty is in nobody's way. */
function requiredOf(template: LoopTemplate): LoopTemplate {
  return {
    ...template,
    modules: template.modules.map((module) => ({
      ...module,
      seats: module.seats.filter(({ optional }) => optional !== true),
    })),
  };
}

function standingOf(pool: string, facts: PlanningFacts): PoolStanding {
  const { people, trainees, now } = facts;
  const named = (ids: readonly string[]): string[] =>
    people.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  const own = trainees.filter((trainee) => trainee.pool === pool);
  const able = (role: TrainingRole): string[] =>
    named(own.filter((trainee) => mayTake(role, trainee, now)).map(({ person }) => person));
  return {
    name: pool,
    qualified: named(qualifiedOf(pool, facts)),
    inTraining: named(own.map(({ person }) => person)),
    toShadow: able('shadow'),
    toReverse: able('reverse_shadow'),
  };
}

/** The solver's own explanation. */
export function whyNotOf(unplaced: Unplaced, facts: PlanningFacts): WhyNot {
  const named = inWords(facts);
  return {
    text: headline(unplaced, facts),
    reasons: unplaced.because.map((reason) => ({
      ...moduleReason(reason, facts),
      text: reasonText(reason, facts),
    })),
    relax: unplaced.relax.map(({ change, then }) => ({ change: named(change), then: named(then) })),
    places: placesOf(unplaced.because),
  };
}

/** With the reasons, where there is no list of them below. */
export function wholeText({ text, reasons }: WhyNot): string {
  return reasons.length < 2 ? text : [text, ...reasons.map((reason) => reason.text)].join(' ');
}

/** Several reasons are listed below it; a single one is told whole. */
function headline({ because, text }: Unplaced, facts: PlanningFacts): string {
  if (because.length < 2) return inWords(facts)(text);
  return `No day works for ${facts.application.name} as long as all of this holds:`;
}

/** Reasons speak of the template's modules, as the page does. */
function moduleReason(reason: Reason, { application }: PlanningFacts): Reason {
  const prefix = sessionId(application.id, '');
  if (reason.session?.startsWith(prefix) !== true) return reason;
  return { ...reason, session: reason.session.slice(prefix.length) };
}

/** Puts names in the place of ids and local times in the place of instants, in any sentence. */
export function inWords(facts: PlanningFacts): (text: string) => string {
  const named = naming(facts);
  const zone = facts.opening.timeZone;
  const local = (instant: string): string => {
    const minute = minuteOf(instant);
    return `${timeAt(minute, zone)} on ${dateAt(minute, zone)}`;
  };
  return (text) => named(text).replaceAll(INSTANT, local);
}

const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)/g;

function naming(facts: PlanningFacts): (text: string) => string {
  const { opening, application, people, rooms } = facts;
  const names: readonly (readonly [string, string])[] = [
    ...opening.template.modules.map(
      ({ id, title }) => [sessionId(application.id, id), `“${title}”`] as const,
    ),
    ...[application, ...people, ...rooms].map(({ id, name }) => [id, name] as const),
  ];
  // Longer ones first, because a session's id begins with its candidate's.
  const byLength = names.toSorted(([a], [b]) => b.length - a.length);
  return (text) => byLength.reduce((told, [id, name]) => told.replaceAll(id, name), text);
}
