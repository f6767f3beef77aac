import { canonicalEmail } from '#domain/account/email.ts';
import {
  isToBeTold,
  minutesUntilNext,
  WHOLE_AFTER_DAYS,
  type CalendarFault,
  type CalendarKnown,
  type CalendarNews,
} from '#domain/calendar/connected-calendar.ts';
import { emptyCalendarMail, failedCalendarMail } from '#domain/calendar/calendar-mails.ts';
import type { Mail } from '#domain/telling/mail.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { minuteOf } from '#domain/time/zoned.ts';
import { openedAccount } from '#usecases/calendars/accounts.ts';
import { OTHER_KEY } from '#usecases/calendars/faults.ts';
import type { DueCalendar } from '#store/calendars/calendar-work.ts';
import type { Keeping } from '#store/store.ts';
import type { Unserved } from '#store/database/transaction.ts';
import type { Context } from '#usecases/context.ts';
import { postMail } from '#usecases/mail/post-mail.ts';
import { questionFor } from './read-calendar-file.ts';

/** One reading, for the log; it names nobody, and no place. */
export type Refreshed = {
  readonly calendar: string;
  readonly found: CalendarNews['is'] | 'emptied' | CalendarFault['code'];
};

/** Longer than any reading takes, so that nobody else reads it meanwhile. */
const CLAIM_MINUTES = 10;
const DAY = 24 * 60;

export type Refreshing = {
  /** At least 0, below 1. */
  readonly random: () => number;
  /** No further calendar is begun. */
  readonly enough: () => boolean;
  readonly refreshed: (one: Refreshed) => void;
};

/** `mail` absent: nobody is told. */
export type CalendarMeans = Pick<Context, 'store' | 'sealing' | 'remoteCalendars' | 'now' | 'newId' | 'mail'>;

/** Reads what is due, one after the other. Several processes may do so: each takes what no other has. */
export async function refreshCalendars(
  means: CalendarMeans,
  refreshing: Refreshing,
): Promise<Result<null, Unserved>> {
  while (!refreshing.enough()) {
    const due = await means.store.keep(async ({ calendarWork }) =>
      ok(await calendarWork.claim(CLAIM_MINUTES)),
    );
    if (!due.ok) return due;
    if (due.value === undefined) break;
    const done = await refreshOne(means, refreshing, due.value);
    if (!done.ok) return done;
    refreshing.refreshed({ calendar: due.value.id, found: done.value });
  }
  return ok(null);
}

async function refreshOne(
  means: CalendarMeans,
  refreshing: Refreshing,
  due: DueCalendar,
): Promise<Result<Refreshed['found'], Unserved>> {
  const at = means.now();
  const news = await newsOf(means, due, at);
  const random = refreshing.random();
  if (!news.ok) return failed(means, due, { fault: news.problem, at, random });
  const next = { at, minutes: minutesUntilNext({ failures: 0 }, random) };
  const kept = await means.store.keep(
    async ({ calendarWork }): Promise<Result<CalendarNews['is'], 'emptied'>> => {
      const before = await calendarWork.ahead(due, at);
      const done = await calendarWork.kept(due, news.value, next);
      // Nothing is left of what was known, so this is taken back: it is asked about before anybody is freed by it.
      if (done && before > 0 && (await calendarWork.ahead(due, at)) === 0) return refuse('emptied');
      return ok(news.value.is);
    },
  );
  if (kept.ok) return kept;
  if (kept.problem !== 'emptied') return refuse(kept.problem);
  const asked = await means.store.keep(async (tables) => {
    const tells = !due.told && (await isSomebodyTold(means, tables, due, emptyCalendarMail));
    await tables.calendarWork.questioned(due, { ...next, told: tells });
    return ok('emptied' as const);
  });
  if (asked.ok) means.mail?.wake();
  return asked;
}

async function newsOf(
  { sealing, remoteCalendars }: CalendarMeans,
  due: DueCalendar,
  at: string,
): Promise<Result<CalendarNews, CalendarFault>> {
  const account = openedAccount(sealing, due);
  if (account === undefined) return refuse(OTHER_KEY);
  const old = minuteOf(at) - minuteOf(due.readAt) > WHOLE_AFTER_DAYS * DAY;
  const known: CalendarKnown = old ? { marks: {}, parts: new Map() } : due.known;
  const { timeZone, email, ours } = due;
  const owner = { timeZone, ours, ...(email === undefined ? {} : { email }) };
  return remoteCalendars.read(account, known, questionFor(owner, at));
}

async function failed(
  means: CalendarMeans,
  due: DueCalendar,
  { fault, at, random }: { readonly fault: CalendarFault; readonly at: string; readonly random: number },
): Promise<Result<Refreshed['found'], Unserved>> {
  const failures = due.failures + 1;
  const minutes = minutesUntilNext({ failures, fault }, random);
  const long = isToBeTold({ failures, failingSince: due.failingSince ?? at }, fault, at);
  const done = await means.store.keep(async (tables) => {
    const tells = long && !due.told;
    const told =
      tells && (await isSomebodyTold(means, tables, due, (about) => failedCalendarMail(about, fault)));
    await tables.calendarWork.failed(due, fault, { at, minutes, told });
    return ok(fault.code);
  });
  if (done.ok) means.mail?.wake();
  return done;
}

/** Its owner or, where they have no address, those who plan. In the sample nobody is. */
async function isSomebodyTold(
  means: CalendarMeans,
  { calendarWork, outbox }: Pick<Keeping, 'calendarWork' | 'outbox'>,
  due: DueCalendar,
  words: (about: Parameters<typeof emptyCalendarMail>[0]) => Mail,
): Promise<boolean> {
  const owner = await calendarWork.owner(due);
  if (means.mail === undefined || owner === undefined || owner.sample) return false;
  const own = owner.email === undefined ? undefined : canonicalEmail(owner.email);
  const told = own === undefined ? owner.planners : [own];
  const { name, organisation } = owner;
  for (const [index, to] of told.entries()) {
    const mail = words({
      to,
      own: own !== undefined,
      name,
      organisation,
      calendar: due.name,
      place: due.place,
    });
    const about = `calendar ${due.id} ${index}`;
    await postMail(means, { outbox }, { id: means.newId(), organisation: due.organisation, about, mail });
  }
  return told.length > 0;
}
