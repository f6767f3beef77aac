/** What use cases may ask of the database: nouns bound to one transaction, and the two ways to open one. */
import type { Kysely, Transaction } from 'kysely';
import type { Result } from '#domain/result.ts';
import type { NewEntry } from '#domain/audit/audit.ts';
import { accountLinksIn, type AccountLinks } from '#store/account/account-links.ts';
import { accountSessionsIn, type AccountSessions } from '#store/account/account-sessions.ts';
import { accountsIn, type Accounts } from '#store/account/accounts.ts';
import { applicationsIn, type Applications } from '#store/loops/applications.ts';
import { appendEntries, auditIn, hasWritten, type Audit } from '#store/organisation/audit.ts';
import {
  bookingsOfSessions,
  deleteBookings,
  deleteBookingsOf,
  insertBookings,
  lockResources,
  type Booking,
  type TakenBooking,
} from '#store/loops/bookings.ts';
import { calendarWritingIn, type CalendarWriting } from '#store/calendars/calendar-writing.ts';
import { calendarWorkIn, type CalendarWork } from '#store/calendars/calendar-work.ts';
import { changeRequestsIn, type ChangeRequests } from '#store/loops/change-requests.ts';
import { calendarsIn, type Calendars } from '#store/calendars/calendars.ts';
import { dayIn, type DayReading, type DayWriting } from '#store/day/day-marks.ts';
import { declinesIn, type Declines } from '#store/loops/declines.ts';
import {
  findsInvitationsIn,
  keepsMailIn,
  receivesMailIn,
  type FindsInvitations,
  type KeepsMail,
  type ReceivesMail,
} from '#store/telling/incoming-mail.ts';
import {
  incomingViewsIn,
  settlesMailIn,
  type IncomingViews,
  type SettlesMail,
} from '#store/telling/incoming-views.ts';
import {
  identitiesIn,
  signInAttemptsIn,
  type Identities,
  type SignInAttempts,
} from '#store/account/identities.ts';
import { identityProvidersIn, type IdentityProviders } from '#store/account/identity-providers.ts';
import { factorsIn, type Factors } from '#store/account/factors.ts';
import { invitationsIn, type Invitations } from '#store/account/invitations.ts';
import { keptAnswersIn, type KeptAnswers } from '#store/loops/kept-answers.ts';
import { linksIn, type Links } from '#store/loops/links.ts';
import { panelLinksIn, type PanelLinks } from '#store/loops/panel-links.ts';
import { ledgerIn, tellingIn, type Ledger, type Telling } from '#store/telling/ledger.ts';
import { loopsIn, type Loops } from '#store/loops/loops.ts';
import { membersIn, type Members } from '#store/people/members.ts';
import { removeLapsedHolds } from '#store/loops/lapsed-holds.ts';
import { needsIn, type CandidateNeeds } from '#store/loops/needs.ts';
import { offersIn, type Offers } from '#store/loops/offers.ts';
import { openingsIn, type Openings } from '#store/organisation/openings.ts';
import { organisationsIn, type Organisations } from '#store/organisation/organisations.ts';
import { workIn } from '#store/database/organisation-at-work.ts';
import { outboxIn, type Outbox, type OutboxWork } from '#store/telling/outbox.ts';
import { passkeysIn, type Passkeys } from '#store/account/passkeys.ts';
import { peopleIn, type People } from '#store/people/people.ts';
import { promisedIn, type Promised } from '#store/loops/promised.ts';
import { remindersIn, type Reminders } from '#store/telling/reminders.ts';
import { roomsIn, type Rooms } from '#store/people/rooms.ts';
import type { Database } from './schema.ts';
import { sittingsIn, type Sittings } from '#store/loops/sittings.ts';
import { standingIn, type Standing } from '#store/organisation/standing.ts';
import { superdaysIn, type Superdays } from '#store/loops/superdays.ts';
import { teamsIn, type Teams } from '#store/people/teams.ts';
import { trainingsIn, type Trainings } from '#store/people/trainings.ts';
import { inTransaction, type Unserved } from '#store/database/transaction.ts';
import { triesIn, type Tries } from '#store/account/tries.ts';
import { undeliveredIn, type Undelivered } from '#store/telling/undelivered.ts';
import { visit, type Visit } from '#store/account/visit.ts';
import { writtenEventsIn, type WrittenEvents } from '#store/calendars/written-events.ts';

export type Reading = {
  readonly accounts: Accounts;
  readonly accountSessions: AccountSessions;
  readonly factors: Factors;
  readonly passkeys: Passkeys;
  readonly members: Members;
  readonly invitations: Invitations;
  readonly identityProviders: IdentityProviders;
  readonly identities: Identities;
  readonly organisations: Organisations;
  readonly people: People;
  readonly calendars: Calendars;
  readonly rooms: Rooms;
  readonly openings: Openings;
  readonly applications: Applications;
  readonly loops: Loops;
  readonly superdays: Superdays;
  readonly links: Links;
  readonly panelLinks: PanelLinks;
  readonly promised: Promised;
  readonly needs: CandidateNeeds;
  readonly offers: Offers;
  readonly changeRequests: ChangeRequests;
  readonly sittings: Pick<Sittings, 'sits'>;
  readonly declines: Declines;
  readonly day: DayReading;
  readonly audit: Audit;
  readonly standing: Standing;
  readonly teams: Teams;
  readonly trainings: Trainings;
  readonly mail: IncomingViews;
  readonly ledger: Ledger;
  readonly reminders: Pick<Reminders, 'due'>;
  readonly undelivered: Undelivered;
};

/** What signs people in and what the server does by itself; of organisations it changes what calendars say, and nothing else. */
export type Keeping = Pick<Reading, 'accounts' | 'accountSessions' | 'factors' | 'passkeys'> & {
  readonly accountLinks: AccountLinks;
  readonly tries: Tries;
  readonly signInAttempts: SignInAttempts;
  readonly identityProviders: Pick<IdentityProviders, 'dueOf'>;
  readonly outbox: OutboxWork;
  readonly incoming: FindsInvitations & KeepsMail;
  readonly calendarWork: CalendarWork;
  readonly calendarWriting: CalendarWriting;
  /** The ledger is their record. */
  readonly reminders: Reminders;
  readonly sittings: Sittings;
  /** Holds whose time is over: they stand against nobody any more. */
  readonly removeLapsedHolds: () => Promise<void>;
};

export type Writing = Reading & {
  /** Says what was changed. It is written with the change, as the last thing in the transaction. */
  readonly record: (entry: NewEntry) => void;
  /** Done once it is all written, and not where it is rolled back. */
  readonly afterwards: (effect: () => void) => void;
  readonly outbox: Outbox;
  readonly sittings: Sittings;
  readonly day: DayReading & DayWriting;
  readonly telling: Telling;
  readonly writtenEvents: WrittenEvents;
  readonly accountLinks: AccountLinks;
  readonly keptAnswers: KeptAnswers;
  readonly incoming: ReceivesMail & SettlesMail;
  readonly bookings: {
    /** Makes everyone else who wants one of these people, rooms or candidates wait for this transaction. */
    lock(organisation: string, ids: readonly string[]): Promise<void>;
    /** What these sessions take. */
    of(organisation: string, sessions: readonly string[]): Promise<readonly Booking[]>;
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
  /** As `write`, for what belongs to no organisation and of which no organisation keeps a record. */
  keep<T, P = never>(work: (tables: Keeping) => Promise<Result<T, P>>): Promise<Result<T, P | Unserved>>;
  /**
   * All or nothing; a refusal rolls back. The work may run again, so it has no effects of its own. Work that changes
   * something and records nothing is a bug: it throws, and nothing is kept.
   */
  write<T, P = never>(work: (tables: Writing) => Promise<Result<T, P>>): Promise<Result<T, P | Unserved>>;
};

/** `atWork`: the organisation in which whoever asks is at work just now, if it is one alone; the rest is not seen then. */
export function makeStore(db: Kysely<Database>, atWork: () => string | undefined = () => undefined): Store {
  const narrowed = async <X extends Transaction<Database>>(tx: X): Promise<X> => {
    const organisation = atWork();
    if (organisation !== undefined) await workIn(tx, organisation);
    return tx;
  };
  return {
    read: (work) =>
      db
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute(async (tx) => work(readingIn(await narrowed(tx)))),
    visit: (secretHash) => visit(db, secretHash),
    keep: (work) => inTransaction(db, async (tx) => work(keepingIn(await narrowed(tx)))),
    write: async (work) => {
      let later: Later = { entries: [], effects: [] };
      const written = await inTransaction(db, async (tx) => {
        later = { entries: [], effects: [] };
        const done = await work(writingIn(await narrowed(tx), later));
        if (done.ok) await keepRecord(tx, later.entries);
        return done;
      });
      if (written.ok) for (const effect of later.effects) effect();
      return written;
    },
  };
}

/** What work asks for that is done when it has ended well. */
type Later = { readonly entries: NewEntry[]; readonly effects: (() => void)[] };

async function keepRecord(tx: Transaction<Database>, entries: readonly NewEntry[]): Promise<void> {
  if (entries.length > 0) return appendEntries(tx, entries);
  if (await hasWritten(tx))
    throw new Error('Something was changed without a record of it; nothing was kept.');
}

function readingIn(db: Kysely<Database>): Reading {
  return {
    accounts: accountsIn(db),
    accountSessions: accountSessionsIn(db),
    factors: factorsIn(db),
    passkeys: passkeysIn(db),
    members: membersIn(db),
    invitations: invitationsIn(db),
    identityProviders: identityProvidersIn(db),
    identities: identitiesIn(db),
    organisations: organisationsIn(db),
    people: peopleIn(db),
    calendars: calendarsIn(db),
    rooms: roomsIn(db),
    openings: openingsIn(db),
    applications: applicationsIn(db),
    loops: loopsIn(db),
    superdays: superdaysIn(db),
    links: linksIn(db),
    panelLinks: panelLinksIn(db),
    promised: promisedIn(db),
    needs: needsIn(db),
    offers: offersIn(db),
    changeRequests: changeRequestsIn(db),
    sittings: sittingsIn(db),
    declines: declinesIn(db),
    day: dayIn(db),
    audit: auditIn(db),
    standing: standingIn(db),
    teams: teamsIn(db),
    trainings: trainingsIn(db),
    mail: incomingViewsIn(db),
    ledger: ledgerIn(db),
    reminders: remindersIn(db),
    undelivered: undeliveredIn(db),
  };
}

function keepingIn(tx: Transaction<Database>): Keeping {
  return {
    accounts: accountsIn(tx),
    accountSessions: accountSessionsIn(tx),
    factors: factorsIn(tx),
    passkeys: passkeysIn(tx),
    accountLinks: accountLinksIn(tx),
    tries: triesIn(tx),
    signInAttempts: signInAttemptsIn(tx),
    identityProviders: identityProvidersIn(tx),
    outbox: outboxIn(tx),
    incoming: { ...findsInvitationsIn(tx), ...keepsMailIn(tx) },
    calendarWork: calendarWorkIn(tx),
    calendarWriting: calendarWritingIn(tx),
    reminders: remindersIn(tx),
    sittings: sittingsIn(tx),
    removeLapsedHolds: () => removeLapsedHolds(tx),
  };
}

function writingIn(tx: Transaction<Database>, later: Later): Writing {
  return {
    ...readingIn(tx),
    record: (entry) => void later.entries.push(entry),
    afterwards: (effect) => void later.effects.push(effect),
    outbox: outboxIn(tx),
    sittings: sittingsIn(tx),
    day: dayIn(tx),
    telling: tellingIn(tx),
    writtenEvents: writtenEventsIn(tx),
    accountLinks: accountLinksIn(tx),
    keptAnswers: keptAnswersIn(tx),
    incoming: { ...receivesMailIn(tx), ...settlesMailIn(tx) },
    bookings: {
      lock: (organisation, ids) => lockResources(tx, organisation, ids),
      of: (organisation, sessions) => bookingsOfSessions(tx, organisation, sessions),
      insert: (wanted) => insertBookings(tx, wanted),
      remove: (organisation, sessions) => deleteBookings(tx, organisation, sessions),
      removeOf: (organisation, sessions, id) => deleteBookingsOf(tx, organisation, { sessions, id }),
    },
  };
}
