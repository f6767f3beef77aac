/** A loop that was confirmed: dated sessions with people and rooms. */
import type { Instant, Kind, Role } from '#domain/planning/loop-problem.ts';

export type LoopStatus = 'confirmed' | 'cancelled';

export type SessionSeat = {
  readonly id: string;
  readonly name: string;
  readonly title?: string;
  readonly seat: number;
  readonly role: Role;
};

export type LoopSession = {
  readonly id: string;
  readonly module: string;
  readonly title: string;
  readonly kind: Kind;
  readonly purpose?: string;
  readonly evaluated: boolean;
  readonly start: Instant;
  readonly end: Instant;
  readonly people: readonly SessionSeat[];
  readonly room?: {
    readonly id: string;
    readonly name: string;
    readonly site?: string;
    readonly wayThere?: string;
  };
  /** Ids of the loops it is part of, cancelled ones included; several for a group session. */
  readonly loops: readonly string[];
};

export type Loop = {
  readonly id: string;
  readonly application: string;
  readonly status: LoopStatus;
  readonly sequence: number;
  readonly changedAt: Instant;
  /** Of the candidate's link; absent while it is withdrawn. */
  readonly token?: string;
  /** The superday with which it was confirmed. */
  readonly superday?: string;
  readonly sessions: readonly LoopSession[];
};

/** A session as it is written: the promise is `wall` time in `timeZone`; the instants follow from it. */
export type NewSession = {
  readonly id: string;
  readonly module: string;
  readonly title: string;
  readonly kind: Kind;
  readonly purpose?: string;
  readonly evaluated: boolean;
  readonly wallStart: string;
  readonly timeZone: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly tzVersion: string;
  readonly room?: string;
  readonly people: readonly {
    readonly id: string;
    readonly seat: number;
    readonly role: Role;
    /** The pool from which the seat was filled, if it was. */
    readonly pool?: string;
  }[];
};

/** What a session of confirmed loops takes: people, its candidates, a room. Only a group session has several loops. */
export type Engagement = {
  readonly session: string;
  readonly loops: readonly string[];
  readonly start: Instant;
  readonly end: Instant;
  readonly kind: Kind;
  readonly candidates: readonly string[];
  readonly people: readonly string[];
  readonly room: string | null;
  readonly site: string | null;
  /** It is no session yet: time held for a candidate, whose name it is, until they choose. */
  readonly held?: { readonly application: string; readonly name: string; readonly until: Instant };
};

/** A debrief is about the candidate, and held without them. */
export function withCandidate(kind: Kind): boolean {
  return kind !== 'debrief';
}
