/** "Find a day": what the search answers, in names and words. */
import type {
  Interval,
  Kind,
  LoopPlan,
  PlanCost,
  PlannedSession,
  Reason,
  Relaxation,
  Role,
} from './loop-problem.ts';
import { sessionId, type InterviewModule } from '#domain/template/loop-template.ts';
import { betterThan, costWords, worseThan, type CostWords } from './plan-words.ts';
import type { PlanningFacts } from './planning-facts.ts';
import type { ChangePlace } from './reasons.ts';
import type { Outdated } from '#domain/calendar/uncounted.ts';

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
  /** Of a stored group session: for how many candidates it was planned. */
  readonly together?: number;
};

/**
 * `key` identifies the alternative on the page. `worse` and `better` compare it in words with the one before it; the
 * best has nothing before it.
 */
export type Alternative = {
  readonly key: string;
  readonly sessions: readonly SessionView[];
  readonly cost: PlanCost;
  readonly parts: readonly CostWords[];
  readonly worse: readonly string[];
  readonly better: readonly string[];
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
 * not known, or not as far as these days, so that they count as free there; `outdated` those who may have newer
 * appointments than we know of.
 */
export type DaySearchResult = {
  readonly alternatives: readonly Alternative[];
  readonly proven: boolean;
  readonly seconds: number;
  readonly rows: readonly TimelineRow[];
  readonly whyNot?: WhyNot;
  readonly uncounted: readonly string[];
  readonly outdated: readonly Outdated[];
  /** Sentences about those who may sit and are held for other candidates on these days. */
  readonly held: readonly string[];
};

/**
 * How far a search is: so many loops of all stand in its best plan, which costs `cost`. No plan costs less than
 * `bound`, where that is known. `seconds` since the search began.
 */
export type SearchProgress = {
  readonly seconds: number;
  readonly placed: number;
  readonly total: number;
  readonly cost: number;
  readonly bound: number | null;
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
  before: LoopPlan | undefined,
  { facts, key }: { readonly facts: PlanningFacts; readonly key: string },
): Alternative {
  return {
    key,
    sessions: plan.sessions.map((session) => sessionView(session, facts)),
    cost: plan.cost,
    parts: costWords(plan, facts),
    worse: before === undefined ? [] : worseThan(plan, before, facts),
    better: before === undefined ? [] : betterThan(plan, before, facts),
  };
}

/** A planned session in names. */
export function sessionView(planned: PlannedSession, facts: PlanningFacts): SessionView {
  return viewOfPlanned(planned, moduleOf(planned, facts), facts);
}

/** A planned session with names; `module` is the one it was made from. */
export function viewOfPlanned(
  planned: Omit<PlannedSession, 'session' | 'loops'>,
  module: InterviewModule,
  facts: Pick<PlanningFacts, 'people' | 'rooms'>,
): SessionView {
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
