import {
  alternativeOf,
  MOST_ALTERNATIVES,
  plansAsked,
  rankedPlans,
  type Alternative,
  type DaySearchResult,
  type WhyNot,
} from '#domain/planning/day-search.ts';
import type { LocalDate, LoopPlan } from '#domain/planning/loop-problem.ts';
import { planningProblem, spanOfDays, type PlanningFacts } from '#domain/planning/planning-facts.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { eligible } from '#domain/template/seat-people.ts';
import { timelineRows } from '#domain/planning/timeline.ts';
import { outdated, uncounted } from '#domain/calendar/uncounted.ts';
import { heldLines } from '#domain/loop/held-lines.ts';
import { obstacle, whyNotOf } from '#domain/planning/why-not.ts';
import { dateAt, minuteOf } from '#domain/time/zoned.ts';
import type { Context } from '#usecases/context.ts';
import { daysToPlan, rangeRefusal, type DayRange } from './day-range.ts';
import { factsForAnotherDay } from './planning-facts.ts';
import type { ApplicationKey } from '#usecases/opening/save-candidate.ts';
import { reading } from '#usecases/scope.ts';
import { searchedPlan, type TellSearch } from './searched-plan.ts';

export type DayQuestion = {
  readonly range: DayRange;
  readonly signal: AbortSignal;
  /** How many alternatives are wanted at most. */
  readonly most?: number;
  readonly tell?: TellSearch;
};

const SEARCH_SECONDS = 10;
/** Rows that a timeline without any alternative shows. */
const MOST_ROWS = 30;

/** Up to five ranked plans on these days, or why nothing fits. Nothing is written. */
export async function findADay(
  context: Context,
  key: ApplicationKey,
  question: DayQuestion,
): Promise<Result<DaySearchResult, Refusal>> {
  const { range } = question;
  const tooLong = rangeRefusal(range);
  if (tooLong !== undefined) return refuse(tooLong);
  const loaded = await reading(context, key.organisation, (tables) =>
    factsForAnotherDay(tables, key, {
      now: context.now(),
      span: (zone) => spanOfDays([range.from, range.to], zone),
    }),
  );
  if (!loaded.ok) return loaded;
  const facts = loaded.value;
  const days = daysToPlan(range, facts);
  const known = obstacle(facts, days);
  if (known !== undefined) return ok(nothing(facts, days, known));

  const { signal, tell, most = MOST_ALTERNATIVES } = question;
  const solved = await searchedPlan(context, key.organisation, {
    problem: planningProblem(facts, days),
    alternatives: plansAsked(most) - 1,
    seconds: SEARCH_SECONDS,
    signal,
    ...(tell === undefined ? {} : { tell }),
  });
  if (!solved.ok) return solved;
  return ok(answerOf(solved.value, facts, { days, newKey: context.newId }));
}

type Asked = { readonly days: readonly LocalDate[]; readonly newKey: () => string };

function answerOf(plan: LoopPlan, facts: PlanningFacts, { days, newKey }: Asked): DaySearchResult {
  const plans = rankedPlans(plan);
  if (plans.length === 0) {
    return { ...nothing(facts, days, whyNothing(plan, facts)), seconds: plan.run.seconds };
  }
  const alternatives = plans.map((one, index) =>
    alternativeOf(one, plans[index - 1], { facts, key: newKey() }),
  );
  const people = namedIn(alternatives, (session) => session.people.map(({ id }) => id));
  const rooms = namedIn(alternatives, ({ room }) => (room === undefined ? [] : [room.id]));
  const shown = namedIn(alternatives, ({ start }) => [
    dateAt(minuteOf(start), facts.opening.timeZone),
  ]).sort();
  return {
    alternatives,
    proven: plan.run.stopped === 'proven' || (plan.bound !== null && plan.bound >= plan.cost.total),
    seconds: plan.run.seconds,
    rows: timelineRows(facts, { days: shown, people, rooms }),
    uncounted: uncounted(facts, people, shown),
    outdated: outdated(facts, people),
    held: heldLines(facts, days),
  };
}

function whyNothing(plan: LoopPlan, facts: PlanningFacts): WhyNot {
  const [unplaced] = plan.unplaced;
  if (unplaced !== undefined && (plan.run.stopped === 'proven' || unplaced.because.length > 0)) {
    return whyNotOf(unplaced, facts);
  }
  const end =
    plan.run.stopped === 'cancelled' ? 'before the search was stopped' : `within ${SEARCH_SECONDS} seconds`;
  const text = `No plan was found ${end}, which does not mean that there is none. Search fewer days at a time.`;
  return { text, reasons: [], relax: [], places: ['dates', 'template'] };
}

function nothing(facts: PlanningFacts, days: readonly LocalDate[], whyNot: WhyNot): DaySearchResult {
  const able = facts.opening.template.modules.flatMap((module) =>
    module.seats.flatMap((seat) => eligible(seat, module, facts)),
  );
  const people = [...new Set(able)].slice(0, MOST_ROWS);
  return {
    alternatives: [],
    proven: true,
    seconds: 0,
    rows: days.length === 0 ? [] : timelineRows(facts, { days, people, rooms: [] }),
    whyNot,
    uncounted: uncounted(facts, people, days),
    outdated: outdated(facts, people),
    held: heldLines(facts, days),
  };
}

function namedIn(
  alternatives: readonly Alternative[],
  of: (session: Alternative['sessions'][number]) => readonly string[],
): string[] {
  return [...new Set(alternatives.flatMap(({ sessions }) => sessions.flatMap(of)))];
}
