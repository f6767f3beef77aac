/** What people mark on the day itself. Marking twice is the same as once, whoever presses. */
import type { Actor } from '#domain/audit/audit.ts';
import type { DayMarkKind, MarkKind, MoreMark, SessionMarkKind } from '#domain/day/day.ts';
import { ofCandidate, timeOf, type DayFacts, type DaySessionFacts } from '#domain/day/day-facts.ts';
import { marksDay, marksSession, sceneOf } from '#domain/day/sheet.ts';
import type { Instant } from '#domain/planning/loop-problem.ts';
import type { Loop } from '#domain/loop/loop.ts';
import { dayMarkRefusal, dayRefusal, sessionMarkRefusal } from '#domain/day/mark-rules.ts';
import { may, type Asker } from '#domain/policy/policy.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { instantText, minuteOf } from '#domain/time/zoned.ts';
import type { MarkOf, NewMark } from '#store/day/day-marks.ts';
import type { Writing } from '#store/store.ts';
import { dayOfLoop } from './load-day.ts';
import { changingLoop } from '#usecases/loop/changing-loop.ts';
import type { Context } from '#usecases/context.ts';
import { record } from '#usecases/audit/record.ts';
import type { LoopKey } from '#usecases/loop/show-loop.ts';

/** `after`: the newest `more` that whoever presses has seen. `ago`: minutes since it was pressed. */
export type Marking = { readonly ago?: number } & (
  | { readonly what: DayMarkKind }
  | { readonly what: Exclude<SessionMarkKind, 'more'>; readonly session: string }
  | { readonly what: 'more'; readonly session: string; readonly minutes: number; readonly after?: string }
);

/** The loop is locked. `by`: who it is, where that is not whoever asks. */
export type MarkWork = {
  readonly context: Context;
  readonly tables: Writing;
  readonly organisation: string;
  readonly loop: Loop;
  readonly asker: Asker;
  /** For the mark, if one is made. */
  readonly id: string;
  readonly by?: Actor;
  /** Whose mark it is, where whoever asks has no account. */
  readonly person?: string;
};

export function markDay(
  context: Context,
  key: LoopKey,
  { marking, asker }: { readonly marking: Marking; readonly asker: Asker },
): Promise<Result<DayFacts, Refusal>> {
  const id = context.newId();
  const { organisation } = key;
  return changingLoop(context, key, (tables, loop) =>
    markIn({ context, tables, organisation, loop, asker, id }, marking),
  );
}

export function takeMarkBack(
  context: Context,
  key: LoopKey,
  { mark, asker }: { readonly mark: string; readonly asker: Asker },
): Promise<Result<DayFacts, Refusal>> {
  const { organisation } = key;
  return changingLoop(context, key, (tables, loop) =>
    takeBackIn({ context, tables, organisation, loop, asker, id: mark }),
  );
}

/** The same within a transaction that does more. */
export async function markIn(work: MarkWork, marking: Marking): Promise<Result<DayFacts, Refusal>> {
  const { tables, organisation } = work;
  // Of a session of several candidates, whichever loop it is marked in.
  if ('session' in marking) await tables.bookings.lock(organisation, [marking.session]);
  const day = await today(work);
  if (!day.ok) return day;
  const pressed = { ...day.value, now: pressedAt(work, marking) };
  const wanted =
    'session' in marking ? sessionMark(work, pressed, marking) : dayMark(work, pressed, marking.what);
  if (!wanted.ok) return wanted;
  if (wanted.value === undefined) return day;
  if (await tables.day.mark(organisation, wanted.value))
    recordMark(work, day.value, { action: 'day-marked', mark: marking.what });
  return today(work);
}

/** What is to be written; undefined where it stands already. */
type Wanted = Result<NewMark | undefined, Refusal>;

function pressedAt({ context }: MarkWork, { ago = 0 }: Marking): Instant {
  const now = context.now();
  return ago === 0 ? now : instantText(minuteOf(now) - ago, 'UTC');
}

/** In each `day` it is the moment at which it was pressed. */
function dayMark(work: MarkWork, day: DayFacts, what: DayMarkKind): Wanted {
  if (!marksOfDay(work, day, what)) return refuse(NOT_YOURS[what]);
  if ((what === 'arrived' ? day.arrived : day.noShow) !== undefined) return ok(undefined);
  const sessions = ofCandidate(day).map((session) => ({ ...session, alone: session.together <= 1 }));
  const refused = dayMarkRefusal(what, { sessions, arrived: day.arrived !== undefined }, sceneOf(day));
  return refused === undefined ? ok({ ...newMark(work, day), of: { loop: day.id }, what }) : refuse(refused);
}

function marksOfDay({ asker }: MarkWork, day: DayFacts, what: MarkKind): boolean {
  const known = { kind: 'loop', id: day.id, opening: day.opening.id } as const;
  return may(asker, 'plan', known) || (what === 'arrived' && marksDay(asker, day));
}

function sessionMark(
  work: MarkWork,
  day: DayFacts,
  marking: Exclude<Marking, { readonly what: DayMarkKind }>,
): Wanted {
  const { what } = marking;
  const session = day.sessions.find(({ id }) => id === marking.session);
  if (session === undefined) return refuse(elsewhere(work, day, marking.session));
  if (!marksSession(work.asker, day, session)) return refuse(NOT_YOURS[what]);
  const refused = sessionMarkRefusal(what, session, sceneOf(day));
  if (refused !== undefined) return refuse(refused);
  const stands = session.marks[what];
  const unseen = what !== 'more' || stands?.id !== marking.after;
  if (stands !== undefined && unseen) return ok(undefined);
  const more = what === 'more' ? { more: moreOf(day, session, marking.minutes) } : {};
  return ok({ ...newMark(work, day), of: { session: session.id }, what, ...more });
}

/** Counted from when it would end otherwise, or from now where that is past. */
function moreOf(
  day: DayFacts,
  session: DaySessionFacts,
  minutes: number,
): Pick<MoreMark, 'minutes' | 'until'> {
  const end = Math.max(timeOf(day, session).end, minuteOf(day.now));
  return { minutes, until: instantText(end + minutes, 'UTC') };
}

function newMark(
  { context, organisation, id, person }: MarkWork,
  { now }: DayFacts,
): Pick<NewMark, 'id' | 'at' | 'person'> {
  return { id, at: now, ...(person === undefined ? personOf(context.actor(organisation)) : { person }) };
}

function personOf(actor: Actor): { readonly person?: string } {
  return actor.kind === 'member' ? { person: actor.person } : {};
}

/** The day as it stands now. */
async function today({ context, tables, organisation, loop }: MarkWork): Promise<Result<DayFacts, Refusal>> {
  const now = context.now();
  const day = await dayOfLoop(tables, { organisation, loop, now });
  return day === undefined ? refuse(notAround(loop, now)) : ok(day);
}

/** Why there is nothing to mark around now. */
function notAround({ sessions, status }: Loop, now: string): Refusal {
  const [first] = sessions;
  const scene = { now, timeZone: 'UTC', status, noShow: false };
  return (first && dayRefusal(first, scene)) ?? notFound('session');
}

/** A session of the loop on another day, or none of its. */
function elsewhere({ loop }: MarkWork, day: DayFacts, id: string): Refusal {
  const session = loop.sessions.find((one) => one.id === id);
  return (session && dayRefusal(session, sceneOf(day))) ?? notFound('session');
}

const NOT_YOURS: Readonly<Record<DayMarkKind | SessionMarkKind, Refusal>> = {
  arrived: notAllowed(
    'Only whoever sits in a session of this day, and whoever plans it, can mark that the candidate is here.',
  ),
  'no-show': notAllowed('Only whoever plans this day can mark that the candidate did not come.'),
  started: notAllowed('Only whoever sits in a session, and whoever plans it, can mark that it started.'),
  ended: notAllowed('Only whoever sits in a session, and whoever plans it, can mark that it ended.'),
  more: notAllowed('Only whoever sits in a session, and whoever plans it, can ask for more minutes.'),
};

function notAllowed(text: string): Refusal {
  return { code: 'in-use', text };
}

/** Taking back twice is the same as once. */
export async function takeBackIn(work: MarkWork): Promise<Result<DayFacts, Refusal>> {
  const { tables, organisation, loop, id } = work;
  const found = await tables.day.marked(organisation, id);
  if (found === undefined || !isMarkOf(found.of, loop)) return refuse(notFound('mark'));
  const day = await today(work);
  if (!day.ok) return day;
  const refused = keptBecause(work, day.value, found);
  if (refused !== undefined) return refuse(refused);
  const taken = newMark(work, day.value);
  if (!(await tables.day.takeBack(organisation, taken))) return day;
  recordMark(work, day.value, { action: 'mark-taken-back', mark: found.what });
  return today(work);
}

/** Whoever may mark it may take it back, on the same day. */
function keptBecause(
  work: MarkWork,
  day: DayFacts,
  { what, of }: { readonly what: MarkKind; readonly of: MarkOf },
): Refusal | undefined {
  if ('loop' in of) {
    const [first] = day.sessions;
    if (!marksOfDay(work, day, what)) return NOT_YOURS[what];
    return first && dayRefusal(first, sceneOf(day));
  }
  const session = day.sessions.find((one) => one.id === of.session);
  if (session === undefined) return elsewhere(work, day, of.session);
  return marksSession(work.asker, day, session) ? dayRefusal(session, sceneOf(day)) : NOT_YOURS[what];
}

function isMarkOf(of: MarkOf, loop: Loop): boolean {
  return 'loop' in of ? of.loop === loop.id : loop.sessions.some(({ id }) => id === of.session);
}

function recordMark(
  { context, tables, organisation, loop, by }: MarkWork,
  { opening, application }: DayFacts,
  {
    action,
    mark,
  }: { readonly action: 'day-marked' | 'mark-taken-back'; readonly mark: DayMarkKind | SessionMarkKind },
): void {
  const details = { openings: [opening.id], applications: [application], mark };
  record(context, tables, { organisation, id: loop.id, action, details, ...(by && { by }) });
}
