/** What each change of one session by hand would mean: every start of its day, everybody who may sit, every room. */
import type { PlannedSession } from '#domain/planning/loop-problem.ts';
import { sessionId, type InterviewModule } from '#domain/template/loop-template.ts';
import {
  inRoom,
  movedTo,
  reseated,
  type Reseating,
  type SessionChanges,
} from '#domain/planning/plan-change.ts';
import { spanOfDays, type PlanningFacts } from '#domain/planning/planning-facts.ts';
import { faulty, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { timelineRows } from '#domain/planning/timeline.ts';
import { eligible } from '#domain/template/seat-people.ts';
import { clockMinutesAt, dateAt, instantText, minuteAt, minuteOf } from '#domain/time/zoned.ts';
import { plannedFrom, type Choice } from './choice.ts';
import type { Context } from '#usecases/context.ts';
import { daysToPlan, rangeRefusal, type DayRange } from './day-range.ts';
import { factsForAnotherDay } from './planning-facts.ts';
import { judgeOf, verdictOf } from './plan-verdict.ts';
import type { ApplicationKey } from '#usecases/opening/save-candidate.ts';
import { reading } from '#usecases/scope.ts';

export type ChangeQuestion = {
  /** The days of the search that found the plan. */
  readonly range: DayRange;
  readonly choice: Choice;
  /** The session to change. */
  readonly module: string;
};

/** Nothing is written, and the plan may break rules: somebody is in the middle of changing it. */
export async function tryChanges(
  context: Context,
  key: ApplicationKey,
  { range, choice, module: id }: ChangeQuestion,
): Promise<Result<SessionChanges, Refusal>> {
  const wrong = rangeRefusal(range) ?? outsideRefusal(choice, range);
  if (wrong !== undefined) return refuse(wrong);
  const loaded = await reading(context, key.organisation, (tables) =>
    factsForAnotherDay(tables, key, {
      now: context.now(),
      span: (zone) => spanOfDays(datesOf(choice, zone), zone),
    }),
  );
  if (!loaded.ok) return loaded;
  const facts = loaded.value;
  const planned = plannedFrom(choice, facts);
  if (!planned.ok) return planned;
  const module = facts.opening.template.modules.find((one) => one.id === id);
  if (module === undefined) {
    const fault = { place: 'module', found: id, expected: 'a session of this loop' };
    return refuse(faulty('There is no such session in this loop.', [fault]));
  }
  const sessions = planned.value.map(changeable);
  return ok(await changesOf({ facts, module, range, sessions, pause: context.pause }));
}

/** A day around, since the dates are the opening's and the instants may be written in any zone. */
function outsideRefusal({ sessions }: Choice, { from, to }: DayRange): Refusal | undefined {
  const [first, last] = [minuteAt(from, '00:00', 'UTC') - DAY, minuteAt(to, '24:00', 'UTC') + DAY];
  const place = sessions.findIndex(({ start }) => minuteOf(start) < first || minuteOf(start) > last);
  if (place < 0) return undefined;
  const fault = {
    place: `sessions[${place}].start`,
    found: sessions[place]?.start ?? '',
    expected: `an instant between ${from} and ${to}`,
  };
  return faulty('A session lies outside the days of the search.', [fault]);
}

const DAY = 24 * 60;

function datesOf({ sessions }: Choice, zone: string): string[] {
  return [...new Set(sessions.map(({ start }) => dateAt(minuteOf(start), zone)))].sort();
}

type Changeable = ReturnType<typeof changeable>;
type Changing = {
  readonly facts: PlanningFacts;
  readonly module: InterviewModule;
  readonly range: DayRange;
  readonly sessions: readonly Changeable[];
  readonly pause: Context['pause'];
};

function changeable({ module, session }: { module: InterviewModule; session: PlannedSession }): {
  readonly module: string;
  readonly start: string;
  readonly end: string;
  readonly people: readonly { id: string; seat: number; role: PlannedSession['people'][number]['role'] }[];
  readonly room?: string;
} {
  const { start, end, people, room } = session;
  return {
    module: module.id,
    start,
    end,
    people: people.map(({ person, seat, role }) => ({ id: person, seat, role })),
    ...(room === undefined ? {} : { room }),
  };
}

async function changesOf({ facts, module, range, sessions, pause }: Changing): Promise<SessionChanges> {
  const { application, opening, rooms } = facts;
  const judge = judgeOf(facts, daysToPlan(range, facts));
  const judged = (changed: readonly Changeable[]): ReturnType<typeof judge> =>
    judge(
      changed.map(({ module: id, people, ...session }) => ({
        ...session,
        session: sessionId(application.id, id),
        loops: [application.id],
        people: people.map(({ id: person, seat, role }) => ({ person, seat, role })),
      })),
    );
  const now = judged(sessions);
  const verdict = (changed: readonly Changeable[]): SessionChanges['now'] =>
    verdictOf(judged(changed), now, facts);
  const { modules } = opening.template;
  const zone = opening.timeZone;
  const others = module.room === undefined ? [] : rooms;
  return {
    now: verdict(sessions),
    starts: await each(startsFor(module, sessions, facts), pause, (start) => ({
      start,
      verdict: verdict(movedTo(sessions, module.id, { start, zone })),
    })),
    people: await each(reseatingsFor(module, sessions, facts), pause, (reseating) => ({
      ...withName(reseating, facts),
      verdict: verdict(reseated(sessions, module.id, { reseating, modules })),
    })),
    rooms: await each(others, pause, ({ id, name, site }) => ({
      room: { id, name, ...(site === undefined ? {} : { site }) },
      verdict: verdict(inRoom(sessions, module.id, id)),
    })),
    rows: timelineRows(facts, {
      days: datesOf({ sessions }, zone),
      people: module.seats.flatMap((seat) => eligible(seat, module, facts)),
      rooms: others.map(({ id }) => id),
    }),
  };
}

/** A handful of verdicts takes a few milliseconds; between two handfuls others have their turn. */
const HANDFUL = 8;

async function each<T, R>(items: readonly T[], pause: Context['pause'], make: (item: T) => R): Promise<R[]> {
  const made: R[] = [];
  for (const item of items) {
    if (made.length % HANDFUL === 0) await pause();
    made.push(make(item));
  }
  return made;
}

/** Every start on the grid of the session's day with which it lies inside the template's hours. */
function startsFor(
  { id, minutes }: InterviewModule,
  sessions: readonly Changeable[],
  { opening }: PlanningFacts,
): string[] {
  const { timeZone, template } = opening;
  const date = dateAt(minuteOf(sessions.find(({ module }) => module === id)?.start ?? ''), timeZone);
  const grid = template.grid ?? 15;
  const last = minuteAt(date, template.hours.to, timeZone) - minutes;
  const starts: string[] = [];
  for (let minute = minuteAt(date, template.hours.from, timeZone); minute <= last; minute += 5) {
    if (clockMinutesAt(minute, timeZone) % grid === 0) starts.push(instantText(minute, timeZone));
  }
  return starts;
}

type Seating = Reseating<Changeable['people'][number]>;

/** Each who sits here replaced by each who might; a place that may stay empty also is left or taken alone. */
function reseatingsFor(
  module: InterviewModule,
  sessions: readonly Changeable[],
  facts: PlanningFacts,
): Seating[] {
  const seated = sessions.find((session) => session.module === module.id)?.people ?? [];
  return module.seats.flatMap((wanted, seat) => {
    if (wanted.everyone === true) return [];
    const role = wanted.role ?? 'panelist';
    const here = seated.filter((person) => person.seat === seat).map(({ id }) => id);
    const fresh = eligible(wanted, module, facts).filter((id) => seated.every((person) => person.id !== id));
    const joining = fresh.map((id) => ({ id, seat, role }));
    const empty = here.length < (wanted.count ?? 1);
    return [
      ...here.flatMap((leaves) => joining.map((joins) => ({ seat, leaves, joins }))),
      ...(empty ? joining.map((joins) => ({ seat, joins })) : []),
      ...(wanted.optional === true ? here.map((leaves) => ({ seat, leaves })) : []),
    ];
  });
}

function withName(
  { seat, leaves, joins }: Seating,
  { people }: PlanningFacts,
): Omit<SessionChanges['people'][number], 'verdict'> {
  const name = people.find(({ id }) => id === joins?.id)?.name ?? '';
  return {
    seat,
    ...(leaves === undefined ? {} : { leaves }),
    ...(joins === undefined ? {} : { joins: { id: joins.id, name } }),
  };
}
