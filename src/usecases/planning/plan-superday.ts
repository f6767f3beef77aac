import { fairLoads } from '#domain/planning/fair-load.ts';
import type { LocalDate, LoopPlan, Unplaced } from '#domain/planning/loop-problem.ts';
import { sessionId } from '#domain/template/loop-template.ts';
import { spanOfDays } from '#domain/planning/planning-facts.ts';
import { faulty, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import {
  boardOf,
  boardSessions,
  factsOf,
  modulesOf,
  superdayProblem,
  type LeftOut,
  type SuperdayFacts,
  type SuperdayPlan,
  type SuperdayProblem,
} from '#domain/planning/superday.ts';
import { searchWords, superdayWords } from '#domain/planning/superday-words.ts';
import { outdated, uncounted } from '#domain/calendar/uncounted.ts';
import { obstacle, whyNotOf } from '#domain/planning/why-not.ts';
import { dateAt, minuteOf } from '#domain/time/zoned.ts';
import type { Context } from '#usecases/context.ts';
import { reading } from '#usecases/scope.ts';
import { searchedPlan, type TellSearch } from './searched-plan.ts';
import type { OpeningKey } from '#usecases/opening/show-opening.ts';
import { superdayFacts } from './superday-facts.ts';

export type SuperdayQuestion = {
  /** Ids of applications. */
  readonly candidates: readonly string[];
  /** Dates in the opening's zone, ascending. */
  readonly days: readonly LocalDate[];
  readonly signal: AbortSignal;
  /** How long to look at most. */
  readonly seconds?: number;
  readonly tell?: TellSearch;
};

const SEARCH_SECONDS = 20;
const FARTHEST = 60;

/**
 * One plan for many candidates of an opening: each has a loop, group sessions are held together, and who cannot be
 * placed is named with the reason. Nothing is written.
 */
export async function planSuperday(
  context: Context,
  key: OpeningKey,
  { candidates, days, signal, seconds = SEARCH_SECONDS, tell }: SuperdayQuestion,
): Promise<Result<SuperdayPlan, Refusal>> {
  const apart = apartRefusal(days);
  if (apart !== undefined) return refuse(apart);
  const loaded = await reading(context, key.organisation, (tables) =>
    superdayFacts(tables, key, {
      now: context.now(),
      span: (zone) => spanOfDays(days, zone),
      candidates,
    }),
  );
  if (!loaded.ok) return loaded;
  const today = dateAt(minuteOf(loaded.value.now), loaded.value.opening.timeZone);
  const open = days.filter((day) => day >= today);
  const { facts, leftOut } = withoutHopeless(loaded.value, open);
  if (facts.applications.length === 0) return ok(nobody(leftOut));
  const asked = superdayProblem(facts, open);
  const solved = await searchedPlan(context, key.organisation, {
    problem: asked.problem,
    alternatives: 0,
    seconds,
    signal,
    ...(tell === undefined ? {} : { tell }),
  });
  if (!solved.ok) return solved;
  return ok(answerOf(solved.value, { facts, asked, leftOut, days: open }));
}

function apartRefusal(days: readonly LocalDate[]): Refusal | undefined {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  if (Temporal.PlainDate.from(first).until(Temporal.PlainDate.from(last)).days < FARTHEST) return undefined;
  const fault = { place: 'days', found: last, expected: `dates within ${FARTHEST} days of ${first}` };
  return faulty('The days of a superday lie close together.', [fault]);
}

type Hopeful = { readonly facts: SuperdayFacts; readonly leftOut: readonly LeftOut[] };

/** Those for whom it can be said before any search that nothing fits are left out of it. */
function withoutHopeless(facts: SuperdayFacts, days: readonly LocalDate[]): Hopeful {
  const leftOut = facts.applications.flatMap((application): LeftOut[] => {
    const whyNot = obstacle(factsOf(facts, application), days);
    return whyNot === undefined ? [] : [{ candidate: application.id, name: application.name, whyNot }];
  });
  const out = new Set(leftOut.map(({ candidate }) => candidate));
  const applications = facts.applications.filter(({ id }) => !out.has(id));
  return { facts: { ...facts, applications }, leftOut };
}

function nobody(leftOut: readonly LeftOut[]): SuperdayPlan {
  const board = { rows: [], sessions: [] };
  return { board, told: [], leftOut, proven: true, stopped: false, seconds: 0, uncounted: [], outdated: [] };
}

type Answered = Hopeful & { readonly asked: SuperdayProblem; readonly days: readonly LocalDate[] };

function answerOf(plan: LoopPlan, { facts, asked, leftOut, days }: Answered): SuperdayPlan {
  const moduleOf = modulesOf(facts, asked.groups);
  const sessions = boardSessions(plan.sessions, facts, moduleOf);
  const people = [...new Set(sessions.flatMap((session) => session.people.map(({ id }) => id)))];
  const unplaced = plan.unplaced.map((one) => leftOutOf(one, facts, (id) => moduleOf(id)?.id));
  return {
    board: boardOf(sessions, facts),
    told:
      sessions.length === 0
        ? []
        : [...superdayWords(sessions, facts, fairLoads(facts, asked.groups)), ...searchWords(plan)],
    leftOut: [...leftOut, ...unplaced],
    proven: plan.run.stopped === 'proven',
    stopped: plan.run.stopped === 'cancelled',
    seconds: plan.run.seconds,
    uncounted: uncounted(facts, people, days),
    outdated: outdated(facts, people),
  };
}

/** The solver's explanation, in the candidate's own terms: a group session is the module it was made from. */
function leftOutOf(
  unplaced: Unplaced,
  facts: SuperdayFacts,
  moduleIdOf: (session: string) => string | undefined,
): LeftOut {
  const application = facts.applications.find(({ id }) => id === unplaced.loop);
  if (application === undefined) throw new Error(`the plan leaves out a loop that nobody asked for`);
  const { id, name } = application;
  const because = unplaced.because.map((reason) => {
    const module = reason.session === undefined ? undefined : moduleIdOf(reason.session);
    return module === undefined ? reason : { ...reason, session: sessionId(id, module) };
  });
  const own = (text: string): string =>
    text.replaceAll(GROUP, (group) => {
      const module = moduleIdOf(group);
      return module === undefined ? group : sessionId(id, module);
    });
  const named = (text: string): string =>
    facts.applications.reduce(
      (told, other) => (other.id === id ? told : told.replaceAll(other.id, other.name)),
      own(text),
    );
  const whyNot = whyNotOf(
    {
      ...unplaced,
      because,
      text: named(unplaced.text),
      relax: unplaced.relax.map(({ change, then }) => ({ change: named(change), then: named(then) })),
    },
    factsOf(facts, application),
  );
  return { candidate: id, name, whyNot };
}

/** A group session's id as it stands in a sentence. */
const GROUP = /group\/\S+\/\d+/g;
