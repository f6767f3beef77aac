/** What the judge says of a plan of one loop, in sentences with names, and what it costs. */
import { NO_COST, type LocalDate, type PlannedSession } from '#domain/planning/loop-problem.ts';
import type { BrokenRule, Verdict } from '#domain/planning/plan-change.ts';
import { betterThan, costWords, losses, type CostedPlan } from '#domain/planning/plan-words.ts';
import { planningProblem, type PlanningFacts } from '#domain/planning/planning-facts.ts';
import { inWords } from '#domain/planning/why-not.ts';
import { minuteOf } from '#domain/time/zoned.ts';
import { checkPlan, type Broken } from '#solver/check.ts';

export type Judged = CostedPlan & { readonly broken: readonly BrokenRule[] };

/** Judges many plans by the same facts; `days` are those of the search, so that costs compare with what it found. */
export function judgeOf(
  facts: PlanningFacts,
  days: readonly LocalDate[],
): (sessions: readonly PlannedSession[]) => Judged {
  const problem = planningProblem(facts, days);
  const told = inSentences(facts);
  const now = minuteOf(facts.now);
  return (sessions) => {
    const verdict = checkPlan(problem, { sessions, unplaced: [], cost: NO_COST });
    const past = sessions
      .filter(({ start }) => minuteOf(start) < now)
      .map(
        ({ session }) => ({ rule: 'hours', place: told(session), text: 'it starts in the past' }) as const,
      );
    const broken = verdict.broken.map((one) => ({
      rule: one.rule,
      place: told(placeOf(one, facts)),
      text: told(one.text),
    }));
    return { sessions, cost: verdict.cost, broken: [...past, ...broken] };
  };
}

/** The judge's own sentence, with names for ids and dates as people say them. */
export function inSentences(facts: PlanningFacts): (text: string) => string {
  const told = inWords(facts);
  return (text) => told(text).replaceAll(DATE, dayText);
}

const DATE = /\d{4}-\d\d-\d\d/g;

/** `1 December` */
function dayText(date: LocalDate): string {
  return Temporal.PlainDate.from(date).toLocaleString('en-GB', { day: 'numeric', month: 'long' });
}

/** Two sessions that stand against each other, one, or the person that has too many of them. */
function placeOf({ session, other, person }: Broken, { application }: PlanningFacts): string {
  if (session === undefined) return person ?? application.id;
  return other === undefined ? session : `${session} and ${other}`;
}

export function verdictOf(plan: Judged, before: CostedPlan, facts: PlanningFacts): Verdict {
  return {
    broken: plan.broken,
    cost: plan.cost,
    parts: costWords(plan, facts),
    worse: losses(plan, before, facts),
    better: betterThan(plan, before, facts),
  };
}
