/** What a plan costs, and how it stands to another, in words that a coordinator uses. */
import {
  DEFAULT_WEIGHTS,
  type CostPart,
  type LocalDate,
  type PlanCost,
  type PlannedSession,
} from './loop-problem.ts';
import type { PlanningFacts } from './planning-facts.ts';
import { clockMinutesAt, dateAt, minuteOf, timeAt } from '#domain/time/zoned.ts';

/** A plan of one loop, as far as it is spoken of here. */
export type CostedPlan = { readonly sessions: readonly PlannedSession[]; readonly cost: PlanCost };

/** One part of the cost that is not 0. */
export type CostWords = { readonly part: CostPart; readonly text: string; readonly cost: number };

type Said = (plan: CostedPlan, amount: number, facts: PlanningFacts) => string;

/** The parts that a new loop can cost. */
const SAID: readonly (readonly [CostPart, Said])[] = [
  ['delay', (_, amount) => `starts on day ${amount + 1} of those searched`],
  ['waiting', (_, amount) => `${durationText(amount)} between sessions`],
  [
    'preference',
    (plan, _, facts) => `${[...outsidePreferred(plan, facts)].join(', ')} outside their preferred hours`,
  ],
  ['overload', (_, amount) => `${counted(amount, 'session')} beyond a fair share`],
  ['unfilled', (_, amount) => `${counted(amount, 'optional seat')} empty`],
];

export function costWords(plan: CostedPlan, facts: PlanningFacts): CostWords[] {
  return SAID.flatMap(([part, said]) => {
    const cost = plan.cost[part];
    // Of a plan that breaks rules waiting may be negative.
    return cost > 0 ? [{ part, text: said(plan, cost / DEFAULT_WEIGHTS[part], facts), cost }] : [];
  });
}

/** What the other plan has and this one has not; where that is nothing, what is different. */
export function worseThan(plan: CostedPlan, other: CostedPlan, facts: PlanningFacts): string[] {
  const words = losses(plan, other, facts);
  return words.length === 0 && plan.cost.total === other.cost.total ? otherwise(plan, other, facts) : words;
}

/** What this plan costs more in than the other; nothing where it is as good. */
export function losses(plan: CostedPlan, other: CostedPlan, facts: PlanningFacts): string[] {
  const more = moreOf(plan, other);
  const days = daysBetween(firstDate(other, facts), firstDate(plan, facts));
  return [
    ...(days > 0 ? [`starts ${dayText(days)} later`] : []),
    ...(more('waiting') > 0 ? [`waits ${durationText(more('waiting'))} longer`] : []),
    ...preferenceWords(plan, other, facts).map((name) => `${name} outside their preferred hours`),
    ...(more('overload') > 0 ? ['asks more of people who had many interviews lately'] : []),
    ...(more('unfilled') > 0
      ? [more('unfilled') === 1 ? 'leaves an optional seat empty' : 'leaves optional seats empty']
      : []),
  ];
}

/** What this plan has and the other has not. */
export function betterThan(plan: CostedPlan, other: CostedPlan, facts: PlanningFacts): string[] {
  const less = moreOf(other, plan);
  const days = daysBetween(firstDate(plan, facts), firstDate(other, facts));
  return [
    ...(days > 0 ? [`starts ${dayText(days)} earlier`] : []),
    ...(less('waiting') > 0 ? [`waits ${durationText(less('waiting'))} less`] : []),
    ...preferenceWords(other, plan, facts).map((name) => `${name} not outside their preferred hours`),
    ...(less('overload') > 0 ? ['asks less of people who had many interviews lately'] : []),
    ...(less('unfilled') > 0
      ? [less('unfilled') === 1 ? 'fills an optional seat' : 'fills optional seats']
      : []),
  ];
}

function moreOf(plan: CostedPlan, other: CostedPlan): (part: CostPart) => number {
  return (part) => (plan.cost[part] - other.cost[part]) / DEFAULT_WEIGHTS[part];
}

/** A plan that is as good still says what is different. */
function otherwise(plan: CostedPlan, other: CostedPlan, facts: PlanningFacts): string[] {
  const zone = facts.opening.timeZone;
  const start = (of: CostedPlan): number =>
    Math.min(...of.sessions.map((session) => minuteOf(session.start)));
  if (timeAt(start(plan), zone) !== timeAt(start(other), zone)) {
    return [`as good, and starts at ${timeAt(start(plan), zone)}`];
  }
  const names = (of: CostedPlan): Set<string> =>
    new Set(of.sessions.flatMap(({ people }) => people.map(({ person }) => person)));
  const [here, there] = [names(plan), names(other)];
  const fresh = facts.people.filter(({ id }) => here.has(id) && !there.has(id)).map(({ name }) => name);
  if (fresh.length > 0) return [`as good, with ${fresh.join(' and ')}`];
  return ['as good, with the same people at other times'];
}

function preferenceWords(plan: CostedPlan, other: CostedPlan, facts: PlanningFacts): string[] {
  const there = outsidePreferred(other, facts);
  return [...outsidePreferred(plan, facts)].filter((name) => !there.has(name));
}

/** Names of those who sit in a session that is not wholly inside the hours they prefer. */
export function outsidePreferred(
  plan: Pick<CostedPlan, 'sessions'>,
  facts: Pick<PlanningFacts, 'people'>,
): ReadonlySet<string> {
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

function firstDate(plan: CostedPlan, { opening }: PlanningFacts): LocalDate {
  const first = Math.min(...plan.sessions.map(({ start }) => minuteOf(start)));
  return dateAt(first, opening.timeZone);
}

function daysBetween(from: LocalDate, to: LocalDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;
}

function dayText(days: number): string {
  return days === 1 ? 'a day' : `${days} days`;
}

/** `45 minutes`, `1 hour 30 minutes` */
export function durationText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [
    ...(hours === 0 ? [] : [counted(hours, 'hour')]),
    ...(rest === 0 ? [] : [counted(rest, 'minute')]),
  ].join(' ');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
