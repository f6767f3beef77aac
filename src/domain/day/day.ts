/** The day itself: what people mark of it, where it stands, and what is to be known for it. */
import type { NeedsShown } from '#domain/loop/needs.ts';
import type { Instant, Interval, Kind, LocalDate, Role } from '#domain/planning/loop-problem.ts';

/** `arrived` and `no-show` are of a candidate's day; the others of a session, for all its candidates at once. */
export const DAY_MARKS = ['arrived', 'no-show'] as const;
export const SESSION_MARKS = ['started', 'ended', 'more'] as const;
export type DayMarkKind = (typeof DAY_MARKS)[number];
export type SessionMarkKind = (typeof SESSION_MARKS)[number];
export type MarkKind = DayMarkKind | SessionMarkKind;

/** Minutes of which one mark can say that they are needed. */
export const MOST_MORE = 120;
/** A mark that could not be sent at once may be sent so many minutes later. */
export const MOST_AGO = 60;

/** `by`: whose name it is; absent where nobody has one, as at a computer without accounts. */
export type Mark = { readonly id: string; readonly at: Instant; readonly by?: string };
/** `until`: when the session ends by what was said; counted from when it would have ended otherwise. */
export type MoreMark = Mark & { readonly minutes: number; readonly until: Instant };

/**
 * `due`: its time has come, and nobody said that it started. `unmarked`: its time has passed, and nobody said whether it
 * took place, or that it ended.
 */
export const SESSION_STATES = ['to-come', 'due', 'running', 'over', 'unmarked'] as const;
export type SessionState = (typeof SESSION_STATES)[number];

/** Where the candidate is: not here yet, in a session, between two, through, or did not come. */
export const CANDIDATE_STATES = ['before', 'with', 'between', 'over', 'no-show'] as const;
export type CandidateState = (typeof CANDIDATE_STATES)[number];

/** What somebody who plans should look at. */
export const HANDS = [
  'no-show',
  'missing',
  'late',
  'not-begun',
  'runs-over',
  'nobody-told',
  'unmarked',
] as const;
/**
 * `no-show`: the candidate did not come, and the rest of the day still stands. `missing`: the first session's time has
 * come, and nobody has seen the candidate. `late`: sessions to come cannot begin in time. `not-begun`: nobody said that a
 * session began whose time has come. `runs-over`: it should have ended. `nobody-told`: nobody who is there may know of
 * what the candidate needs. `unmarked`: nobody said whether it took place.
 */
export type Hand = {
  readonly what: (typeof HANDS)[number];
  readonly session?: string;
  readonly minutes?: number;
};

/** What a note of the day is about. */
export const NOTES = ['arrival', 'badge', 'access', 'diet', 'remark'] as const;
export type NoteKind = (typeof NOTES)[number];

/** `to`: names of those who are told it, for whoever plans; `nobody`: of those who would need it everybody scores. */
export type DayNote = {
  readonly about: NoteKind;
  readonly text: string;
  readonly to?: readonly string[];
  readonly nobody?: true;
};

/** Somebody in a session, as those in the house are told. */
export type DayPerson = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly external?: true;
};

/** A session of the day; `expected` is by what was marked. */
export type DaySession = {
  readonly id: string;
  readonly module: string;
  readonly title: string;
  readonly kind: Kind;
  readonly purpose?: string;
  readonly evaluated: boolean;
  readonly start: Instant;
  readonly end: Instant;
  readonly expected: Interval;
  readonly state: SessionState;
  readonly place?: string;
  /** How to get to the room. */
  readonly wayThere?: string;
  readonly people: readonly DayPerson[];
  /** Names of who hosts it. */
  readonly hosts: readonly string[];
  /** How many candidates are in it together; absent for one. */
  readonly together?: number;
  /** As what whoever asks sits in it. */
  readonly you?: Role;
  /** Whether whoever asks may mark it now. */
  readonly markable: boolean;
  readonly started?: Mark;
  readonly ended?: Mark;
  readonly more?: MoreMark;
};

/** Where the candidate is now: for everybody who meets them later that day too. */
export type Whereabouts = {
  readonly people: readonly string[];
  readonly place?: string;
  /** When it is expected to end. */
  readonly until: Instant;
  /** Minutes by which that is later than planned. */
  readonly behind: number;
};

/** What somebody from outside sees of their one session's day. */
export type PanelDay = Pick<DaySession, 'expected' | 'state' | 'started' | 'ended' | 'more' | 'markable'> & {
  readonly where?: Whereabouts;
  /** Minutes by which the candidate's day runs late now. */
  readonly behind: number;
};

/** One candidate's day. What of it whoever asks may see is in it, and nothing else. */
export type DayLoop = {
  readonly id: string;
  readonly status: 'confirmed' | 'cancelled';
  readonly date: LocalDate;
  readonly opening: { readonly id: string; readonly title: string; readonly timeZone: string };
  readonly candidate: NeedsShown & { readonly id: string; readonly name: string };
  readonly arrived?: Mark;
  readonly noShow?: Mark;
  /** Minutes by which the day runs late now. */
  readonly behind: number;
  /** Ids are of sessions that whoever asks sees. */
  readonly now: { readonly is: CandidateState; readonly session?: string; readonly next?: string };
  readonly where?: Whereabouts;
  readonly sessions: readonly DaySession[];
  readonly notes: readonly DayNote[];
  /** For those who plan. */
  readonly hands: readonly Hand[];
  /** The person who asks, where they sit in a session of the day. */
  readonly you?: string;
  /** `mark`: arrival, and sessions that are `markable`. `run`: no-show, cancelling and repair. */
  readonly can: readonly ('mark' | 'run')[];
};

/**
 * `date` is the one that was asked for, or today in the organisation's zone; each opening has its own today. `next`: of a
 * sheet without loops, the next date with a session that whoever asks sees.
 */
export type DaySheet = {
  readonly date: LocalDate;
  readonly next?: LocalDate;
  readonly at: Instant;
  readonly loops: readonly DayLoop[];
};
