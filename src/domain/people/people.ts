/** The people who interview, what is known of their calendars, and the rooms. */
import type { PersonCalendar } from '#domain/calendar/connected-calendar.ts';
import type { Interval, LocalHours, Walk, WorkingHours } from '#domain/planning/loop-problem.ts';

/** What may be set of a person. Limits are sessions per date and per ISO week; `gap` is minutes between two sessions. */
export type PersonDetails = {
  readonly name: string;
  readonly email?: string;
  readonly timeZone: string;
  readonly title?: string;
  readonly works: readonly WorkingHours[];
  readonly prefers?: LocalHours;
  readonly maxPerDay?: number;
  readonly maxPerWeek?: number;
  readonly gap?: number;
  /** Names of the interviewer pools this person is in. */
  readonly pools: readonly string[];
  /** From outside the organisation: sits in single sessions, with a link and without an account. */
  readonly outside?: true;
};

/** One item of a calendar that was not used, with the line where it stands and why. */
export type Skipped = { readonly line: number; readonly what: string; readonly reason: string };

/** Busy time is kept so many days before and after the moment at which a calendar was read. */
export const CALENDAR_DAYS = { behind: 7, ahead: 550 } as const;

export type PersonRecord = PersonDetails & {
  readonly id: string;
  readonly version: number;
  /** What they add up to is the person's busy time; the file first. */
  readonly calendars: readonly PersonCalendar[];
  readonly feedToken: string;
  /** Whether the feed names candidates. */
  readonly feedNames?: true;
  /** Nobody has their address any more, a mail server said. */
  readonly unreachable?: true;
};

export type RoomDetails = {
  readonly name: string;
  readonly seats?: number;
  readonly features: readonly string[];
  readonly site?: string;
  /** How to get there, for whoever comes to a session in it. */
  readonly wayThere?: string;
};
export type Room = RoomDetails & { readonly id: string; readonly version: number };

/** Busy time of one person or room, as the search needs it. */
export type BusyTime = Interval & { readonly of: string };

export type Place = { readonly rooms: readonly Room[]; readonly walking: readonly Walk[] };
