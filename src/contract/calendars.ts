/** Connecting a person's calendars, and what can be done about each. */
import { z } from 'zod';
import type { FoundCalendar } from '#domain/calendar/connected-calendar.ts';
import { idSchema } from './text.ts';

/** An address that somebody copied; what it is good for is said by whoever asks there. */
const addressSchema = z.string().trim().min(1).max(2000);

/** `address` is a server's, a calendar's or an e-mail address. */
export type CalendarLogin = { readonly address: string; readonly user: string; readonly password: string };
const login = {
  address: addressSchema,
  user: z.string().trim().min(1).max(300),
  password: z.string().min(1).max(1000),
};
/** `POST …/people/:id/calendars/find` */
export const calendarLoginSchema: z.ZodType<CalendarLogin> = z.strictObject(login);

export type FoundCalendars = { readonly calendars: readonly FoundCalendar[] };
export const foundCalendarsSchema: z.ZodType<FoundCalendars> = z.strictObject({
  calendars: z.array(
    z.strictObject({ address: z.string(), name: z.string(), writable: z.boolean().exactOptional() }),
  ),
});

/**
 * `POST …/people/:id/calendars`; `calendars` are addresses that were found with this login. Sessions are written into
 * that of them which `writes` names, and into none otherwise.
 */
export type CalendarConnection =
  | { readonly kind: 'feed'; readonly address: string }
  | (Omit<CalendarLogin, 'address'> & {
      readonly kind: 'caldav';
      readonly calendars: readonly string[];
      readonly writes?: string;
    });
export const calendarConnectionSchema: z.ZodType<CalendarConnection> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('feed'), address: addressSchema }),
  z.strictObject({
    kind: z.literal('caldav'),
    user: login.user,
    password: login.password,
    calendars: z.array(addressSchema).min(1).max(10),
    writes: addressSchema.exactOptional(),
  }),
]);

/** `POST …/people/:id/calendars/write`: sessions are written into this one, or into none. */
export type CalendarToWrite = { readonly calendar?: string };
export const calendarToWriteSchema: z.ZodType<CalendarToWrite> = z.strictObject({
  calendar: idSchema.exactOptional(),
});

/** `POST …/people/:id/calendars/disconnect`, `…/empty`, `…/refresh`, `…/write-again` */
export type CalendarChosen = { readonly calendar: string };
export const calendarChosenSchema: z.ZodType<CalendarChosen> = z.strictObject({ calendar: idSchema });

/** `POST …/people/:id/calendars/sign-in` */
export type CalendarPassword = CalendarChosen & { readonly password: string };
export const calendarPasswordSchema: z.ZodType<CalendarPassword> = z.strictObject({
  calendar: idSchema,
  password: login.password,
});
