import type { CalendarFault } from '#domain/calendar/connected-calendar.ts';
import { spanOf, type Said } from '#domain/telling/ledger.ts';
import { invitationLetter } from '#domain/telling/invitation-mail.ts';
import { waitMinutes } from '#domain/telling/mail.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { EntryPlace, EntryWritten } from '#calendars/remote.ts';
import type { DueEvent } from '#store/calendars/calendar-writing.ts';
import type { Unserved } from '#store/database/transaction.ts';
import { openedAccount } from './accounts.ts';
import { OTHER_KEY } from './faults.ts';
import { letterOf } from '#usecases/telling/tell-attendees.ts';
import { tellingTerms } from '#usecases/telling/telling-terms.ts';
import type { Context } from '#usecases/context.ts';
import { uidOf } from '#usecases/telling/invitation-uid.ts';

/** One event, for the log; it names nobody, and no place. */
export type EventTold = {
  readonly calendar: string;
  readonly event: string;
  readonly became: 'written' | 'erased' | CalendarFault['code'];
};

/** Longer than any writing takes, so that nobody else does it meanwhile. */
const CLAIM_MINUTES = 10;
/** The events of one calendar are tried again by how often it failed, one that is not taken by how often it was not. */
const MOST_MINUTES = 24 * 60;

export type EventWriting = {
  /** At least 0, below 1. */
  readonly random: () => number;
  /** No further event is begun. */
  readonly enough: () => boolean;
  readonly told: (one: EventTold) => void;
};

/** Writes what is due, one after the other. Several processes may do so: each takes what no other has. */
export async function writeEvents(context: Context, writing: EventWriting): Promise<Result<null, Unserved>> {
  while (!writing.enough()) {
    const due = await context.store.keep(async ({ calendarWriting }) =>
      ok(await calendarWriting.claim(CLAIM_MINUTES)),
    );
    if (!due.ok) return due;
    if (due.value === undefined) break;
    const done = await writeOne(context, writing, due.value);
    if (!done.ok) return done;
    writing.told({ calendar: due.value.calendar, event: due.value.invitation, became: done.value });
  }
  return ok(null);
}

async function writeOne(
  context: Context,
  { random }: EventWriting,
  due: DueEvent,
): Promise<Result<EventTold['became'], Unserved>> {
  const done = await handedOver(context, due);
  return context.store.keep(async ({ calendarWriting }) => {
    const at = context.now();
    if (!done.ok) {
      const fault = done.problem;
      const minutes = fault.lasting ? {} : { minutes: minutesUntilNext(fault, due, random()) };
      await calendarWriting.failed(due, { fault, at, ...minutes });
      return ok(fault.code);
    }
    if (done.value === 'erased') await calendarWriting.erased(due);
    else await calendarWriting.written(due, { ...done.value, at });
    return ok(done.value === 'erased' ? 'erased' : 'written');
  });
}

/** After a crash between the server's yes and the mark here it is written twice, which is the same entry. */
async function handedOver(
  context: Context,
  due: DueEvent,
): Promise<Result<EntryWritten | 'erased', CalendarFault>> {
  const account = openedAccount(context.sealing, { id: due.calendar, account: due.account });
  if (account?.kind !== 'caldav') return refuse(OTHER_KEY);
  const { wants, path, mark } = due;
  const entry = {
    uid: uidOf(due.invitation),
    ...(path === undefined || mark === undefined ? {} : { known: { path, mark } }),
  };
  if (wants === undefined) {
    const gone = await context.remoteCalendars.erase(account, entry);
    return gone.ok ? ok('erased') : gone;
  }
  const { written } = due;
  const text = await entryOf(context, due, wants);
  return context.remoteCalendars.write(account, {
    ...entry,
    name: due.invitation,
    text,
    ...(written === undefined ? {} : { last: placeOf(written) }),
  });
}

function minutesUntilNext(
  { code, seconds = 0 }: CalendarFault,
  { attempts, failures }: DueEvent,
  random: number,
): number {
  const minutes = waitMinutes(code === 'entry' ? attempts : failures + 1, random);
  return Math.max(minutes, Math.min(seconds / 60, MOST_MINUTES));
}

/** Names are looked up now, and stand nowhere before. It says what the invitation says. */
function entryOf(context: Context, due: DueEvent, says: Said): Promise<string> {
  const { organisation, loops, of, to, sequence, secret, response } = due;
  return context.store.read(async (tables) => {
    const sessions = await tables.ledger.held(organisation, loops);
    const terms = await tellingTerms(context, tables, { organisation, sessions, after: 0 });
    const invitation = { id: due.invitation, sequence, secret, response };
    const letter = letterOf(
      { context, terms },
      {
        kind: 'request',
        sequence: Math.max(0, sequence),
        asksAnew: false,
        says,
        to: { ...to, email: to.email ?? '' },
        of,
        invitation,
      },
    );
    return context.entryText(invitationLetter(letter).event);
  });
}

function placeOf(written: Said): EntryPlace {
  const place = written.sessions[0]?.place;
  return { ...spanOf(written), ...(place === undefined ? {} : { place }) };
}
