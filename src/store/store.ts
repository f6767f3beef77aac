/** What use cases may ask of the database: nouns bound to one transaction, and the two ways to open one. */
import type { Kysely, Transaction } from 'kysely';
import type { Result } from '#domain/result.ts';
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
import { keptAnswersIn, type KeptAnswers } from './kept-answers.ts';
import { linksIn, type Links } from './links.ts';
import { loopsIn, type Loops } from './loops.ts';
import { openingsIn, type Openings } from './openings.ts';
import { organisationsIn, type Organisations } from './organisations.ts';
import { peopleIn, type People } from './people.ts';
import { roomsIn, type Rooms } from './rooms.ts';
import type { Database } from './schema.ts';
import { standingIn, type Standing } from './standing.ts';
import { superdaysIn, type Superdays } from './superdays.ts';
import { teamsIn, type Teams } from './teams.ts';
import { trainingsIn, type Trainings } from './trainings.ts';
import { inTransaction, type Unserved } from './transaction.ts';

export type Reading = {
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
  readonly trainings: Trainings;
};

export type Writing = Reading & {
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
    write: (work) => inTransaction(db, (tx) => work(writingIn(tx))),
  };
}

function readingIn(db: Kysely<Database>): Reading {
  return {
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
    trainings: trainingsIn(db),
  };
}

function writingIn(tx: Transaction<Database>): Writing {
  return {
    ...readingIn(tx),
    keptAnswers: keptAnswersIn(tx),
    bookings: {
      lock: (organisation, ids) => lockResources(tx, organisation, ids),
      insert: (wanted) => insertBookings(tx, wanted),
      remove: (organisation, sessions) => deleteBookings(tx, organisation, sessions),
      removeOf: (organisation, sessions, id) => deleteBookingsOf(tx, organisation, { sessions, id }),
    },
  };
}
