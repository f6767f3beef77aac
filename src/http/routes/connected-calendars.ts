import {
  calendarChosenSchema,
  calendarConnectionSchema,
  calendarLoginSchema,
  calendarPasswordSchema,
  calendarToWriteSchema,
  foundCalendarsSchema,
  type CalendarChosen,
  type CalendarConnection,
} from '#contract/calendars.ts';
import { personSchema } from '#contract/people.ts';
import type { CalendarAccount } from '#domain/calendar/connected-calendar.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import { tells, type Asked, type Route } from '#http/route.ts';
import {
  confirmEmpty,
  disconnectCalendar,
  hurryCalendar,
  signInToCalendar,
  type CalendarOf,
} from '#usecases/calendars/change-calendar.ts';
import { chooseWrittenCalendar, writeAgain } from '#usecases/calendars/choose-written-calendar.ts';
import { connectCalendars, findCalendars, type Connecting } from '#usecases/calendars/connect-calendar.ts';
import type { Context } from '#usecases/context.ts';
import type { PersonShown } from '#usecases/people/list-people.ts';
import { keyOf, viewed } from './people.ts';

const SET_CALENDAR = { deed: 'set-calendar', of: 'person' } as const;
const CALENDARS = '/api/o/:o/people/:id/calendars';

export function connectedCalendarRoutes(context: Context): readonly Route[] {
  return [
    tells({
      method: 'POST',
      path: `${CALENDARS}/find`,
      may: SET_CALENDAR,
      body: calendarLoginSchema,
      answer: foundCalendarsSchema,
      run: async (asked) => {
        const found = await findCalendars(context, keyOf(asked), asked.body);
        return found.ok ? ok({ calendars: found.value }) : found;
      },
    }),
    tells({
      method: 'POST',
      path: CALENDARS,
      may: SET_CALENDAR,
      body: calendarConnectionSchema,
      answer: personSchema,
      run: async (asked) => viewed(await connectCalendars(context, keyOf(asked), connectingOf(asked.body))),
    }),
    tells({
      method: 'POST',
      path: `${CALENDARS}/sign-in`,
      may: SET_CALENDAR,
      body: calendarPasswordSchema,
      answer: personSchema,
      run: async (asked) => viewed(await signInToCalendar(context, ofCalendar(asked), asked.body.password)),
    }),
    tells({
      method: 'POST',
      path: `${CALENDARS}/write`,
      may: SET_CALENDAR,
      body: calendarToWriteSchema,
      answer: personSchema,
      run: async (asked) => viewed(await chooseWrittenCalendar(context, keyOf(asked), asked.body.calendar)),
    }),
    chosen('write-again', (of) => writeAgain(context, of)),
    chosen('disconnect', (of) => disconnectCalendar(context, of)),
    chosen('empty', (of) => confirmEmpty(context, of)),
    chosen('refresh', (of) => hurryCalendar(context, of)),
  ];
}

function chosen(name: string, run: (of: CalendarOf) => Promise<Result<PersonShown, Refusal>>): Route {
  return tells({
    method: 'POST',
    path: `${CALENDARS}/${name}`,
    may: SET_CALENDAR,
    body: calendarChosenSchema,
    answer: personSchema,
    run: async (asked) => viewed(await run(ofCalendar(asked))),
  });
}

function ofCalendar(asked: Asked<CalendarChosen>): CalendarOf {
  return { ...keyOf(asked), calendar: asked.body.calendar };
}

function connectingOf(connection: CalendarConnection): Connecting {
  if (connection.kind === 'feed') return { accounts: [connection] };
  const { kind, user, password, calendars } = connection;
  const accounts = calendars.map((address): CalendarAccount => ({ kind, address, user, password }));
  const writes = accounts.find(({ address }) => address === connection.writes);
  return { accounts, ...(writes === undefined ? {} : { writes }) };
}
