/** People whose sessions are written into a calendar at Radicale, and what they see there with another client. */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { sql } from 'kysely';
import type { Ledger, LoopLedger } from '#contract/ledger.ts';
import type { LoopView } from '#contract/loop.ts';
import type { CalendarView, PeopleView, Person } from '#contract/people.ts';
import type { LoopEvent, LoopRepairs } from '#contract/repair.ts';
import { refreshCalendars } from '#usecases/calendars/refresh-calendars.ts';
import { writeEvents, type EventTold } from '#usecases/calendars/write-events.ts';
import { calendarClient, seenIn, type SeenEvent } from './calendar-client.ts';
import type { TestDatabase } from './databases.ts';
import { LOGIN, makeRadicale, radicaleAbsent, type Radicale } from './radicale.ts';
import { choiceOf } from './small-organisation.ts';
import { toldWorld, type Told, type ToldWorld } from './told-world.ts';
import type { Answer } from './web-server.ts';

/** Why these suites cannot run here; in CI that throws. */
export function writtenWorldAbsent(): string | undefined {
  return radicaleAbsent() ?? (calendarClient.kind === 'absent' ? calendarClient.reason : undefined);
}

export type WrittenWorld = ToldWorld & {
  readonly radicale: () => Radicale;
  /** A calendar of Ada's own at Radicale, by its path; `/ada/c1/`. */
  readonly calendar: () => Promise<string>;
  readonly post: (told: Told, rest: string, body: unknown) => Promise<Answer>;
  /** Ada connects it, and has her sessions written into it where `writes`. */
  readonly connect: (told: Told, path: string, writes: boolean) => Promise<CalendarView>;
  readonly adas: (told: Told) => Promise<readonly CalendarView[]>;
  /** Writes everything that waits, whether or not its time has come; what became of each. */
  readonly write: () => Promise<readonly EventTold['became'][]>;
  /** What is due alone, as one worker does. */
  readonly writeDue: () => Promise<readonly EventTold['became'][]>;
  readonly seen: (path: string) => readonly SeenEvent[];
  readonly ledger: (told: Told) => Promise<readonly LoopLedger[]>;
  /** Everything that is connected is read anew. */
  readonly refresh: () => Promise<void>;
  readonly repair: (told: Told, loop: LoopView, event: LoopEvent) => Promise<void>;
};

export function writtenWorld(database: TestDatabase): WrittenWorld {
  let radicale: Radicale | undefined;
  let calendars = 0;
  const there = (): Radicale => radicale ?? assert.fail('Radicale is there inside tests only.');
  before(async () => {
    radicale = await makeRadicale();
    await radicale.start();
  });
  after(() => radicale?.remove());
  const world = toldWorld(database, () => ({ outboundAllow: [there().place] }));
  const post: WrittenWorld['post'] = (told, rest, body) =>
    world
      .server()
      .ask('POST', `/api/o/${told.organisation}/people/${told.ada.id}/calendars${rest}`, { body });
  const adas: WrittenWorld['adas'] = async (told) => {
    const people = await world.server().ask('GET', `/api/o/${told.organisation}/people`);
    return people.json<PeopleView>().people.find(({ id }) => id === told.ada.id)?.calendars ?? [];
  };
  const writeDue: WrittenWorld['writeDue'] = async () => {
    const told: EventTold['became'][] = [];
    const writing = {
      random: () => 0.5,
      enough: () => false,
      told: (one: EventTold) => told.push(one.became),
    };
    assert.ok((await writeEvents(world.server().services.context, writing)).ok);
    return told;
  };
  return {
    ...world,
    radicale: there,
    post,
    adas,
    calendar: async () => {
      calendars += 1;
      await there().makeCalendar(`c${calendars}`, `Calendar ${calendars}`);
      return `/ada/c${calendars}/`;
    },
    connect: async (told, path, writes) => {
      const address = `${there().url}${path}`;
      const account = { kind: 'caldav', ...LOGIN, calendars: [address], ...(writes && { writes: address }) };
      const { calendars: known } = (await post(told, '', account)).json<Person>();
      return known.at(-1) ?? assert.fail('no calendar');
    },
    write: async () => {
      await sql`update written_event set next_at = now() where next_at is not null`.execute(
        database.store().db,
      );
      return writeDue();
    },
    writeDue,
    seen: (path) => seenIn(there().url, path),
    ledger: async (told) =>
      (await world.server().ask('GET', `/api/o/${told.organisation}/ledger`)).json<Ledger>().loops,
    refresh: async () => {
      await sql`update calendar set next_at = now() where kind <> 'file'`.execute(database.store().db);
      const refreshing = { random: () => 0.5, enough: () => false, refreshed: () => undefined };
      assert.ok((await refreshCalendars(world.server().services.context, refreshing)).ok);
    },
    repair: async (told, loop, event) => {
      const path = `/api/o/${told.organisation}/loops/${loop.id}`;
      const found = await world.server().ask('POST', `${path}/repairs`, { body: event });
      const { rankings, sequence } = found.json<LoopRepairs>();
      const [best] = rankings.told;
      assert.ok(best, 'no repair');
      const body = { event, sequence, plan: choiceOf(best) };
      const headers = { 'idempotency-key': `repair-${loop.id}-${sequence}` };
      (await world.server().ask('POST', `${path}/repair`, { body, headers })).json();
    },
  };
}
