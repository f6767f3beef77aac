/** Calendars that are read where they are, again and again: where they lie, what they say, and what is known of each. */
import type { CalendarReading } from './calendar.ts';
import type { Instant } from '#domain/planning/loop-problem.ts';
import type { Skipped } from '#domain/people/people.ts';
import { minuteOf } from '#domain/time/zoned.ts';

export const CALENDAR_KINDS = ['file', 'feed', 'caldav'] as const;
export type CalendarKind = (typeof CALENDAR_KINDS)[number];

/**
 * Where a calendar is read, and as whom. A feed is a published `.ics` address; `address` of CalDAV is that of the one
 * calendar. All of it is secret: whoever knows a feed's address can read it.
 */
export type CalendarAccount =
  | { readonly kind: 'feed'; readonly address: string }
  | {
      readonly kind: 'caldav';
      readonly address: string;
      readonly user: string;
      readonly password: string;
    };

/** By what the other side tells whether there is something new: HTTP's validators, or CalDAV's ctag and sync token. */
export type CalendarMarks = {
  readonly etag?: string;
  readonly modified?: string;
  readonly tag?: string;
  readonly token?: string;
};

/** One entry of a calendar with all its repetitions, or a whole feed (`part` is empty then). */
export type CalendarPart = {
  readonly part: string;
  readonly mark?: string;
  readonly reading: Pick<CalendarReading, 'busy' | 'items' | 'skipped'>;
};

/** `whole` takes the place of everything that was known; `changes` of the parts named, and forgets those that are gone. */
export type CalendarNews = {
  readonly marks: CalendarMarks;
  readonly name?: string;
  /** Whether entries may be written there; absent where the server does not say. */
  readonly writable?: boolean;
} & (
  | { readonly is: 'unchanged' }
  | { readonly is: 'whole'; readonly parts: readonly CalendarPart[] }
  | { readonly is: 'changes'; readonly parts: readonly CalendarPart[]; readonly gone: readonly string[] }
);

/** What was read before: without parts everything is read anew. */
export type CalendarKnown = {
  readonly marks: CalendarMarks;
  /** Path and mark of each entry; of a feed none. */
  readonly parts: ReadonlyMap<string, string>;
};

const CALENDAR_FAULTS = [
  'address',
  'unreachable',
  'slow',
  'too-large',
  'sign-in',
  'not-found',
  'gone',
  'busy',
  'server',
  'elsewhere',
  'no-calendar',
  'key',
  'read-only',
  'entry',
] as const;

/**
 * Why a calendar could not be read or written, in whole sentences; `remedy` is what to do. `lasting`: it does not end by
 * itself. `seconds`: it is asked not to come back sooner. `entry` is about one entry alone, and not its calendar.
 */
export type CalendarFault = {
  readonly code: (typeof CALENDAR_FAULTS)[number];
  readonly text: string;
  readonly remedy: string;
  readonly lasting: boolean;
  readonly seconds?: number;
};

/** One calendar of an account that can be chosen. */
export type FoundCalendar = {
  readonly address: string;
  readonly name: string;
  /** Whether entries may be written there; undefined where the server does not say. */
  readonly writable?: boolean;
};

/**
 * What is known of one of a person's calendars. `readAt`: when the busy time was worked out; `seenAt`: when it was last
 * certain that it is what the calendar says. `skipped` items were not used.
 */
export type PersonCalendar = {
  readonly id: string;
  readonly kind: CalendarKind;
  /** The file's name, or what the calendar calls itself. */
  readonly name: string;
  /** The host at which it lies. */
  readonly place?: string;
  readonly readAt: Instant;
  readonly seenAt: Instant;
  readonly busyBlocks: number;
  readonly items: number;
  readonly skipped: readonly Skipped[];
  readonly failingSince?: Instant;
  readonly fault?: CalendarFault;
  readonly questionedAt?: Instant;
  /** Whether entries may be written there; absent where its server does not say. */
  readonly writable?: boolean;
  readonly writing?: CalendarWriting;
};

/**
 * The sessions that are written into a calendar: how many stand there, wait, and were given up. `chosen`: new ones go
 * there too; otherwise those that are left are taken out. `moved` and `removed`: how many its owner had changed by hand
 * when they were written the last time.
 */
export type CalendarWriting = {
  readonly chosen: boolean;
  readonly written: number;
  readonly waiting: number;
  readonly failed: number;
  readonly moved: number;
  readonly removed: number;
  readonly fault?: CalendarFault;
  readonly failingSince?: Instant;
};

/**
 * `file`: as it was uploaded, nobody reads it again. `fresh`; `stale`: it could not be read the last time, or not for
 * long, and is tried again; `failed`: nor can it be until somebody does something; `questioned`: it says that nothing is
 * left of it, which nobody has confirmed. In all of them what was last known counts.
 */
export const CALENDAR_STANDINGS = ['file', 'fresh', 'stale', 'questioned', 'failed'] as const;
export type CalendarStanding = (typeof CALENDAR_STANDINGS)[number];

/** Nothing was heard of it for so long, though it is read every quarter of an hour. */
const SILENT_MINUTES = 3 * 60;

export function standingOf(
  { kind, fault, questionedAt, seenAt }: PersonCalendar,
  now: Instant,
): CalendarStanding {
  if (kind === 'file') return 'file';
  if (fault?.lasting === true) return 'failed';
  if (questionedAt !== undefined) return 'questioned';
  const silent = minuteOf(now) - minuteOf(seenAt) > SILENT_MINUTES;
  return fault !== undefined || silent ? 'stale' : 'fresh';
}

/** Whether newer appointments may be missing in what is kept. */
export function isOutdated(calendar: PersonCalendar, now: Instant): boolean {
  return ['stale', 'questioned', 'failed'].includes(standingOf(calendar, now));
}

const MINUTES = { usual: 15, first: 5, longest: 6 * 60, day: 24 * 60 } as const;

/** Repetitions reach further with each day: after so many days everything is read anew. */
export const WHOLE_AFTER_DAYS = 7;

/** Minutes until it is read again. `random` is at least 0 and below 1, so that many do not come at once. */
export function minutesUntilNext(
  after: { readonly failures: number; readonly fault?: Pick<CalendarFault, 'lasting' | 'seconds'> },
  random: number,
): number {
  if (after.fault === undefined) return MINUTES.usual * (0.8 + 0.4 * random);
  const least = Math.min((after.fault.seconds ?? 0) / 60, MINUTES.day);
  const doubled = Math.min(MINUTES.first * 2 ** Math.max(0, after.failures - 1), MINUTES.longest);
  return Math.max(least, doubled * (0.75 + random / 2));
}

/** A hiccup is told to nobody: only what failed twice and does not end by itself, or has failed for hours. */
export function isToBeTold(
  { failures, failingSince }: { readonly failures: number; readonly failingSince: Instant },
  { lasting }: Pick<CalendarFault, 'lasting'>,
  now: Instant,
): boolean {
  return lasting ? failures >= 2 : minuteOf(now) - minuteOf(failingSince) >= MINUTES.longest;
}

/** An account as it is sealed. */
export function writtenAccount(account: CalendarAccount): string {
  return JSON.stringify(account);
}

/** Undefined where it is none. */
export function readAccount(text: string): CalendarAccount | undefined {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) return undefined;
  const { kind, address, user, password } = { ...nothing, ...value };
  if (typeof address !== 'string') return undefined;
  if (kind === 'feed') return { kind, address };
  if (kind !== 'caldav' || typeof user !== 'string' || typeof password !== 'string') return undefined;
  return { kind, address, user, password };
}

const nothing: { kind?: unknown; address?: unknown; user?: unknown; password?: unknown } = {};
