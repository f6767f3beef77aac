/** What can be done about a calendar that is connected. */
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { openedAccount, sealedAccount } from '#usecases/calendars/accounts.ts';
import { calendarRefusal, OTHER_KEY } from '#usecases/calendars/faults.ts';
import type { AuditAction } from '#domain/audit/audit.ts';
import type { StoredCalendar } from '#store/calendars/calendars.ts';
import type { Writing } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import type { PersonShown } from '#usecases/people/list-people.ts';
import { questionFor } from './read-calendar-file.ts';
import { record } from '#usecases/audit/record.ts';
import { shown, type PersonKey } from '#usecases/people/save-person.ts';
import { reading, told, writing } from '#usecases/scope.ts';

/** `calendar` is its id. */
export type CalendarOf = PersonKey & { readonly calendar: string };
type Shown = Promise<Result<PersonShown, Refusal>>;

/** With all that was read from it, name and password included. */
export function disconnectCalendar(context: Context, of: CalendarOf): Shown {
  return changing(context, of, 'calendar-disconnected', async (tables) => {
    await tables.calendars.disconnect(of.organisation, of.calendar);
    return ok(null);
  });
}

/** Yes, it is empty: the time that was kept is free. */
export async function confirmEmpty(context: Context, of: CalendarOf): Shown {
  const done = await changing(context, of, 'calendar-emptied', async (tables, { questioned }) => {
    if (!questioned) {
      const text = 'This calendar has appointments again, or was answered for already. Load again to see.';
      return refuse({ code: 'changed-meanwhile', text });
    }
    await tables.calendars.empty(of.organisation, of.calendar);
    return ok(null);
  });
  context.wakeCalendars();
  return done;
}

/** Another password for the same calendar; one that does not work changes nothing. */
export async function signInToCalendar(context: Context, of: CalendarOf, password: string): Shown {
  const { organisation, id } = of;
  const found = await reading(context, organisation, async (tables) => {
    const [person, calendar] = [
      await tables.people.find(organisation, id),
      await tables.calendars.find(organisation, id, of.calendar),
    ];
    return person === undefined || calendar === undefined
      ? refuse(notFound('calendar'))
      : ok({ person, calendar });
  });
  if (!found.ok) return found;
  const before = openedAccount(context.sealing, found.value.calendar);
  if (before === undefined) return refuse(calendarRefusal(OTHER_KEY));
  if (before.kind !== 'caldav')
    return refuse({ code: 'in-use', text: 'This calendar is read without a password.' });
  const account = { ...before, password };
  const nothing = { marks: {}, parts: new Map<string, string>() };
  const tried = await context.remoteCalendars.read(
    account,
    nothing,
    questionFor(found.value.person, context.now()),
  );
  if (!tried.ok) return refuse(calendarRefusal(tried.problem));
  const done = await changing(context, of, 'calendar-signed-in', async (tables) => {
    await tables.calendars.signIn(
      organisation,
      of.calendar,
      sealedAccount(context.sealing, of.calendar, account),
    );
    return ok(null);
  });
  context.wakeCalendars();
  return done;
}

/** It is read again at once, by whoever reads calendars; nobody waits for it. */
export async function hurryCalendar(context: Context, { organisation, id, calendar }: CalendarOf): Shown {
  const done = await context.store.keep(async ({ calendarWork }) =>
    (await calendarWork.hurry({ organisation, person: id, id: calendar }))
      ? ok(null)
      : refuse(notFound('calendar')),
  );
  if (!done.ok) return refuse(told(done.problem));
  context.wakeCalendars();
  return reading(context, organisation, (tables) => shown(tables, context, { organisation, id }));
}

function changing(
  context: Context,
  { organisation, id, calendar }: CalendarOf,
  action: AuditAction,
  work: (tables: Writing, calendar: StoredCalendar) => Promise<Result<null, Refusal>>,
): Shown {
  return writing(context, organisation, async (tables) => {
    const found = await tables.calendars.find(organisation, id, calendar);
    if (found === undefined || found.kind === 'file') return refuse(notFound('calendar'));
    const done = await work(tables, found);
    if (!done.ok) return done;
    record(context, tables, { organisation, id, action });
    return shown(tables, context, { organisation, id });
  });
}
