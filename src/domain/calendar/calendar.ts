/** Calendars as the product sees them: what a calendar file said about somebody's time, and what we tell one. */
import type { Response } from '#domain/telling/ledger.ts';
import type { Instant, Interval } from '#domain/planning/loop-problem.ts';

/** A place in a calendar file (lines count from 1) and what is to be said about it. */
export type CalendarRemark = { readonly line: number; readonly reason: string };

/** An item that was not used; `what` is its title or kind, as far as it could be read. */
export type SkippedItem = CalendarRemark & { readonly what?: string };

/**
 * What one calendar file says about the asked window.
 *
 * `busy` is merged, ascending and cut to the window. `items` counts the entries that were understood, free ones
 * included. When `refused` is present nothing of the file was used.
 */
export type CalendarReading = {
  readonly name: string;
  /** What the calendar calls itself. */
  readonly title?: string;
  readonly busy: readonly Interval[];
  readonly items: number;
  readonly skipped: readonly SkippedItem[];
  readonly warnings: readonly CalendarRemark[];
  readonly refused?: CalendarRemark;
};

export type CalendarSource = { readonly name: string; readonly bytes: Uint8Array };

/**
 * Whose calendar it is and which time is asked about, in minutes since 1970-01-01T00:00Z. All-day and floating
 * times are read in `zone`; invitations that `address` declined are free. So is what tells of our own sessions: entries
 * whose UID begins with one of `ours`, ids of sessions in which the owner sits and is booked already, and of the invitations to them.
 */
export type CalendarQuestion = {
  readonly from: number;
  readonly to: number;
  readonly zone: string;
  readonly address?: string;
  readonly ours?: readonly string[];
};

const EVENT_STATUSES = ['CONFIRMED', 'TENTATIVE', 'CANCELLED'] as const;

/**
 * One entry of a calendar that we publish. `uid` never changes; `sequence` grows by one with each change that
 * matters to the reader, and `stamp` is the time of that change.
 */
export type CalendarEvent = {
  readonly uid: string;
  readonly sequence: number;
  readonly stamp: Instant;
  readonly start: Instant;
  readonly end: Instant;
  readonly zone: string;
  readonly summary: string;
  readonly description?: string;
  readonly location?: string;
  readonly status: (typeof EVENT_STATUSES)[number];
};

/** An event as it is sent to its one attendee by mail (RFC 5546); the answer goes to the organiser's address. */
export type CalendarInvitation = CalendarEvent & {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly organiser: { readonly name: string; readonly address: string };
  /** `response`: an answer given before that still holds; otherwise one is asked for. */
  readonly attendee: {
    readonly name: string;
    readonly address: string;
    readonly optional: boolean;
    readonly response: Response;
  };
};
