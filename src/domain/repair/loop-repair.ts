/**
 * Repair of one confirmed loop: the loop as the plan that stands, today's facts as the problem, and the answer in names
 * and words.
 */
import type { SessionView, TimelineRow } from '#domain/planning/day-search.ts';
import type {
  Instant,
  LocalDate,
  LoopProblem,
  PlanCost,
  PlannedSession,
} from '#domain/planning/loop-problem.ts';
import { sessionId } from '#domain/template/loop-template.ts';
import type { Loop, LoopSession } from '#domain/loop/loop.ts';
import { planningProblem, type PlanningFacts } from '#domain/planning/planning-facts.ts';
import type { Happening, RepairEvent, Wish } from './repair.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { trainingWithout } from '#domain/people/training.ts';
import { instantText, minuteAt, minuteOf } from '#domain/time/zoned.ts';

/**
 * What happened, as the coordinator says it. Dates are whole days in the opening's zone; with `from` what is left of
 * today. `behind`: sessions to come cannot begin in time, because others run late by what was marked on the day itself.
 */
export type LoopEvent =
  /** A session is to begin at another time, as somebody proposed who comes to it. */
  | { readonly what: 'asked'; readonly module: string; readonly start: Instant }
  /** The candidate can come then, instead of what was known. */
  | { readonly what: 'comes'; readonly start: Instant; readonly end: Instant }
  | { readonly what: 'declined'; readonly module: string; readonly person: string }
  | { readonly what: 'away'; readonly person: string; readonly date: LocalDate; readonly from?: 'now' }
  | { readonly what: 'late'; readonly minutes: number }
  | { readonly what: 'lost'; readonly room: string; readonly date: LocalDate; readonly from?: 'now' }
  | { readonly what: 'behind' };

/** Or what happens to all loops of somebody at once: they leave for good, from now on. */
export type LoopHappening = LoopEvent | { readonly what: 'leaves'; readonly person: string };

/** Who declined which session before; ids of sessions and people. */
export type Decline = { readonly session: string; readonly person: string };

/** One person to be told, with a sentence for each thing. */
export type ToldView = {
  readonly id: string;
  readonly kind: 'person' | 'candidate';
  readonly name: string;
  readonly lines: readonly string[];
};

/** `summary` says in words what changes; `changed` are the modules that differ. */
export type RepairView = {
  readonly key: string;
  readonly summary: readonly string[];
  readonly sessions: readonly SessionView[];
  readonly changed: readonly string[];
  readonly cost: PlanCost;
  readonly told: readonly ToldView[];
};

/**
 * `none` says why the loop cannot be kept; then there are no repairs. `sequence` is the state of the loop that they
 * repair.
 */
export type LoopRepairs = {
  readonly sequence: number;
  readonly rankings: Readonly<Record<Wish, readonly RepairView[]>>;
  readonly rows: readonly TimelineRow[];
  readonly none?: string;
};

/** Ids of the loop's sessions that are held for other candidates too; for one of them they stand as they are. */
export function sharedSessions({ engagements }: PlanningFacts, loop: string): readonly string[] {
  return engagements
    .filter(({ loops }) => loops.includes(loop) && loops.length > 1)
    .map(({ session }) => session);
}

/** Without what this very loop takes. */
export function factsWithout(facts: PlanningFacts, loop: string): PlanningFacts {
  return {
    ...facts,
    engagements: facts.engagements.filter(({ loops }) => !loops.includes(loop)),
    standing: facts.engagements.filter(({ loops }) => loops.includes(loop)),
    trainees: trainingWithout(facts.trainees, loop, facts.now),
  };
}

/** The sessions as a plan; refused where the template has other sessions by now, or of another length. */
export function standingPlan(
  loop: Loop,
  { application, opening }: PlanningFacts,
): Result<readonly PlannedSession[], 'template-changed'> {
  const { modules } = opening.template;
  const known = loop.sessions.every(({ module, start, end }) =>
    modules.some(({ id, minutes }) => id === module && minutes === minuteOf(end) - minuteOf(start)),
  );
  if (!known || modules.length !== loop.sessions.length) return refuse('template-changed');
  return ok(
    loop.sessions.map(({ module, start, end, people, room }) => ({
      session: sessionId(application.id, module),
      loops: [application.id],
      start: instantText(minuteOf(start), opening.timeZone),
      end: instantText(minuteOf(end), opening.timeZone),
      people: people.map(({ id, seat, role }) => ({ person: id, seat, role })),
      ...(room === undefined ? {} : { room: room.id }),
    })),
  );
}

/** The problem as it stands before the event: nobody who declined a session is asked again; `shared` ones stand. */
export function standingProblem(
  facts: PlanningFacts,
  days: readonly LocalDate[],
  {
    loop,
    declines,
    shared,
  }: { readonly loop: Loop; readonly declines: readonly Decline[]; readonly shared: readonly string[] },
): LoopProblem {
  const ids = new Map(loop.sessions.map(({ id, module }) => [id, sessionId(facts.application.id, module)]));
  const declined = declines.flatMap(({ session, person }) => {
    const known = ids.get(session);
    return known === undefined ? [] : [{ session: known, person }];
  });
  const frozen = shared.flatMap((session) => ids.get(session) ?? []);
  return { ...asGroups(planningProblem(facts, days), frozen), declined, frozen };
}

/**
 * What is held for others too is no session of the loop's own: whoever sits there may meet the candidate again, as when
 * the superday was planned.
 */
function asGroups(problem: LoopProblem, shared: readonly string[]): LoopProblem {
  if (shared.length === 0) return problem;
  const isShared = ({ id }: { readonly id: string }): boolean => shared.includes(id);
  return {
    ...problem,
    loops: problem.loops.map((loop) => ({
      ...loop,
      sessions: loop.sessions.filter((session) => !isShared(session)),
    })),
    groups: problem.loops.flatMap(({ id, sessions }) =>
      sessions.filter(isShared).map((session) => ({ ...session, loops: [id] })),
    ),
  };
}

/** What was marked on the day itself: sessions of the problem that have begun, and what others still need. */
export type DaySoFar = { readonly begun: readonly string[]; readonly late: readonly Happening[] };
const NOTHING_MARKED: DaySoFar = { begun: [], late: [] };

/** The event in the problem's own ids, and `now`, since sessions may have begun. */
export function repairEvent(
  event: LoopHappening,
  { application, opening, now }: PlanningFacts,
  { begun, late }: DaySoFar = NOTHING_MARKED,
): RepairEvent {
  const where = { application: application.id, zone: opening.timeZone, now };
  if (event.what === 'leaves') return { happened: [happeningOf(event, where)], now };
  const said = event.what === 'behind' ? [] : [happeningOf(event, where)];
  return { happened: [...said, ...late], now, begun };
}

type Where = { readonly application: string; readonly zone: string; readonly now: Instant };

function happeningOf(
  event: Exclude<LoopHappening, { what: 'behind' }>,
  { application, zone, now }: Where,
): Happening {
  switch (event.what) {
    case 'asked':
      return { kind: 'asked', session: sessionId(application, event.module), start: event.start };
    case 'comes':
      return { kind: 'comes', candidate: application, available: [{ start: event.start, end: event.end }] };
    case 'declined':
      return {
        kind: 'declined',
        session: sessionId(application, event.module),
        person: event.person,
      };
    case 'away':
      return { kind: 'away', person: event.person, ...dayOf(event, { zone, now }) };
    case 'late':
      return { kind: 'late', candidate: application, minutes: event.minutes };
    case 'lost':
      return { kind: 'lost', room: event.room, ...dayOf(event, { zone, now }) };
    case 'leaves':
      return { kind: 'away', person: event.person, from: now, to: instantText(minuteOf(now) + AGES, 'UTC') };
  }
}

/** Longer than any loop is planned ahead, in minutes. */
const AGES = 10 * 366 * 24 * 60;

/** The whole date, or what is left of it. */
function dayOf(
  { date, from }: { readonly date: LocalDate; readonly from?: 'now' },
  { zone, now }: Pick<Where, 'zone' | 'now'>,
): { readonly from: Instant; readonly to: Instant } {
  const start = from === 'now' ? minuteOf(now) : minuteAt(date, '00:00', zone);
  return { from: instantText(start, zone), to: instantText(minuteAt(date, '24:00', zone), zone) };
}

/** Whom the event keeps from which session of the loop for good, once it is repaired so. */
export function declinesFrom(
  event: LoopHappening,
  loop: Loop,
  seatedAfter: (session: LoopSession) => readonly string[],
): Decline[] {
  if (!('person' in event)) return [];
  const { person } = event;
  return loop.sessions
    .filter(
      (session) => session.people.some(({ id }) => id === person) && !seatedAfter(session).includes(person),
    )
    .map(({ id: session }) => ({ session, person }));
}
