/** What use cases may ask of the database: nouns bound to one transaction, and the two ways to open one. */
import type { Kysely, Transaction } from 'kysely';
import type { Result } from '#domain/result.ts';
import { accountSessionsIn, visit, type AccountSessions, type Visit } from './account-sessions.ts';
import { accountsIn, type Accounts } from './accounts.ts';
import { applicationsIn, type Applications } from './applications.ts';
import {
  deleteBookings,
  deleteBookingsOf,
  insertBookings,
  lockResources,
  type Booking,
  type TakenBooking,
} from './bookings.ts';
import { calendarsIn, type Calendars } from './calendars.ts';
import { declinesIn, type Declines } from './declines.ts';
import { invitationsIn, type Invitations } from './invitations.ts';
import { keptAnswersIn, type KeptAnswers } from './kept-answers.ts';
import { linksIn, type Links } from './links.ts';
import { loopsIn, type Loops } from './loops.ts';
import { membersIn, type Members } from './members.ts';
import { openingsIn, type Openings } from './openings.ts';
import { organisationsIn, type Organisations } from './organisations.ts';
import { peopleIn, type People } from './people.ts';
import { roomsIn, type Rooms } from './rooms.ts';
import type { Database } from './schema.ts';
import { standingIn, type Standing } from './standing.ts';
import { superdaysIn, type Superdays } from './superdays.ts';
import { teamsIn, type Teams } from './teams.ts';
import { inTransaction, type Unserved } from './transaction.ts';
import { triesIn, type Tries } from './tries.ts';

export type Reading = {
  readonly accounts: Accounts;
  readonly accountSessions: AccountSessions;
  readonly members: Members;
  readonly invitations: Invitations;
  readonly organisations: Organisations;
  readonly people: People;
  readonly calendars: Calendars;
  readonly rooms: Rooms;
  readonly openings: Openings;
  readonly applications: Applications;
  readonly loops: Loops;
  readonly superdays: Superdays;
  readonly links: Links;
  readonly declines: Declines;
  readonly standing: Standing;
  readonly teams: Teams;
};

export type Writing = Reading & {
  readonly tries: Tries;
  readonly keptAnswers: KeptAnswers;
  readonly bookings: {
    /** Makes everyone else who wants one of these people, rooms or candidates wait for this transaction. */
    lock(organisation: string, ids: readonly string[]): Promise<void>;
    /** What was in the way; empty when everything went in. */
    insert(wanted: readonly Booking[]): Promise<readonly TakenBooking[]>;
    /** Frees what these sessions took. */
    remove(organisation: string, sessions: readonly string[]): Promise<void>;
    /** Frees one person, room or candidate of these sessions; the others stay taken. */
    removeOf(organisation: string, sessions: readonly string[], id: string): Promise<void>;
  };
};

export type Store = {
  /** One consistent picture: nothing that others write meanwhile is seen. */
  read<T>(work: (tables: Reading) => Promise<T>): Promise<T>;
  /** Asked with every request that brings a cookie, or none: one statement of its own. */
  visit(secretHash: string | undefined): Promise<Visit>;
  /** All or nothing; a refusal rolls back. The work may run again, so it has no effects of its own. */
  write<T, P = never>(work: (tables: Writing) => Promise<Result<T, P>>): Promise<Result<T, P | Unserved>>;
};

export function makeStore(db: Kysely<Database>): Store {
  return {
    read: (work) =>
      db
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((tx) => work(readingIn(tx))),
    visit: (secretHash) => visit(db, secretHash),
    write: (work) => inTransaction(db, (tx) => work(writingIn(tx))),
  };
}

function readingIn(db: Kysely<Database>): Reading {
  return {
    accounts: accountsIn(db),
    accountSessions: accountSessionsIn(db),
    members: membersIn(db),
    invitations: invitationsIn(db),
    organisations: organisationsIn(db),
    people: peopleIn(db),
    calendars: calendarsIn(db),
    rooms: roomsIn(db),
    openings: openingsIn(db),
    applications: applicationsIn(db),
    loops: loopsIn(db),
    superdays: superdaysIn(db),
    links: linksIn(db),
    declines: declinesIn(db),
    standing: standingIn(db),
    teams: teamsIn(db),
  };
}

function writingIn(tx: Transaction<Database>): Writing {
  return {
    ...readingIn(tx),
    tries: triesIn(tx),
    keptAnswers: keptAnswersIn(tx),
    bookings: {
      lock: (organisation, ids) => lockResources(tx, organisation, ids),
      insert: (wanted) => insertBookings(tx, wanted),
      remove: (organisation, sessions) => deleteBookings(tx, organisation, sessions),
      removeOf: (organisation, sessions, id) => deleteBookingsOf(tx, organisation, { sessions, id }),
    },
  };
}
