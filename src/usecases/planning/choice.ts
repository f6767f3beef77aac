/** The alternative that somebody chose, as a plan of today's template, judged by today's facts. */
import { NO_COST, type PlannedSession, type Role } from '#domain/planning/loop-problem.ts';
import { datesBetween, sessionId, type InterviewModule } from '#domain/template/loop-template.ts';
import type { PlanChoice } from '#domain/planning/plan-choice.ts';
import { planningProblem, type PlanningFacts } from '#domain/planning/planning-facts.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { dateAt, instantText, minuteOf } from '#domain/time/zoned.ts';
import { checkPlan } from '#solver/check.ts';
import { inSentences } from './plan-verdict.ts';

export type Choice = PlanChoice;

export type Planned = { readonly module: InterviewModule; readonly session: PlannedSession };

type Named = Pick<PlanningFacts, 'opening' | 'application' | 'people' | 'rooms'>;

/** Refused where the template has other sessions by now, or of another length, or a person or room is gone. */
export function plannedFrom(choice: Choice, facts: Named): Result<readonly Planned[], Refusal> {
  const { modules } = facts.opening.template;
  const planned = choice.sessions.flatMap((session) => {
    const module = modules.find(({ id }) => id === session.module);
    const known = session.people.every(({ id }) => facts.people.some((person) => person.id === id));
    const room = session.room === undefined || facts.rooms.some(({ id }) => id === session.room);
    if (module === undefined || !known || !room || !lasts(session, module)) return [];
    return [{ module, session: plannedSession(module, session, facts) }];
  });
  const distinct = new Set(planned.map(({ module }) => module.id)).size;
  if (
    planned.length === choice.sessions.length &&
    distinct === modules.length &&
    distinct === planned.length
  ) {
    return ok(planned);
  }
  const text = 'The loop template, a person or a room was changed after this search. Search again.';
  return refuse({ code: 'changed-meanwhile', text });
}

function lasts({ start, end }: Choice['sessions'][number], { minutes }: InterviewModule): boolean {
  return minuteOf(end) - minuteOf(start) === minutes;
}

function plannedSession(
  module: InterviewModule,
  { start, people, room }: Choice['sessions'][number],
  { opening, application }: Pick<PlanningFacts, 'opening' | 'application'>,
): PlannedSession {
  const from = minuteOf(start);
  const roleOf = (seat: number): Role => module.seats[seat]?.role ?? 'panelist';
  return {
    session: sessionId(application.id, module.id),
    loops: [application.id],
    start: instantText(from, opening.timeZone),
    end: instantText(from + module.minutes, opening.timeZone),
    people: people.map(({ id, seat }) => ({ person: id, seat, role: roleOf(seat) })),
    ...(room === undefined ? {} : { room }),
  };
}

const DAY = 24 * 60;
/** As far as calendars are known. */
const FARTHEST_DAYS = 550;

/** In the judge's own sentences, with names. */
export function judge(facts: PlanningFacts, planned: readonly Planned[]): Result<null, Refusal> {
  const { timeZone, template } = facts.opening;
  const sessions = planned.map(({ session }) => session);
  const dates = sessions.map(({ start }) => dateAt(minuteOf(start), timeZone)).sort();
  const days = datesBetween(dates[0] ?? '', dates.at(-1) ?? '', template.weekdays);
  const told = inSentences(facts);
  const past = sessions.find(({ start }) => minuteOf(start) < minuteOf(facts.now));
  if (past !== undefined)
    return brokenRefusal([{ place: told(past.session), found: 'it starts in the past' }]);
  const far = sessions.find(({ start }) => minuteOf(start) > minuteOf(facts.now) + FARTHEST_DAYS * DAY);
  if (far !== undefined) {
    const found = `it is more than ${FARTHEST_DAYS} days ahead, farther than calendars are read`;
    return brokenRefusal([{ place: told(far.session), found }]);
  }
  if (days.length === 0) return brokenRefusal([{ place: dates[0] ?? '', found: 'no day for this loop' }]);
  const verdict = checkPlan(planningProblem(facts, days), { sessions, unplaced: [], cost: NO_COST });
  return brokenRefusal(
    verdict.broken.map(({ session, text }) => ({
      place: told(session ?? facts.application.id),
      found: told(text),
    })),
  );
}

/** Refused with everything that was found; done where nothing was. */
export function brokenRefusal(
  found: readonly { readonly place: string; readonly found: string }[],
): Result<null, Refusal> {
  const faults = found.map((one) => ({ ...one, expected: 'a plan that keeps every rule as of now' }));
  const [first] = faults;
  if (first === undefined) return ok(null);
  const text = `This plan does not hold any more. ${first.place}: ${first.found}. Search again.`;
  return refuse({ code: 'rules-broken', text, faults });
}
