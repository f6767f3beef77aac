/** Everything known today that a plan for one application must fit, and the loop problem that follows from it. */
import type {
  Instant,
  Interval,
  LocalDate,
  LoopProblem,
  ProblemCandidate,
  ProblemPerson,
  Walk,
} from './loop-problem.ts';
import { loopProblemFrom, type LoopTemplate, type Surroundings } from '#domain/template/loop-template.ts';
import type { Engagement } from '#domain/loop/loop.ts';
import type { Application, Opening } from '#domain/organisation/opening.ts';
import type { BusyTime, PersonRecord, Room } from '#domain/people/people.ts';
import { qualifiedOf, withSeatPeople } from '#domain/template/seat-people.ts';
import type { Trainee } from '#domain/people/training.ts';
import { dateAt, instantText, millisecondsOf, minuteAt, minuteFrom, minuteOf } from '#domain/time/zoned.ts';

export type PlanningFacts = OpeningFacts & { readonly application: Application };

/** The same, without whom it is planned for. */
export type OpeningFacts = {
  readonly now: Instant;
  readonly opening: Opening;
  readonly people: readonly PersonRecord[];
  /** Everybody in each pool, trainees too. */
  readonly pools: ReadonlyMap<string, readonly string[]>;
  /** Whoever is in a pool and not here is qualified. */
  readonly trainees: readonly Trainee[];
  readonly rooms: readonly Room[];
  readonly walking: readonly Walk[];
  readonly calendarBusy: readonly BusyTime[];
  /** What confirmed loops take, and what is held for other candidates, from four weeks before now to a week after the last day. */
  readonly engagements: readonly Engagement[];
  /** In a repair, the sessions of the very loop as they stand: what was planned side by side may stay so. */
  readonly standing?: readonly Engagement[];
};

/** Sessions held within so many days before now count as recent. */
export const RECENT_DAYS = 28;
const MINUTES_OF_DAY = 24 * 60;

/** The dates as one span of instants, with a day around it for people in other zones. */
export function spanOfDays(days: readonly LocalDate[], zone: string): Interval {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) throw new Error('a span of no days');
  return {
    start: instantText(minuteAt(first, '00:00', zone) - MINUTES_OF_DAY, 'UTC'),
    end: instantText(minuteAt(last, '24:00', zone) + MINUTES_OF_DAY, 'UTC'),
  };
}

/** The loop problem of this application on these days: one loop, whose id is the application's. */
export function planningProblem(facts: PlanningFacts, days: readonly LocalDate[]): LoopProblem {
  const fair = fairShare(facts);
  const { template, around } = surroundingsOf(facts, days, () => fair);
  return loopProblemFrom(template, { ...around, candidates: [problemCandidate(facts, days)] });
}

/** The candidate of the facts, who can come when nothing else is theirs. */
export function problemCandidate(facts: PlanningFacts, days: readonly LocalDate[]): ProblemCandidate {
  const { id, name, timeZone } = facts.application;
  return { id, name, timeZone, available: availability(facts, days) };
}

/** Everything around the candidates. `fair` is asked for each person: sessions beyond which one more costs. */
export function surroundingsOf(
  facts: OpeningFacts,
  days: readonly LocalDate[],
  fair: (person: PersonRecord) => number,
): { readonly template: LoopTemplate; readonly around: Surroundings } {
  const { timeZone } = facts.opening;
  const template = withKnownNames(withSeatPeople(facts.opening.template, facts), facts);
  const around: Surroundings = {
    timeZone,
    days,
    people: facts.people.map((person) => problemPerson(person, facts, { days, fair: fair(person) })),
    pools: poolsFor(template, facts),
    rooms: facts.rooms.map(({ id, seats, features, site }) => ({
      id,
      features,
      busy: facts.engagements.filter(({ room }) => room === id).map(intervalOf),
      ...(seats === undefined ? {} : { seats }),
      ...(site === undefined ? {} : { site }),
    })),
    walking: facts.walking,
    candidates: [],
  };
  return { template, around };
}

/** Sessions beyond which one more costs: the average of the last weeks, rounded up, and what one loop asks of one. */
function fairShare(facts: OpeningFacts): number {
  return (
    Math.ceil(recentAverage(facts)) +
    (facts.opening.template.modules.some(({ kind }) => kind === 'debrief') ? 2 : 1)
  );
}

/** Sessions that one person held in the last weeks, on average. */
export function recentAverage(facts: OpeningFacts): number {
  const sessions = facts.people.reduce((sum, { id }) => sum + recentOf(id, facts), 0);
  return sessions / Math.max(1, facts.people.length);
}

export function recentOf(person: string, { engagements, now }: OpeningFacts): number {
  const held = engagements.filter(
    ({ end, people }) => millisecondsOf(end) <= millisecondsOf(now) && people.includes(person),
  );
  return held.length;
}

type Asked = { readonly days: readonly LocalDate[]; readonly fair: number };

function problemPerson(person: PersonRecord, facts: OpeningFacts, { days, fair }: Asked): ProblemPerson {
  const { id, name, timeZone, works, prefers, gap, maxPerDay, maxPerWeek } = person;
  const engaged = facts.engagements.filter(({ people }) => people.includes(id));
  const standing = (facts.standing ?? []).filter(({ people }) => people.includes(id));
  const zone = facts.opening.timeZone;
  const full = fullDates(days, engaged, { zone, maxPerDay, maxPerWeek });
  const left = days.filter((day) => !full.includes(day)).map((day) => usedOn(day, engaged, zone));
  const busy = [
    ...facts.calendarBusy.filter(({ of }) => of === id).map(intervalOf),
    ...engaged.flatMap((engagement) =>
      padded(engagement, Math.max(gap ?? 0, longestWalk(engagement, facts)), standing),
    ),
    ...full.map((day) => wholeDay(day, zone)),
  ];
  return {
    id,
    name,
    timeZone,
    busy,
    recent: recentOf(id, facts),
    fair,
    ...(works.length === 0 ? {} : { works }),
    ...(prefers === undefined ? {} : { prefers }),
    ...(gap === undefined ? {} : { gap }),
    ...(maxPerDay === undefined ? {} : { maxPerDay: maxPerDay - Math.max(0, ...left) }),
    ...(maxPerWeek === undefined ? {} : { maxPerWeek: weekLeft(days, engaged, { zone, maxPerWeek, full }) }),
  };
}

type Limits = {
  readonly zone: string;
  readonly maxPerDay: number | undefined;
  readonly maxPerWeek: number | undefined;
};

/** Dates on which the person may take no further session, because of what other loops have taken already. */
function fullDates(days: readonly LocalDate[], engaged: readonly Engagement[], limits: Limits): LocalDate[] {
  const { zone, maxPerDay = Infinity, maxPerWeek = Infinity } = limits;
  return days.filter(
    (day) => usedOn(day, engaged, zone) >= maxPerDay || usedInWeek(day, engaged, zone) >= maxPerWeek,
  );
}

/** The least that any week leaves: a loop lies within few days, so this is rarely too strict, and never too lax. */
function weekLeft(
  days: readonly LocalDate[],
  engaged: readonly Engagement[],
  { zone, maxPerWeek, full }: { zone: string; maxPerWeek: number; full: readonly LocalDate[] },
): number {
  const open = days.filter((day) => !full.includes(day));
  return maxPerWeek - Math.max(0, ...open.map((day) => usedInWeek(day, engaged, zone)));
}

function usedOn(day: LocalDate, engaged: readonly Engagement[], zone: string): number {
  return engaged.filter(({ start }) => dateAt(minuteOf(start), zone) === day).length;
}

function usedInWeek(day: LocalDate, engaged: readonly Engagement[], zone: string): number {
  const week = weekOf(day);
  return engaged.filter(({ start }) => weekOf(dateAt(minuteOf(start), zone)) === week).length;
}

function weekOf(day: LocalDate): string {
  const { yearOfWeek, weekOfYear } = Temporal.PlainDate.from(day);
  return `${yearOfWeek}-${weekOfYear}`;
}

/** A plan may lead anywhere from there, so the way is kept free; back to back at one site is lost by that. */
function longestWalk({ site }: Engagement, { walking }: OpeningFacts): number {
  const ways = walking.filter(({ sites }) => site !== null && sites.includes(site));
  return Math.max(0, ...ways.map(({ minutes }) => minutes));
}

/** The engagement, and so many minutes before and after it but for what stands there already. */
function padded({ start, end }: Engagement, gap: number, standing: readonly Interval[]): Interval[] {
  if (gap === 0) return [{ start, end }];
  const [from, to] = [minuteOf(start), minuteFrom(end)];
  const kept = standing.map((one) => ({ from: minuteOf(one.start), to: minuteFrom(one.end) }));
  const whole = { from: from - gap, to: to + gap };
  const parts = kept.length === 0 ? [whole] : [{ from, to }, ...without(whole, kept)];
  return parts.map((part) => ({
    start: instantText(part.from, 'UTC'),
    end: instantText(part.to, 'UTC'),
  }));
}

function wholeDay(day: LocalDate, zone: string): Interval {
  return {
    start: instantText(minuteAt(day, '00:00', zone), zone),
    end: instantText(minuteAt(day, '24:00', zone), zone),
  };
}

function intervalOf({ start, end }: Interval): Interval {
  return { start, end };
}

/** When the candidate can come, from now on, and without what other loops of theirs take. */
export function availability(facts: PlanningFacts, days: readonly LocalDate[]): Interval[] {
  const { application, engagements, now } = facts;
  const span = spanOfDays(days, facts.opening.timeZone);
  const offered = application.available.length === 0 ? [span] : application.available;
  const taken = engagements
    .filter(({ candidates, kind }) => candidates.includes(application.candidate) && kind !== 'debrief')
    .map(({ start, end }) => ({ from: minuteOf(start), to: minuteFrom(end) }));
  const past = { from: Number.NEGATIVE_INFINITY, to: minuteFrom(now) };
  return offered
    .map(({ start, end }) => ({ from: minuteFrom(start), to: minuteOf(end) }))
    .flatMap((whole) => without(whole, [past, ...taken]))
    .map(({ from, to }) => ({ start: instantText(from, 'UTC'), end: instantText(to, 'UTC') }));
}

type Minutes = { readonly from: number; readonly to: number };

function without(whole: Minutes, holes: readonly Minutes[]): Minutes[] {
  return holes
    .reduce<readonly Minutes[]>((parts, hole) => parts.flatMap((part) => cut(part, hole)), [whole])
    .slice();
}

function cut(part: Minutes, hole: Minutes): Minutes[] {
  if (hole.to <= part.from || part.to <= hole.from) return [part];
  const pieces = [
    { from: part.from, to: hole.from },
    { from: hole.to, to: part.to },
  ];
  return pieces.filter(({ from, to }) => from < to);
}

/** A template may name people and rooms that have left since: they are nobody's choice any more. */
function withKnownNames(template: LoopTemplate, { people, rooms }: OpeningFacts): LoopTemplate {
  const [persons, places] = [new Set(people.map(({ id }) => id)), new Set(rooms.map(({ id }) => id))];
  return {
    ...template,
    modules: template.modules.map((module) => ({
      ...module,
      seats: module.seats.map((seat) =>
        seat.people === undefined ? seat : { ...seat, people: seat.people.filter((id) => persons.has(id)) },
      ),
      ...(module.room?.oneOf === undefined
        ? {}
        : { room: { ...module.room, oneOf: module.room.oneOf.filter((id) => places.has(id)) } }),
    })),
  };
}

function poolsFor(template: LoopTemplate, facts: OpeningFacts): Record<string, readonly string[]> {
  const asked = template.modules.flatMap(({ seats }) => seats.flatMap(({ pool }) => pool ?? []));
  return Object.fromEntries([...new Set(asked)].map((pool) => [pool, qualifiedOf(pool, facts)]));
}
