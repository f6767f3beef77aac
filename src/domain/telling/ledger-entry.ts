/** A line of the ledger as people look at it: who, which event, and whether they know. */
import type { MessageKind, Response } from './ledger.ts';
import type { Instant } from '#domain/planning/loop-problem.ts';
import type { ByHand, EntryStanding } from '#domain/calendar/written-event.ts';

export const MESSAGE_STATES = ['waits', 'sent', 'withdrawn', 'dead', 'by-hand', 'told'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];
export const DELIVERIES = ['delivered', 'delayed', 'bounced'] as const;
export type Delivery = (typeof DELIVERIES)[number];

export type LedgerMessage = {
  readonly kind: MessageKind;
  readonly state: MessageState;
  readonly madeAt: Instant;
  /** When the mail server took it, or somebody told it. */
  readonly toldAt?: Instant;
  /** When it is to be tried next. */
  readonly nextAt?: Instant;
  readonly attempts: number;
  /** Why it was not sent; names nobody. */
  readonly problem?: string;
  readonly delivery?: Delivery;
};

/** How the event stands in a calendar; `at`: when it was written the last time, `nextAt`: when it is tried again. */
export type LedgerCalendar = {
  readonly standing: EntryStanding;
  readonly at?: Instant;
  readonly nextAt?: Instant;
  readonly byHand?: ByHand;
};

/** The newest message is the first; reminders are among them. */
export type LedgerEntry = {
  readonly invitation: string;
  readonly who: 'person' | 'candidate';
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly title: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly response: Response;
  /** Where they have it written into their own calendar. */
  readonly calendar?: LedgerCalendar;
  readonly messages: readonly LedgerMessage[];
};

/**
 * Whether somebody knows what is true now. `waits`: it goes out soon; `retried`: the mail server did not take it yet;
 * `failed`, `bounced`: it will not arrive; `by-hand`: somebody has to tell it; `sent`: nobody has answered; `cancelled`:
 * they know that they do not come.
 */
export const STANDINGS = [
  'failed',
  'bounced',
  'by-hand',
  'declined',
  'retried',
  'waits',
  'sent',
  'tentative',
  'told',
  'accepted',
  'cancelled',
] as const;
export type LedgerStanding = (typeof STANDINGS)[number];

/** Those about which somebody has to do something. */
const OPEN: readonly LedgerStanding[] = ['failed', 'bounced', 'by-hand', 'declined', 'retried'];

export function standingOf({
  messages,
  response,
}: Pick<LedgerEntry, 'messages' | 'response'>): LedgerStanding {
  const newest = messages.find(({ kind, state }) => !isReminder(kind) && state !== 'withdrawn');
  if (newest === undefined) return 'cancelled';
  const { kind, state, problem, delivery } = newest;
  if (state === 'dead') return 'failed';
  if (state === 'by-hand') return 'by-hand';
  if (state === 'waits') return problem === undefined ? 'waits' : 'retried';
  if (state === 'sent' && delivery === 'bounced') return 'bounced';
  if (kind === 'cancel') return 'cancelled';
  if (response !== 'needs-action') return response;
  return state === 'told' ? 'told' : 'sent';
}

function isReminder(kind: MessageKind): boolean {
  return kind === 'reminder' || kind === 'question';
}

export function needsSomebody(standing: LedgerStanding): boolean {
  return OPEN.includes(standing);
}
