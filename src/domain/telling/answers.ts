/**
 * What an answer by mail changes. Mail can be lost, late, twice, in another order, and from anybody: an answer counts only
 * when it brings the secret of the address that we gave to this one attendee, speaks of the same event, and is theirs.
 */
import type { Response } from './ledger.ts';
import type { Instant } from '#domain/planning/loop-problem.ts';
import type { SchedulingMessage } from './scheduling-message.ts';
import { millisecondsOf } from '#domain/time/zoned.ts';

/** An invitation as far as answers to it are concerned. */
export type AskedInvitation = {
  readonly uid: string;
  /** Of the newest message about it. */
  readonly sequence: number;
  /** An answer to an earlier one is about another time or place. */
  readonly askedSequence: number;
  /** Canonical; absent where somebody was told by hand. */
  readonly attendee?: string;
  readonly response: Response;
  /** To which message the answer was, and when it was given; absent as long as there is none. */
  readonly answered?: Answered;
};

export type Answered = { readonly sequence: number; readonly stamp?: Instant };

/** Why a mail changed nothing. */
export const NO_EFFECTS = [
  'repeated',
  'older',
  'stale',
  'ahead',
  'another-event',
  'another-attendee',
  'several-attendees',
  'without-secret',
  'ours',
  'no-answer',
  'method-differs',
  'several-calendars',
  'winmail',
  'unreadable',
] as const;
export type NoEffect = (typeof NO_EFFECTS)[number];

export type GivenResponse = Exclude<Response, 'needs-action'>;

export type AnswerVerdict =
  | { readonly effect: 'answered'; readonly response: GivenResponse; readonly answered: Answered }
  /** `time` of a counter-proposal; without one somebody wants to send somebody else. */
  | { readonly effect: 'proposed'; readonly time?: SchedulingMessage['time'] }
  | { readonly effect: 'none'; readonly why: NoEffect };

export type AnswerByMail = {
  readonly message: SchedulingMessage;
  /** What the head of the mail's part says about the method. */
  readonly headMethod?: string;
  /** Whether it came to the address that only this attendee was given. */
  readonly withSecret: boolean;
  readonly received: Instant;
};

/** Clocks of calendar programs go wrong; one that is further ahead would keep every later answer out. */
const AHEAD_MILLISECONDS = 24 * 60 * 60 * 1000;

export function answerVerdict(asked: AskedInvitation, mail: AnswerByMail): AnswerVerdict {
  const why = whyNone(asked, mail);
  if (why !== undefined) return { effect: 'none', why };
  const { message } = mail;
  const [attendee] = message.attendees;
  if (message.method === 'COUNTER') {
    return message.time === undefined
      ? { effect: 'none', why: 'unreadable' }
      : { effect: 'proposed', time: message.time };
  }
  if (attendee?.response === 'delegated') return { effect: 'proposed' };
  if (!isGiven(attendee?.response)) return { effect: 'none', why: 'no-answer' };
  const answered = answeredAt(mail);
  const order = orderOf({ ...answered, response: attendee.response }, asked);
  if (order > 0) return { effect: 'answered', response: attendee.response, answered };
  return { effect: 'none', why: order === 0 ? 'repeated' : 'older' };
}

function isGiven(response: string | undefined): response is GivenResponse {
  return response === 'accepted' || response === 'tentative' || response === 'declined';
}

/** What speaks against it, the most telling first. */
function whyNone(asked: AskedInvitation, mail: AnswerByMail): NoEffect | undefined {
  const { message, headMethod, withSecret } = mail;
  if (headMethod !== undefined && headMethod !== message.method) return 'method-differs';
  // Whoever is invited cannot cancel or invite in our place.
  if (['CANCEL', 'REQUEST', 'PUBLISH', 'ADD', 'DECLINECOUNTER'].includes(message.method)) return 'ours';
  if (message.method !== 'REPLY' && message.method !== 'COUNTER') return 'no-answer';
  if (!withSecret) return 'without-secret';
  if (message.uid !== asked.uid) return 'another-event';
  return whyNotTheirs(asked, message) ?? whyNotNow(asked, message);
}

function whyNotTheirs(
  asked: AskedInvitation,
  { method, attendees }: SchedulingMessage,
): NoEffect | undefined {
  if (method === 'REPLY' && attendees.length > 1) return 'several-attendees';
  const theirs = attendees.some(({ address }) => address !== undefined && address === asked.attendee);
  return theirs ? undefined : 'another-attendee';
}

function whyNotNow(asked: AskedInvitation, { sequence }: SchedulingMessage): NoEffect | undefined {
  if (sequence > asked.sequence) return 'ahead';
  return sequence < asked.askedSequence ? 'stale' : undefined;
}

function answeredAt({ message: { sequence, stamp }, received }: AnswerByMail): Answered {
  if (stamp === undefined) return { sequence };
  const ahead = millisecondsOf(stamp) > millisecondsOf(received) + AHEAD_MILLISECONDS;
  return { sequence, stamp: ahead ? received : stamp };
}

/** Of two answers of one second the one that asks for more is taken, so that their order on the way makes no difference. */
const WEIGHT: Readonly<Record<Response, number>> = {
  'needs-action': 0,
  accepted: 1,
  tentative: 2,
  declined: 3,
};

/** Above 0: it is newer than what is known (RFC 5546, section 2.1.5: by SEQUENCE, then by DTSTAMP). 0: the same once more. */
function orderOf(
  given: Answered & { readonly response: GivenResponse },
  { answered, response }: AskedInvitation,
): number {
  if (answered === undefined) return 1;
  if (given.sequence !== answered.sequence) return given.sequence - answered.sequence;
  const times = timeOf(given) - timeOf(answered);
  return times === 0 ? WEIGHT[given.response] - WEIGHT[response] : times;
}

/** An answer that does not say when it was given is older than any that does. */
function timeOf({ stamp }: Answered): number {
  return stamp === undefined ? 0 : millisecondsOf(stamp);
}

/** What is known afterwards; a proposal changes nothing of it. */
export function withVerdict(asked: AskedInvitation, verdict: AnswerVerdict): AskedInvitation {
  if (verdict.effect !== 'answered') return asked;
  return { ...asked, response: verdict.response, answered: verdict.answered };
}
