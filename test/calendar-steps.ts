/** What suites about connected calendars do; the server exists inside tests only. */
import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { CalendarView, PeopleView, Person } from '#contract/people.ts';
import { readMail, type Mail } from '#domain/telling/mail.ts';
import { refreshCalendars, type Refreshed } from '#usecases/calendars/refresh-calendars.ts';
import { appointment } from './appointments.ts';
import type { BentCalendars } from './bent-calendars.ts';
import type { TestDatabase } from './databases.ts';
import { smallOrganisation, type Small } from './small-organisation.ts';
import type { Answer, TestServer } from './web-server.ts';

export type CalendarSteps = {
  /** About Ada's calendars. */
  readonly post: (small: Small, rest: string, body: unknown) => Promise<Answer>;
  /** The feed at this path, as one of Ada's. */
  readonly connect: (small: Small, path: string) => Promise<CalendarView>;
  readonly adas: (small: Small) => Promise<readonly CalendarView[]>;
  /** Everything that is connected here is due, and is read. */
  readonly refresh: (small: Small) => Promise<Refreshed['found'][]>;
  /** When what is known of everybody's busy time begins. */
  readonly busy: (small: Small) => Promise<string[]>;
  readonly letters: (small: Small) => Promise<Mail[]>;
  /** In which Ada has an address. */
  readonly withEmail: () => Promise<Small>;
};

/** From nine to ten UTC. */
export function meeting(uid: string, days: number): string {
  return appointment(uid, days, ['0900', '1000']);
}

export function calendarSteps(
  database: TestDatabase,
  parts: { readonly server: () => TestServer; readonly bent: () => BentCalendars },
): CalendarSteps {
  const { server, bent } = parts;
  const post = (small: Small, rest: string, body: unknown): Promise<Answer> =>
    server().ask('POST', `/api/o/${small.organisation}/people/${small.ada.id}/calendars${rest}`, { body });
  const connect = async (small: Small, path: string): Promise<CalendarView> => {
    const answer = await post(small, '', { kind: 'feed', address: `${bent().url}${path}` });
    return answer.json<Person>().calendars.at(-1) ?? assert.fail('no calendar');
  };
  const people = async (small: Small): Promise<PeopleView> =>
    (await server().ask('GET', `/api/o/${small.organisation}/people`)).json<PeopleView>();
  const adas = async (small: Small): Promise<readonly CalendarView[]> =>
    (await people(small)).people.find(({ id }) => id === small.ada.id)?.calendars ?? [];
  /** Everything that is connected here is due, and is read. */
  const refresh = async (small: Small): Promise<Refreshed['found'][]> => {
    await sql`update calendar set next_at = case when organisation_id = ${small.organisation} then now()
      else now() + interval '1 day' end where kind <> 'file'`.execute(database.store().db);
    const found: Refreshed['found'][] = [];
    const done = await refreshCalendars(server().services.context, {
      random: () => 0.5,
      enough: () => false,
      refreshed: (one) => found.push(one.found),
    });
    assert.ok(done.ok);
    return found;
  };
  const busy = async (small: Small): Promise<string[]> => {
    const rows = await database
      .store()
      .db.selectFrom('calendar_busy')
      .select('starts_at')
      .where('organisation_id', '=', small.organisation)
      .orderBy('starts_at')
      .execute();
    return rows.map(({ starts_at: start }) => start);
  };
  const letters = async (small: Small): Promise<Mail[]> => {
    const rows = await database
      .store()
      .db.selectFrom('outbox_message')
      .select(['id', 'content'])
      .where('organisation_id', '=', small.organisation)
      .orderBy('id')
      .execute();
    return rows.flatMap(({ id, content }) =>
      content === null
        ? []
        : (readMail(server().services.context.sealing.unseal(content, `mail ${id}`) ?? '') ?? []),
    );
  };
  const withEmail = async (): Promise<Small> => {
    const small = await smallOrganisation(server());
    const { ada } = small;
    const body = {
      name: 'Ada',
      email: 'ada@example.org',
      timeZone: ada.timeZone,
      works: [],
      pools: ['Design'],
      version: 1,
    };
    (await server().ask('PUT', `/api/o/${small.organisation}/people/${ada.id}`, { body })).json();
    return small;
  };
  return { post, connect, adas, refresh, busy, letters, withEmail };
}
