/**
 * Who was told what: one invitation is one event in the calendar of one attendee, and the ledger holds every message
 * about it. What was said is kept without names: ids, times and places are enough to see what has become different.
 */
import { canonicalJson } from '#domain/audit/audit-chain.ts';
import type { Instant, Interval, Kind, Role } from '#domain/planning/loop-problem.ts';
import { millisecondsOf } from '#domain/time/zoned.ts';

/** Whether a candidate's calendar gets an event for each day, each block without a long pause, or each session. */
export const CANDIDATE_EVENTS = ['day', 'block', 'session'] as const;
export type CandidateEvents = (typeof CANDIDATE_EVENTS)[number];

/** One session as an attendee was told of it. `people` are the others, as `id role`. */
export type SaidSession = {
  readonly session: string;
  readonly title: string;
  readonly kind: Kind;
  readonly start: Instant;
  readonly end: Instant;
  readonly place?: string;
  readonly purpose?: string;
  readonly evaluated: boolean;
  readonly people: readonly string[];
  /** For people: who is interviewed, and as what they sit there themselves. */
  readonly candidates?: readonly string[];
  readonly role?: Role;
  /** Which state of what the candidates need they were told, where their part has to do with it; never what it is. */
  readonly needs?: readonly number[];
};

/** What an event says: at least one session, by start; for people exactly one. */
export type Said = { readonly sessions: readonly SaidSession[] };

/** Whose event it is: a person's for one session, or the candidate's for one part of their loop (`day 1`, `block 2`, …). */
export type InvitationOf =
  | { readonly person: string; readonly session: string }
  | { readonly candidate: string; readonly loop: string; readonly part: string };

/** A reminder and a question change nothing of what is told. */
export const MESSAGE_KINDS = ['request', 'update', 'cancel', 'reminder', 'question'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];
export type InvitationKind = Exclude<MessageKind, ReminderKind>;
export type ReminderKind = 'reminder' | 'question';

export const RESPONSES = ['needs-action', 'accepted', 'tentative', 'declined'] as const;
export type Response = (typeof RESPONSES)[number];

/**
 * Where an invitation stands. `told`: what the attendee knows or, where a message is being tried, may know; absent:
 * nothing, or that it is cancelled. `waits`: a message that nobody can have seen yet. `undelivered`: the newest message,
 * where it was given up. In both `says` is absent for a cancellation.
 */
export type InvitationState = {
  readonly told?: Said;
  readonly waits?: { readonly says?: Said };
  readonly undelivered?: { readonly says?: Said };
};

/** `keep`: nothing is to be done; otherwise what waits is taken back, and `send` takes its place. */
export type NextMessage = 'keep' | { readonly send?: InvitationKind };

/**
 * What an attendee must be told, so that their calendar shows what is true now (`wanted`; absent: they do not come).
 *
 * Only what differs for this attendee is told, and nothing of what is over. A message that was given up is not tried
 * again by itself, as long as there is nothing else to say.
 */
export function nextMessage(
  { told, waits, undelivered }: InvitationState,
  wanted: Said | undefined,
  now: Instant,
): NextMessage {
  if (waits !== undefined && saysSame(waits.says, wanted)) return 'keep';
  if (undelivered !== undefined && saysSame(undelivered.says, wanted)) return 'keep';
  const none = waits === undefined ? 'keep' : {};
  const matters = wanted ?? told;
  if (saysSame(told, wanted) || matters === undefined || isOver(matters, now)) return none;
  if (wanted === undefined) return { send: 'cancel' };
  return { send: told === undefined ? 'request' : 'update' };
}

/** Whether two say the same; nothing and nothing do. */
export function saysSame(a: Said | undefined, b: Said | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b));
}

export function isOver(said: Said, now: Instant): boolean {
  return millisecondsOf(spanOf(said).end) <= millisecondsOf(now);
}

/** From the first start to the last end. */
export function spanOf({ sessions }: { readonly sessions: readonly Interval[] }): Interval {
  const by = (a: Instant, b: Instant): number => millisecondsOf(a) - millisecondsOf(b);
  const start = sessions.map((session) => session.start).toSorted(by)[0];
  const end = sessions
    .map((session) => session.end)
    .toSorted(by)
    .at(-1);
  if (start === undefined || end === undefined) throw new RangeError('without a session there is no span');
  return { start, end };
}

/** Whether an answer to what was said before holds for what is said now: times and places are the same. */
export function answerHolds(before: Said | undefined, now: Said | undefined): boolean {
  const whenAndWhere = (said: Said | undefined): string =>
    canonicalJson((said?.sessions ?? []).map(({ start, end, place = '' }) => [start, end, place]));
  return whenAndWhere(before) === whenAndWhere(now);
}
