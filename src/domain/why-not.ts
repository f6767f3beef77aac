/** Why nothing fits, with the names that people go by instead of ids. */
import type { WhyNot } from './day-search.ts';
import type { Interval, LocalDate, Reason, Rule, Seat, Unplaced } from './loop-problem.ts';
import { sessionId } from './loop-template.ts';
import type { PlanningFacts } from './planning-facts.ts';
import { dateAt, minuteAt, minuteFrom, minuteOf, timeAt } from './zoned.ts';

/** What can be said before any search: nothing to plan, nobody for a seat, no time offered. */
export function obstacle(facts: PlanningFacts, days: readonly LocalDate[]): WhyNot | undefined {
  const { opening, application } = facts;
  if (opening.template.modules.length === 0) {
    return only('This opening’s loop template has no sessions yet. Add some, then look for a day.');
  }
  const empty = emptySeats(facts);
  if (empty.length > 0) return { text: empty.join(' '), reasons: [], relax: [] };
  if (days.length === 0) {
    return only('None of these dates is a day on which this loop may take place and that is not past.');
  }
  if (application.available.length > 0 && !offersTime(application.available, facts, days)) {
    return only(`${application.name} has offered no time on these days. Ask for more, or choose other days.`);
  }
  return undefined;
}

function only(text: string): WhyNot {
  return { text, reasons: [], relax: [] };
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

function emptySeats(facts: PlanningFacts): string[] {
  return facts.opening.template.modules.flatMap(({ title, seats }) =>
    seats.flatMap((seat) => {
      const needed = seat.count ?? 1;
      const there = eligible(seat, facts).length;
      if (seat.optional === true || seat.everyone === true || there >= needed) return [];
      const from = seat.pool === undefined ? 'the people named for it' : `the pool “${seat.pool}”`;
      const found = there === 0 ? 'nobody is there' : `only ${there} ${there === 1 ? 'is' : 'are'} there`;
      return [`“${title}” needs ${needed} of ${from}, and ${found}.`];
    }),
  );
}

/** Ids of those who may sit here and have not left. */
export function eligible(seat: Seat, { people, pools }: PlanningFacts): string[] {
  const asked = seat.pool === undefined ? (seat.people ?? []) : (pools.get(seat.pool) ?? []);
  return asked.filter((id) => people.some((person) => person.id === id));
}

/** The solver's own explanation. */
export function whyNotOf(unplaced: Unplaced, facts: PlanningFacts): WhyNot {
  const named = inWords(facts);
  return {
    text: named(unplaced.text),
    reasons: unplaced.because.map((reason) => ({
      ...moduleReason(reason, facts),
      text: named(said(reason)),
    })),
    relax: unplaced.relax.map(({ change, then }) => ({ change: named(change), then: named(then) })),
  };
}

/** Reasons speak of the template's modules, as the page does. */
function moduleReason(reason: Reason, { application }: PlanningFacts): Reason {
  const prefix = sessionId(application.id, '');
  if (reason.session?.startsWith(prefix) !== true) return reason;
  return { ...reason, session: reason.session.slice(prefix.length) };
}

type Named = { readonly session: string; readonly person: string; readonly room: string | undefined };

const SAID: Readonly<Record<Rule, (of: Named) => string>> = {
  grid: () => 'Sessions start on the grid of the template.',
  hours: () => 'Sessions lie within the hours of the template, on its weekdays.',
  window: ({ session }) => `${session} lies within its window.`,
  candidate: () => 'The candidate comes only at the times offered, and is in one place at a time.',
  seat: ({ session }) => `${session} needs somebody in each of its seats.`,
  works: ({ person }) => `${person} works only at certain hours.`,
  busy: ({ person }) => `${person} is busy at other times.`,
  overlap: ({ person }) => `${person} cannot sit in two sessions at once.`,
  load: ({ person }) => `${person} takes only so many sessions on a day and in a week.`,
  room: ({ session, room }) => `${session} needs ${room ?? 'a free room that suits it'}.`,
  walking: () => 'Walking between the sites takes time.',
  order: ({ session }) => `${session} has its place in the order.`,
  days: () => 'The loop may use only so many days.',
  pace: () => 'Breaks between sessions are neither too short nor too long.',
  again: () => 'Nobody meets the candidate twice.',
  frozen: ({ session }) => `${session} stays where it is.`,
};

function said({ rule, session = 'A session', person = 'Somebody', room }: Reason): string {
  return SAID[rule]({ session, person, room });
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
