import type { CalendarQuestion, CalendarReading, CalendarSource } from '#domain/calendar/calendar.ts';
import type { Instant } from '#domain/planning/loop-problem.ts';
import { CALENDAR_DAYS, type PersonDetails, type Skipped } from '#domain/people/people.ts';
import { faulty, notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { minuteOf } from '#domain/time/zoned.ts';
import type { NewCalendar } from '#store/calendars/calendar-changes.ts';
import type { Context } from '#usecases/context.ts';
import type { PersonShown } from '#usecases/people/list-people.ts';
import { record } from '#usecases/audit/record.ts';
import { shown, type PersonKey } from '#usecases/people/save-person.ts';
import { reading, writing } from '#usecases/scope.ts';

const DAY = 24 * 60;

/** Takes the place of the file that was read before; one that is refused changes nothing. */
export async function readCalendarFile(
  context: Context,
  key: PersonKey,
  source: CalendarSource,
): Promise<Result<PersonShown, Refusal>> {
  const { organisation, id } = key;
  const asked = await reading(context, organisation, async (tables) => {
    const person = await tables.people.find(organisation, id);
    if (person === undefined) return refuse(notFound('person'));
    return ok({ ...person, ours: await tables.calendars.ownSessions(organisation, id) });
  });
  if (!asked.ok) return asked;
  const read = await readFor(context, asked.value, source);
  if (read.refused !== undefined) return refuse(refusedText(source.name, read.refused));
  return writing(context, organisation, async (tables) => {
    const person = await tables.people.find(organisation, id);
    if (person === undefined) return refuse(notFound('person'));
    await tables.calendars.keep(organisation, id, calendarFrom(read, context.now()));
    const details = { busy: read.busy.length };
    record(context, tables, { ...key, action: 'calendar-read', details });
    return shown(tables, context, key);
  });
}

/** What was known from the person's file is gone; calendars that are connected go on. */
export function forgetCalendar(context: Context, key: PersonKey): Promise<Result<null, Refusal>> {
  return writing(context, key.organisation, async (tables) => {
    const person = await tables.people.find(key.organisation, key.id);
    if (person === undefined) return refuse(notFound('person'));
    const forgotten = await tables.calendars.forget(key.organisation, key.id);
    if (forgotten) record(context, tables, { ...key, action: 'calendar-forgotten' });
    return ok(null);
  });
}

export type Owner = Pick<PersonDetails, 'timeZone' | 'email'> & {
  /** Ids of the sessions they sit in, and of the invitations to them. */
  readonly ours?: readonly string[];
};

export function readFor(context: Context, owner: Owner, source: CalendarSource): Promise<CalendarReading> {
  return context.readCalendar(source, questionFor(owner, context.now()));
}

export function questionFor({ timeZone, email, ours }: Owner, at: Instant): CalendarQuestion {
  const now = minuteOf(at);
  return {
    from: now - CALENDAR_DAYS.behind * DAY,
    to: now + CALENDAR_DAYS.ahead * DAY,
    zone: timeZone,
    ...(email === undefined ? {} : { address: email }),
    ...(ours === undefined ? {} : { ours }),
  };
}

export function calendarFrom(read: CalendarReading, at: Instant): NewCalendar {
  const { name, items, busy } = read;
  return { name, readAt: at, items, skipped: skippedOf(read), busy };
}

export function skippedOf({ skipped }: CalendarReading): Skipped[] {
  return skipped.map(({ line, what, reason }) => ({ line, what: what ?? '', reason }));
}

function refusedText(
  name: string,
  { line, reason }: { readonly line: number; readonly reason: string },
): Refusal {
  const fault = { place: `${name}:${line}`, found: reason, expected: 'a calendar file (iCalendar, .ics)' };
  return faulty(`${name}, line ${line}: ${reason}. Nothing was changed.`, [fault]);
}
