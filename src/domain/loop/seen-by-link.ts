/** What people outside see by their links: names and places, no ids of people, no debrief, nobody's training. */
import type { Instant, Interval, Kind, LocalHours, Weekday } from '#domain/planning/loop-problem.ts';
import type { RoleShown } from './held-session.ts';

/** What the holder of a link is told that shows nothing any more: no data, and who can help. */
export type WhomToAsk = {
  /** The organisation's name. */
  readonly organisation: string;
  /** Names of those who coordinate the opening; where nobody is named, it is whoever sent the link. */
  readonly ask: readonly string[];
};

/** Whether changes can be made here: not without mail; `code`: after a code from it; `sitting`: in this browser, now. */
export type Acting = 'not' | 'code' | 'sitting';

/** Somebody in a session, as people outside are told of them. */
export type SeenPerson = { readonly name: string; readonly title?: string; readonly role: RoleShown };

/** A session as the candidate sees it, offered or booked. */
export type SeenSession = {
  readonly title: string;
  readonly kind: Kind;
  readonly purpose?: string;
  readonly evaluated: boolean;
  readonly start: Instant;
  readonly end: Instant;
  readonly people: readonly SeenPerson[];
  readonly place?: string;
  /** How to get to the room. */
  readonly wayThere?: string;
  /** On the day itself, where it will not begin in time: when it is expected. */
  readonly expected?: Interval;
};

/** The candidate's page before there is a loop: what they said, the days that are offered, what is booked. */
export type Scheduling = WhomToAsk & {
  readonly is: 'open';
  readonly opening: string;
  readonly candidate: string;
  readonly timeZone: string;
  readonly acting: Acting;
  /** How long the candidate is there, breaks aside. */
  readonly minutes: number;
  /** When it can be held, on the clocks of `zone`. */
  readonly within: {
    readonly hours: LocalHours;
    readonly weekdays: readonly Weekday[];
    readonly zone: string;
  };
  readonly available: readonly Interval[];
  readonly saidAt?: Instant;
  readonly offer?: {
    readonly id: string;
    readonly until: Instant;
    readonly over: boolean;
    readonly note?: string;
    readonly days: readonly { readonly number: number; readonly sessions: readonly SeenSession[] }[];
  };
  /** The path of the agenda only for who sits here: this link opens no other. */
  readonly booked?: Interval & { readonly agenda?: string };
  /** Another day was asked for, and not answered yet. */
  readonly askedAt?: Instant;
};
