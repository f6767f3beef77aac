/** Into which of their calendars somebody has their sessions written, if any. */
import type { CalendarAccount } from '#domain/calendar/connected-calendar.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Writing } from '#store/store.ts';
import { openedAccount } from './accounts.ts';
import { calendarRefusal, OTHER_KEY } from './faults.ts';
import { wishEvents } from './wish-events.ts';
import type { CalendarOf } from './change-calendar.ts';
import type { Context } from '#usecases/context.ts';
import type { PersonShown } from '#usecases/people/list-people.ts';
import { record } from '#usecases/audit/record.ts';
import { shown, type PersonKey } from '#usecases/people/save-person.ts';
import { reading, writing } from '#usecases/scope.ts';
import { attendeesNow } from '#usecases/telling/tell-loops.ts';

type Shown = Promise<Result<PersonShown, Refusal>>;

/** The server is asked whether it takes entries before anything is kept. Without a calendar what was written is taken out. */
export async function chooseWrittenCalendar(
  context: Context,
  key: PersonKey,
  calendar: string | undefined,
): Shown {
  const asked = calendar === undefined ? ok(null) : await takesEntries(context, { ...key, calendar });
  if (!asked.ok) return asked;
  return writing(context, key.organisation, async (tables) => {
    const { organisation, id } = key;
    const person = await tables.people.find(organisation, id);
    if (person === undefined) return refuse(notFound('person'));
    const found = person.calendars.find((one) => one.id === calendar);
    if (calendar !== undefined && found?.kind !== 'caldav') return refuse(notFound('calendar'));
    const chosen = person.calendars.find(({ writing: written }) => written?.chosen === true);
    if (chosen?.id === calendar) return shown(tables, context, key);
    await beginWriting(context, tables, { ...key, calendar });
    return shown(tables, context, key);
  });
}

/** From now on, and with the sessions that are to come already. */
export async function beginWriting(
  context: Context,
  tables: Writing,
  { organisation, id, calendar }: PersonKey & { readonly calendar: string | undefined },
): Promise<void> {
  const loops = await tables.writtenEvents.loopsOf(organisation, id);
  await tables.writtenEvents.choose(organisation, id, calendar);
  if (loops.length > 0) {
    const { attendees, terms } = await attendeesNow(context, tables, { organisation, loops });
    const own = attendees.filter(({ of }) => 'person' in of && of.person === id);
    await wishEvents({ tables, terms }, own);
  }
  const action = calendar === undefined ? 'writing-ended' : 'writing-begun';
  record(context, tables, { organisation, id, action });
  tables.afterwards(context.wakeCalendars);
}

/** Everything that stands there, or should, once more: also where its owner has changed it, or taken it out. */
export function writeAgain(context: Context, { organisation, id, calendar }: CalendarOf): Shown {
  return writing(context, organisation, async (tables) => {
    const found = await tables.calendars.find(organisation, id, calendar);
    if (found?.kind !== 'caldav') return refuse(notFound('calendar'));
    await tables.writtenEvents.again(organisation, calendar);
    record(context, tables, { organisation, id, action: 'written-again' });
    tables.afterwards(context.wakeCalendars);
    return shown(tables, context, { organisation, id });
  });
}

async function takesEntries(
  context: Context,
  { organisation, id, calendar }: CalendarOf,
): Promise<Result<null, Refusal>> {
  const found = await reading(context, organisation, async (tables) => {
    const stored = await tables.calendars.find(organisation, id, calendar);
    return stored?.kind === 'caldav' ? ok(stored) : refuse(notFound('calendar'));
  });
  if (!found.ok) return found;
  const account = openedAccount(context.sealing, found.value);
  if (account === undefined) return refuse(calendarRefusal(OTHER_KEY));
  return mayBeWritten(context, organisation, account);
}

/** Somebody waits for this answer of the calendar's server. */
export async function mayBeWritten(
  context: Context,
  organisation: string,
  account: CalendarAccount,
): Promise<Result<null, Refusal>> {
  const { sample } = await context.store.read(async ({ organisations }) => ({
    sample: (await organisations.find(organisation))?.sample === true,
  }));
  if (sample) return refuse(FROM_SAMPLE);
  if (account.kind !== 'caldav')
    return refuse({ code: 'in-use', text: 'Into a published address nothing is written.' });
  const takes = await context.remoteCalendars.mayWrite(account);
  return takes.ok ? takes : refuse(calendarRefusal(takes.problem));
}

const FROM_SAMPLE: Refusal = {
  code: 'in-use',
  text: 'Nothing is written from the sample. Start your own organisation for that.',
};
