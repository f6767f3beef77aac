/** Calendars that are connected, and the week that they add up to. */
import {
  foundCalendarsSchema,
  type CalendarConnection,
  type CalendarLogin,
  type FoundCalendars,
} from '#contract/calendars.ts';
import { post, unread } from './ask.ts';

const at = (o: string, person: string): string => `/api/o/${o}/people/${person}/calendars`;

export const calendars = {
  find: (o: string, person: string, login: CalendarLogin): Promise<FoundCalendars> =>
    post(foundCalendarsSchema, `${at(o, person)}/find`, login),
  connect: (o: string, person: string, connection: CalendarConnection): Promise<void> =>
    post(unread, at(o, person), connection),
  signIn: (o: string, person: string, asked: { calendar: string; password: string }): Promise<void> =>
    post(unread, `${at(o, person)}/sign-in`, asked),
  disconnect: (o: string, person: string, calendar: string): Promise<void> =>
    post(unread, `${at(o, person)}/disconnect`, { calendar }),
  confirmEmpty: (o: string, person: string, calendar: string): Promise<void> =>
    post(unread, `${at(o, person)}/empty`, { calendar }),
  writeInto: (o: string, person: string, calendar: string | undefined): Promise<void> =>
    post(unread, `${at(o, person)}/write`, calendar === undefined ? {} : { calendar }),
  writeAgain: (o: string, person: string, calendar: string): Promise<void> =>
    post(unread, `${at(o, person)}/write-again`, { calendar }),
  readNow: (o: string, person: string, calendar: string): Promise<void> =>
    post(unread, `${at(o, person)}/refresh`, { calendar }),
};
