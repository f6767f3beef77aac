/** The superday that somebody chose, as a plan of today's template, judged by today's facts. */
import { groupSizeOf, type Group } from '#domain/planning/group-sessions.ts';
import { NO_COST, type PlannedSession } from '#domain/planning/loop-problem.ts';
import { datesBetween, sessionIds, type InterviewModule } from '#domain/template/loop-template.ts';
import { namesText } from '#domain/names.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { factsOf, superdayProblem, type SuperdayFacts } from '#domain/planning/superday.ts';
import { inWords } from '#domain/planning/why-not.ts';
import { dateAt, instantText, minuteOf } from '#domain/time/zoned.ts';
import { checkPlan } from '#solver/check.ts';
import { brokenRefusal } from './choice.ts';
import type { ChosenSession, SuperdayChoice } from './confirm-superday.ts';

export type SuperdayPlanned = {
  readonly module: InterviewModule;
  readonly session: PlannedSession;
  readonly candidates: readonly string[];
};

/** Refused where the template has other sessions or smaller groups by now, or a person or room is gone. */
export function superdayPlanned(
  { sessions }: SuperdayChoice,
  facts: SuperdayFacts,
): Result<readonly SuperdayPlanned[], Refusal> {
  const idFor = sessionIds(groupsIn(sessions));
  const planned = sessions.flatMap((chosen) => {
    const module = facts.opening.template.modules.find(({ id }) => id === chosen.module);
    if (module === undefined || !stillHolds(chosen, module, facts)) return [];
    const session = plannedSession(chosen, module, facts.opening.timeZone);
    return [
      {
        module,
        session: { ...session, session: idFor(chosen.candidates[0] ?? '', module.id) },
        candidates: chosen.candidates,
      },
    ];
  });
  if (planned.length === sessions.length && wholeLoops(planned, facts)) return ok(planned);
  const text = 'The loop template, a person or a room was changed after this search. Search again.';
  return refuse({ code: 'changed-meanwhile', text });
}

function groupsIn(
  sessions: readonly { readonly module: string; readonly candidates: readonly string[] }[],
): Group[] {
  return sessions
    .filter(({ candidates }) => candidates.length > 1)
    .map(({ module, candidates }) => ({ module, candidates }));
}

function stillHolds(
  { start, end, people, room, candidates }: ChosenSession,
  module: InterviewModule,
  facts: SuperdayFacts,
): boolean {
  const most = module.kind === 'group' ? groupSizeOf(module, facts.rooms) : 1;
  return (
    minuteOf(end) - minuteOf(start) === module.minutes &&
    people.every(({ id }) => facts.people.some((person) => person.id === id)) &&
    (room === undefined || facts.rooms.some(({ id }) => id === room)) &&
    new Set(candidates).size === candidates.length &&
    candidates.length <= most
  );
}

function plannedSession(
  { start, people, room, candidates }: ChosenSession,
  module: InterviewModule,
  zone: string,
): Omit<PlannedSession, 'session'> {
  const from = minuteOf(start);
  return {
    loops: candidates,
    start: instantText(from, zone),
    end: instantText(from + module.minutes, zone),
    people: people.map(({ id, seat }) => ({
      person: id,
      seat,
      role: module.seats[seat]?.role ?? 'panelist',
    })),
    ...(room === undefined ? {} : { room }),
  };
}

/** Every candidate has every module of the template once. */
function wholeLoops(planned: readonly SuperdayPlanned[], { applications, opening }: SuperdayFacts): boolean {
  const parts = planned.flatMap(({ module, candidates }) => candidates.map((id) => `${id} ${module.id}`));
  return (
    new Set(parts).size === parts.length &&
    parts.length === applications.length * opening.template.modules.length
  );
}

/** In the judge's own sentences, with names. */
export function judgeSuperday(
  facts: SuperdayFacts,
  planned: readonly SuperdayPlanned[],
): Result<null, Refusal> {
  const { timeZone, template } = facts.opening;
  const told = superdayNames(facts, planned);
  const sessions = planned.map(({ session }) => session);
  const past = sessions.find(({ start }) => minuteOf(start) < minuteOf(facts.now));
  if (past !== undefined)
    return brokenRefusal([{ place: told(past.session), found: 'it starts in the past' }]);
  const dates = sessions.map(({ start }) => dateAt(minuteOf(start), timeZone)).sort();
  const chosen = new Set(dates);
  const days = datesBetween(dates[0] ?? '', dates.at(-1) ?? '', template.weekdays).filter((day) =>
    chosen.has(day),
  );
  if (days.length === 0) return brokenRefusal([{ place: dates[0] ?? '', found: 'no day for these loops' }]);
  const groups = groupsIn(planned.map(({ module, candidates }) => ({ module: module.id, candidates })));
  const { problem } = superdayProblem(facts, days, groups);
  const verdict = checkPlan(problem, { sessions, unplaced: [], cost: NO_COST });
  return brokenRefusal(
    verdict.broken.map(({ session, loop, text }) => ({
      place: told(session ?? loop ?? facts.opening.title),
      found: told(text),
    })),
  );
}

/** Puts names in the place of ids, in any sentence: `“System design” of Kim`. */
function superdayNames(facts: SuperdayFacts, planned: readonly SuperdayPlanned[]): (text: string) => string {
  const nameOf = new Map(facts.applications.map(({ id, name }) => [id, name]));
  const titles = planned.map(({ module, session, candidates }) => {
    const names = namesText(candidates.flatMap((id) => nameOf.get(id) ?? []));
    return [session.session, `“${module.title}” of ${names}`] as const;
  });
  const [anyone] = facts.applications;
  const others = anyone === undefined ? (text: string): string => text : inWords(factsOf(facts, anyone));
  // Longer ones first: a session's id begins with its candidate's, and group/x/1 is the beginning of group/x/12.
  const byLength = [...titles, ...nameOf].toSorted(([a], [b]) => b.length - a.length);
  return (text) => others(byLength.reduce((told, [id, name]) => told.replaceAll(id, name), text));
}
