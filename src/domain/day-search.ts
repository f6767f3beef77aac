/** "Find a day": what the search answers, in names and words. */
import {
  DEFAULT_WEIGHTS,
  type Interval,
  type Kind,
  type LocalDate,
  type LoopPlan,
  type PlanCost,
  type PlannedSession,
  type Reason,
  type Relaxation,
  type Role,
} from './loop-problem.ts';
import { sessionId, type InterviewModule } from './loop-template.ts';
import type { PlanningFacts } from './planning-facts.ts';
import type { ChangePlace } from './reasons.ts';
import { clockMinutesAt, dateAt, minuteOf, timeAt } from './zoned.ts';

/** One session of an alternative or of a confirmed loop, with names and not only ids. */
export type SessionView = {
  readonly module: string;
  readonly title: string;
  readonly kind: Kind;
  readonly purpose?: string;
  readonly evaluated: boolean;
  readonly start: string;
  readonly end: string;
  readonly people: readonly {
    readonly id: string;
    readonly name: string;
    readonly seat: number;
    readonly role: Role;
  }[];
  readonly room?: { readonly id: string; readonly name: string; readonly site?: string };
};

/** `key` identifies the alternative on the page; `worse` says in words what the best one has and this one has not. */
export type Alternative = {
  readonly key: string;
  readonly sessions: readonly SessionView[];
  readonly cost: PlanCost;
  readonly worse: readonly string[];
};

/** A person, a room or the candidate, in its own zone, with what else fills the days shown. */
export type TimelineRow = {
  readonly id: string;
  readonly kind: 'candidate' | 'person' | 'room';
  readonly name: string;
  readonly timeZone: string;
  readonly busy: readonly Interval[];
};

/** Why nothing fits. `reasons` is a smallest conflicting set, each member with its sentence. */
export type WhyNot = {
  readonly text: string;
  readonly reasons: readonly (Reason & { readonly text: string })[];
  readonly relax: readonly Relaxation[];
  /** Where it can be changed, likeliest first; never empty. */
  readonly places: readonly ChangePlace[];
};

/**
 * `proven` is true when no plan costs less than the first alternative. `uncounted` names people whose calendar is
 * not known, or not as far as these days, so that they count as free there.
 */
export type DaySearchResult = {
  readonly alternatives: readonly Alternative[];
  readonly proven: boolean;
  readonly seconds: number;
  readonly rows: readonly TimelineRow[];
  readonly whyNot?: WhyNot;
  readonly uncounted: readonly string[];
};

export const MOST_ALTERNATIVES = 5;

/** Plans to ask the scheduler for, so that there is something to choose from. */
export function plansAsked(most: number): number {
  return most <= 1 ? 1 : most * 4;
}

/**
 * The best plan, and of the others those that differ most: on another date, else in the other half of the day, else
 * with other people; at most two of a date while there are other dates. The cheapest first.
 */
export function rankedPlans(plan: LoopPlan): LoopPlan[] {
  const plans = completePlans(plan);
  const chosen = new Set<LoopPlan>();
  const many = (of: (one: LoopPlan) => string, one: LoopPlan): number =>
    [...chosen].filter((other) => of(other) === of(one)).length;
  const fresh: readonly ((one: LoopPlan) => boolean)[] = [
    (one) => many(dateOf, one) === 0,
    (one) => many(halfDayOf, one) === 0,
    (one) => many(dateOf, one) < 2 && many(peopleOf, one) === 0,
    (one) => many(dateOf, one) < 2,
    () => true,
  ];
  for (const isFresh of fresh) {
    for (const one of plans) if (chosen.size < MOST_ALTERNATIVES && isFresh(one)) chosen.add(one);
  }
  return plans.filter((one) => chosen.has(one));
}

/** Each once, the cheapest first; of equal ones the plan itself is first. */
function completePlans(plan: LoopPlan): LoopPlan[] {
  const seen = new Set<string>();
  const complete = [plan, ...(plan.alternatives ?? [])].filter(({ status }) => status === 'complete');
  const once = complete.filter(({ sessions }) => {
    const key = JSON.stringify(sessions);
    return !seen.has(key) && seen.add(key);
  });
  return once.toSorted((a, b) => a.cost.total - b.cost.total);
}

/** By the clocks of the plan's own zone, in which its instants are written. */
function dateOf({ sessions }: LoopPlan): string {
  return sessions[0]?.start.slice(0, 10) ?? '';
}

function halfDayOf(plan: LoopPlan): string {
  return `${dateOf(plan)} ${(plan.sessions[0]?.start.slice(11, 13) ?? '') < '12' ? 'before' : 'after'} noon`;
}

function peopleOf({ sessions }: LoopPlan): string {
  return [...new Set(sessions.flatMap(({ people }) => people.map(({ person }) => person)))].toSorted().join();
}

/** `key` names the alternative; it is new for every search. */
export function alternativeOf(
  plan: LoopPlan,
  best: LoopPlan,
  { facts, key }: { readonly facts: PlanningFacts; readonly key: string },
): Alternative {
  return {
    key,
    sessions: plan.sessions.map((session) => sessionView(session, facts)),
    cost: plan.cost,
    worse: plan === best ? [] : worseThan(plan, best, facts),
  };
}

/** A planned session in names. */
export function sessionView(planned: PlannedSession, facts: PlanningFacts): SessionView {
  const module = moduleOf(planned, facts);
  const room = facts.rooms.find(({ id }) => id === planned.room);
  return {
    module: module.id,
    title: module.title,
    kind: module.kind,
    ...(module.purpose === undefined ? {} : { purpose: module.purpose }),
    evaluated: module.evaluated ?? true,
    start: planned.start,
    end: planned.end,
    people: planned.people.map(({ person, seat, role }) => ({
      id: person,
      name: facts.people.find(({ id }) => id === person)?.name ?? '',
      seat,
      role,
    })),
    ...(room === undefined ? {} : { room: placeOf(room) }),
  };
}

function placeOf({ id, name, site }: PlanningFacts['rooms'][number]): NonNullable<SessionView['room']> {
  return site === undefined ? { id, name } : { id, name, site };
}

function moduleOf({ session }: PlannedSession, { opening, application }: PlanningFacts): InterviewModule {
  const module = opening.template.modules.find(({ id }) => sessionId(application.id, id) === session);
  if (module === undefined) throw new Error(`the plan has a session that the template does not: ${session}`);
  return module;
}

/** What the best plan has and this one has not, in words. */
function worseThan(plan: LoopPlan, best: LoopPlan, facts: PlanningFacts): string[] {
  const more = (part: keyof typeof DEFAULT_WEIGHTS): number =>
    (plan.cost[part] - best.cost[part]) / DEFAULT_WEIGHTS[part];
  const words: string[] = [];
  const days = daysBetween(firstDate(best, facts), firstDate(plan, facts));
  if (days > 0) words.push(days === 1 ? 'starts a day later' : `starts ${days} days later`);
  if (more('waiting') > 0) words.push(`waits ${durationText(more('waiting'))} longer`);
  words.push(...preferenceWords(plan, best, facts));
  if (more('overload') > 0) words.push('asks more of people who had many interviews lately');
  if (more('unfilled') > 0) {
    words.push(more('unfilled') === 1 ? 'leaves an optional seat empty' : 'leaves optional seats empty');
  }
  return words.length === 0 ? otherwise(plan, best, facts) : words;
}

/** An alternative that is as good still says what is different. */
function otherwise(plan: LoopPlan, best: LoopPlan, facts: PlanningFacts): string[] {
  const zone = facts.opening.timeZone;
  const start = (of: LoopPlan): number => Math.min(...of.sessions.map((session) => minuteOf(session.start)));
  if (timeAt(start(plan), zone) !== timeAt(start(best), zone)) {
    return [`as good, and starts at ${timeAt(start(plan), zone)}`];
  }
  const names = (of: LoopPlan): Set<string> =>
    new Set(of.sessions.flatMap(({ people }) => people.map(({ person }) => person)));
  const [here, there] = [names(plan), names(best)];
  const fresh = facts.people.filter(({ id }) => here.has(id) && !there.has(id)).map(({ name }) => name);
  if (fresh.length > 0) return [`as good, with ${fresh.join(' and ')}`];
  return ['as good, with the same people at other times'];
}

function preferenceWords(plan: LoopPlan, best: LoopPlan, facts: PlanningFacts): string[] {
  const before = outsidePreferred(best, facts);
  const names = [...outsidePreferred(plan, facts)].filter((name) => !before.has(name));
  return names.map((name) => `${name} outside their preferred hours`);
}

function outsidePreferred(plan: LoopPlan, facts: PlanningFacts): ReadonlySet<string> {
  const names = plan.sessions.flatMap((session) =>
    session.people.flatMap(({ person }) => {
      const known = facts.people.find(({ id }) => id === person);
      if (known?.prefers === undefined) return [];
      const [start, end] = [minuteOf(session.start), minuteOf(session.end)];
      const from = timeAt(start, known.timeZone);
      const to = timeAt(end, known.timeZone);
      const pastMidnight = clockMinutesAt(start, known.timeZone) + (end - start) > 24 * 60;
      const inside = known.prefers.from <= from && to <= known.prefers.to && !pastMidnight;
      return inside ? [] : [known.name];
    }),
  );
  return new Set(names);
}

function firstDate(plan: LoopPlan, { opening }: PlanningFacts): LocalDate {
  const first = Math.min(...plan.sessions.map(({ start }) => minuteOf(start)));
  return dateAt(first, opening.timeZone);
}

function daysBetween(from: LocalDate, to: LocalDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;
}

/** `45 minutes`, `1 hour 30 minutes` */
export function durationText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const parts = [
    ...(hours === 0 ? [] : [hours === 1 ? '1 hour' : `${hours} hours`]),
    ...(rest === 0 ? [] : [rest === 1 ? '1 minute' : `${rest} minutes`]),
  ];
  return parts.join(' ');
}
