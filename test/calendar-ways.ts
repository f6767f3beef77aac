/** What may be done about connected calendars, by the end of the path, with bodies that are whole and of no effect. */
const calendar = '00000000-0000-7000-8000-00000000cafe';

/** The addresses are of this machine, so nothing is asked. */
const CALENDAR_WAYS: Readonly<Record<string, object>> = {
  '/find': { address: 'https://127.0.0.1/', user: 'x', password: 'x' },
  '': { kind: 'feed', address: 'https://127.0.0.1/x.ics' },
  '/sign-in': { calendar, password: 'x' },
  '/disconnect': { calendar },
  '/empty': { calendar },
  '/refresh': { calendar },
  '/write': {},
  '/write-again': { calendar },
};

/** By path, as `make` has it. */
export function byCalendarPath<T>(before: string, make: (body: object) => T): Readonly<Record<string, T>> {
  const made = Object.entries(CALENDAR_WAYS).map(
    ([end, body]) => [`${before}/api/o/:o/people/:id/calendars${end}`, make(body)] as const,
  );
  return Object.fromEntries(made);
}
