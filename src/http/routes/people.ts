import {
  peopleViewSchema,
  personChangeSchema,
  personDetailsSchema,
  personSchema,
  roomChangeSchema,
  roomDetailsSchema,
  roomSchema,
  walkingChangeSchema,
  type CalendarView,
  type CalendarWritingView,
  type PeopleView,
  type Person,
} from '#contract/people.ts';
import type { CalendarFault, CalendarWriting } from '#domain/calendar/connected-calendar.ts';
import { may, maySee, type Asker } from '#domain/policy/policy.ts';
import { ok, type Result } from '#domain/result.ts';
import { offeredInAll, seesAll } from '#domain/policy/sight.ts';
import { asks, param, removes, tells, type Asked, type Route } from '#http/route.ts';
import type { Context } from '#usecases/context.ts';
import {
  listPeople,
  type CalendarShown,
  type PeopleShown,
  type PersonShown,
} from '#usecases/people/list-people.ts';
import { removePerson } from '#usecases/people/remove-person.ts';
import { addPerson, changePerson } from '#usecases/people/save-person.ts';
import { addRoom, changeRoom, removeRoom } from '#usecases/organisation/save-room.ts';
import { setWalking } from '#usecases/organisation/set-walking.ts';

export function peopleRoutes(context: Context): readonly Route[] {
  return [
    asks({
      method: 'GET',
      path: '/api/o/:o/people',
      may: { deed: 'see-people' },
      answer: peopleViewSchema,
      run: async (asked) => {
        const listed = await listPeople(context, param(asked, 'o'));
        return listed.ok ? ok(peopleView(listed.value, await asked.whoAsks())) : listed;
      },
    }),
    tells({
      method: 'POST',
      path: '/api/o/:o/people',
      may: { deed: 'edit-people' },
      body: personDetailsSchema,
      answer: personSchema,
      run: async (asked) => viewed(await addPerson(context, param(asked, 'o'), asked.body)),
    }),
    tells({
      method: 'PUT',
      path: '/api/o/:o/people/:id',
      may: { deed: 'edit-people', of: 'person' },
      body: personChangeSchema,
      answer: personSchema,
      run: async (asked) => viewed(await changePerson(context, keyOf(asked), asked.body)),
    }),
    removes('/api/o/:o/people/:id', { deed: 'edit-people', of: 'person' }, (asked) =>
      removePerson(context, keyOf(asked)),
    ),
    ...roomRoutes(context),
  ];
}

function roomRoutes(context: Context): readonly Route[] {
  return [
    tells({
      method: 'POST',
      path: '/api/o/:o/rooms',
      may: { deed: 'edit-rooms' },
      body: roomDetailsSchema,
      answer: roomSchema,
      run: (asked) => addRoom(context, param(asked, 'o'), asked.body),
    }),
    tells({
      method: 'PUT',
      path: '/api/o/:o/rooms/:id',
      may: { deed: 'edit-rooms', of: 'room' },
      body: roomChangeSchema,
      answer: roomSchema,
      run: (asked) => changeRoom(context, keyOf(asked), asked.body),
    }),
    removes('/api/o/:o/rooms/:id', { deed: 'edit-rooms', of: 'room' }, (asked) =>
      removeRoom(context, keyOf(asked)),
    ),
    tells({
      method: 'PUT',
      path: '/api/o/:o/walking',
      may: { deed: 'edit-rooms' },
      body: walkingChangeSchema,
      answer: walkingChangeSchema,
      run: async (asked) => {
        const done = await setWalking(context, param(asked, 'o'), asked.body.walking);
        return done.ok ? ok(asked.body) : done;
      },
    }),
  ];
}

/** Organisation and id of a path like `/api/o/:o/…/:id`. */
export function keyOf(asked: Asked<unknown>): { readonly organisation: string; readonly id: string } {
  return { organisation: param(asked, 'o'), id: param(asked, 'id') };
}

/** Those whom whoever asks may see; the link to a calendar is shown to whoever may set that calendar. */
function peopleView(shown: PeopleShown, asker: Asker): PeopleView {
  const seen = shown.people.filter(({ id }) => maySee(asker, { kind: 'person', id }));
  const ids = new Set(seen.map(({ id }) => id));
  const pools = shown.pools.map(({ name, people }) => ({ name, people: people.filter((id) => ids.has(id)) }));
  return {
    ...shown,
    people: seen.map((person) => {
      const { feed, feedNames, ...own } = personView(person);
      const sets = may(asker, 'set-calendar', { kind: 'person', id: person.id });
      const rest = sets ? own : { ...own, calendars: own.calendars.map(fromAfar) };
      // Whoever is from outside has links to single sessions, and no calendar of all.
      return sets && person.outside !== true ? { ...rest, feed, ...(feedNames && { feedNames }) } : rest;
    }),
    pools: pools.filter(({ people }) => seesAll(asker) || people.length > 0),
    can: offeredInAll(asker),
  };
}

function personView({ feedToken, calendars, ...person }: PersonShown): Person {
  return { ...person, calendars: calendars.map(calendarView), feed: `/calendar/${feedToken}.ics` };
}

function calendarView({ fault, writing, ...calendar }: CalendarShown): CalendarView {
  return {
    ...calendar,
    ...(fault === undefined ? {} : { fault: faultView(fault) }),
    ...(writing === undefined ? {} : { writing: writingView(writing) }),
  };
}

function writingView({ fault, ...writing }: CalendarWriting): CalendarWritingView {
  return fault === undefined ? writing : { ...writing, fault: faultView(fault) };
}

function faultView({ code, text, remedy }: CalendarFault): NonNullable<CalendarView['fault']> {
  return { text, remedy, signIn: code === 'sign-in' };
}

/** To others than those who set it: that it is there, and how far it can be counted on. */
function fromAfar(shown: CalendarView): CalendarView {
  const { place: _place, fault: _fault, writing: _writing, writable: _writable, ...calendar } = shown;
  return { ...calendar, name: '', skipped: [] };
}

export function viewed<P>(shown: Result<PersonShown, P>): Result<Person, P> {
  return shown.ok ? ok(personView(shown.value)) : shown;
}
