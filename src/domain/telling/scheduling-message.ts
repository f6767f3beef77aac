/** What a calendar program says about an event, as it is sent by mail (iTIP, RFC 5546). */
import type { Instant } from '#domain/planning/loop-problem.ts';

/** What one attendee says, or is said to. `delegated`: somebody else is to come instead. */
export type AttendeeAnswer = {
  /** Canonical; absent where it is no address that we take. */
  readonly address?: string;
  readonly response: 'needs-action' | 'accepted' | 'tentative' | 'declined' | 'delegated' | 'other';
};

/** Of an event that repeats or has several parts in the message, the first. */
export type SchedulingMessage = {
  /** In capitals: `REPLY`, `COUNTER`, `REQUEST`, … */
  readonly method: string;
  readonly uid: string;
  readonly sequence: number;
  /** When the answer was given, by the clock of whoever gave it, in whole seconds; absent where it does not say. */
  readonly stamp?: Instant;
  readonly attendees: readonly AttendeeAnswer[];
  readonly organiser?: string;
  /** What they wrote, as text. */
  readonly comment?: string;
  /** Which time it speaks of; absent where that cannot be read. */
  readonly time?: { readonly start: Instant; readonly end: Instant };
  readonly place?: string;
};
