/** Many candidates on the same day or days: the facts, the loop problem, and what the board shows of a plan. */
import { viewOfPlanned, type SessionView, type TimelineRow, type WhyNot } from './day-search.ts';
import { groupsOf, type Group } from './group-sessions.ts';
import type { Instant, LocalDate, LoopProblem, PlannedSession } from './loop-problem.ts';
import { loopProblemFrom, sessionIds, type InterviewModule } from '#domain/template/loop-template.ts';
import { fairLoads } from './fair-load.ts';
import type { LoopStatus } from '#domain/loop/loop.ts';
import type { Application } from '#domain/organisation/opening.ts';
import { problemCandidate, surroundingsOf, type OpeningFacts, type PlanningFacts } from './planning-facts.ts';
import { candidateRow, resourceRows } from './timeline.ts';
import { dateAt, minuteOf } from '#domain/time/zoned.ts';
import type { Outdated } from '#domain/calendar/uncounted.ts';

/** A superday in the list of its opening; `candidates` are those whose loop stands. */
export type SuperdaySummary = {
  readonly id: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly candidates: number;
};

/** A session on the board; `candidates` are ids of applications, several for a group session. */
export type BoardSession = SessionView & { readonly id: string; readonly candidates: readonly string[] };

/** `rows` hold the candidates first, then people, then rooms. */
export type Board = { readonly rows: readonly TimelineRow[]; readonly sessions: readonly BoardSession[] };

/** A candidate who cannot be placed, with the reason and what would help. */
export type LeftOut = { readonly candidate: string; readonly name: string; readonly whyNot: WhyNot };

/** `told`: what the plan costs, in sentences. `stopped`: somebody ended the search before it ended itself. */
export type SuperdayPlan = {
  readonly board: Board;
  readonly told: readonly string[];
  readonly leftOut: readonly LeftOut[];
  readonly proven: boolean;
  readonly stopped: boolean;
  readonly seconds: number;
  readonly uncounted: readonly string[];
  readonly outdated: readonly Outdated[];
};

/** The loop of each candidate, where the superday was confirmed; `agenda` is the token of its page. */
export type SuperdayLoop = {
  readonly id: string;
  readonly candidate: string;
  readonly name: string;
  readonly status: LoopStatus;
};

export type SuperdayFacts = OpeningFacts & { readonly applications: readonly Application[] };

export function factsOf(facts: SuperdayFacts, application: Application): PlanningFacts {
  return { ...facts, application };
}

export type SuperdayProblem = { readonly problem: LoopProblem; readonly groups: readonly Group[] };

/** One loop per application, by its id; those who are together in a group session are chosen here unless told. */
export function superdayProblem(
  facts: SuperdayFacts,
  days: readonly LocalDate[],
  told?: readonly Group[],
): SuperdayProblem {
  const fair = fairLoads(facts, told);
  const { template, around: empty } = surroundingsOf(facts, days, ({ id }) => fair.get(id) ?? 1);
  const candidates = facts.applications.map((one) => problemCandidate(factsOf(facts, one), days));
  const around = { ...empty, candidates };
  const groups = told ?? groupsOf(template, around);
  return { problem: loopProblemFrom(template, around, groups), groups };
}

export type ModuleOf = (session: string) => InterviewModule | undefined;

/** Which module a session of the problem was made from. */
export function modulesOf({ applications, opening }: SuperdayFacts, groups: readonly Group[]): ModuleOf {
  const idFor = sessionIds(groups);
  const modules = new Map(
    opening.template.modules.flatMap((module) =>
      applications.map(({ id }) => [idFor(id, module.id), module] as const),
    ),
  );
  return (session) => modules.get(session);
}

export function boardSessions(
  sessions: readonly PlannedSession[],
  facts: SuperdayFacts,
  moduleOf: ModuleOf,
): BoardSession[] {
  return sessions.flatMap((planned) => {
    const module = moduleOf(planned.session);
    if (module === undefined) return [];
    return [
      { ...viewOfPlanned(planned, module, facts), id: planned.session, candidates: [...planned.loops] },
    ];
  });
}

/** Everyone who has a session on the board, with what else fills the days; `loops` are drawn and so not busy time. */
export function boardOf(
  sessions: readonly BoardSession[],
  facts: SuperdayFacts,
  loops: ReadonlySet<string> = new Set(),
): Board {
  const zone = facts.opening.timeZone;
  const shown = {
    days: [...new Set(sessions.map(({ start }) => dateAt(minuteOf(start), zone)))].sort(),
    people: [...new Set(sessions.flatMap(({ people }) => people.map(({ id }) => id)))],
    rooms: [...new Set(sessions.flatMap(({ room }) => room?.id ?? []))],
    loops,
  };
  const placed = new Set(sessions.flatMap(({ candidates }) => candidates));
  const rows = facts.applications
    .filter(({ id }) => placed.has(id))
    .map((application) => candidateRow(factsOf(facts, application), shown));
  return { rows: [...rows, ...resourceRows(facts, shown)], sessions };
}
