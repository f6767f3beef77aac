/**
 * Calendars that are read where they are, published addresses and CalDAV accounts; and entries of ours in the latter. Everything is asked through
 * `outbound` and read in the worker. A provider with an interface of its own would be one more `kind` here, with the
 * same three answers: nothing new, all of it, or what has changed.
 */
import { findCalendars } from '#calendars/remote/discover.ts';
import { mayWrite, readCalDav } from '#calendars/remote/caldav.ts';
import {
  eraseEntry,
  writeEntry,
  type EntryPlace,
  type EntryToErase,
  type EntryToWrite,
  type EntryWritten,
} from '#calendars/remote/entry.ts';
import { plainAddress, readFeed } from '#calendars/remote/feed.ts';
import type { CalendarQuestion } from '#domain/calendar/calendar.ts';
import type {
  CalendarAccount,
  CalendarFault,
  CalendarKnown,
  CalendarNews,
  FoundCalendar,
} from '#domain/calendar/connected-calendar.ts';
import type { Result } from '#domain/result.ts';
import type { Outbound } from '#outbound/outbound.ts';
import type { CalendarReader } from './calendar.ts';

export type CalDavLogin = { readonly address: string; readonly user: string; readonly password: string };

export type { EntryPlace, EntryToErase, EntryToWrite, EntryWritten };
export type CalDavAccount = CalendarAccount & { readonly kind: 'caldav' };

export type RemoteCalendars = {
  /** What calendars somebody has; `address` is a server's, a calendar's, or an e-mail address. */
  readonly find: (login: CalDavLogin) => Promise<Result<readonly FoundCalendar[], CalendarFault>>;
  readonly read: (
    account: CalendarAccount,
    known: CalendarKnown,
    question: CalendarQuestion,
  ) => Promise<Result<CalendarNews, CalendarFault>>;
  /** Refused where the server says that nothing may be written into that calendar. */
  readonly mayWrite: (account: CalDavAccount) => Promise<Result<null, CalendarFault>>;
  /** One entry, as it is to stand there; what its owner added to it stays. */
  readonly write: (
    account: CalDavAccount,
    entry: EntryToWrite,
  ) => Promise<Result<EntryWritten, CalendarFault>>;
  /** One that is not there is taken out already. */
  readonly erase: (account: CalDavAccount, entry: EntryToErase) => Promise<Result<null, CalendarFault>>;
  /** The host at which it lies, to be shown; undefined for what is no address. */
  readonly hostOf: (account: CalendarAccount) => string | undefined;
};

export function openRemoteCalendars(
  outbound: Pick<Outbound, 'ask'>,
  reader: Pick<CalendarReader, 'read' | 'readDav' | 'readEntry'>,
): RemoteCalendars {
  const ways = { outbound, reader };
  return {
    find: ({ address, ...login }) => findCalendars({ ...ways, login }, address),
    read: (account, known, question) => {
      const { address } = account;
      if (account.kind === 'feed') return readFeed(ways, { address, known, question });
      const login = { user: account.user, password: account.password };
      return readCalDav({ ...ways, login }, { address, known, question });
    },
    mayWrite: (account) => mayWrite({ ...ways, login: account }, account.address),
    write: (account, entry) => writeEntry({ ...ways, login: account }, account.address, entry),
    erase: (account, entry) => eraseEntry({ ...ways, login: account }, account.address, entry),
    hostOf: ({ kind, address }) => URL.parse(kind === 'feed' ? (plainAddress(address) ?? '') : address)?.host,
  };
}
