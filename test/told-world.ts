/** A small organisation whose people have addresses, on a server that sends mail to a mail server of the test. */
import assert from 'node:assert/strict';
import { after, before, beforeEach } from 'node:test';
import type { LoopView } from '#contract/loop.ts';
import { openMailer } from '#mail/smtp.ts';
import type { TestDatabase } from './databases.ts';
import type { Settings } from '../src/services.ts';
import { mailAtRest } from './mail-at-rest.ts';
import { openMailSink, type MailSink } from './mail-sink.ts';
import { bookingAt, smallOrganisation, type Small } from './small-organisation.ts';
import { testServer, type TestServer } from './web-server.ts';

export type ToldWorld = {
  /** To be called inside a test, not while the suite is described. */
  readonly server: () => TestServer;
  readonly sink: () => MailSink;
  /** Ends the server and begins another on the same database. */
  readonly restart: () => Promise<void>;
  /** Of another server that sends its mail there too. */
  readonly settings: () => Settings;
  /** Ada, Bob and these candidates, all with addresses of their own organisation. */
  readonly organisation: (names?: readonly string[]) => Promise<Told>;
  readonly confirmed: (told: Told, candidate?: string) => Promise<LoopView>;
  readonly cancel: (told: Told, loop: string) => Promise<LoopView>;
};

export type Told = Small & { readonly addressOf: (name: string) => string };

const KEY = 'k'.repeat(43);

/** `more`: settings beside mail and key, asked for when the server is begun. */
export function toldWorld(database: TestDatabase, more: () => Settings = () => ({})): ToldWorld {
  let sink: MailSink | undefined;
  let server: TestServer | undefined;
  let organisations = 0;
  const only = <T>(thing: T | undefined): T => thing ?? assert.fail('The server is there inside tests only.');
  before(async () => {
    sink = await openMailSink();
    server = testServer(database.store(), { ...more(), mail: openMailer(sink.settings), key: KEY });
  });
  after(async () => {
    await server?.services.close();
    await sink?.close();
  });
  beforeEach(async () => {
    await mailAtRest(database);
    only(sink).received.length = 0;
  });
  const booking = bookingAt(() => only(server));
  return {
    server: () => only(server),
    sink: () => only(sink),
    restart: async () => {
      await only(server).services.close();
      server = testServer(database.store(), { ...more(), mail: openMailer(only(sink).settings), key: KEY });
    },
    settings: () => ({ mail: openMailer(only(sink).settings), key: KEY }),
    organisation: async (names) => {
      const host = only(server);
      const small = await smallOrganisation(host, names);
      organisations += 1;
      return withAddresses(host, small, organisations);
    },
    confirmed: async (told, candidate = booking.only(told)) => {
      const choice = await booking.bestOf(told, candidate);
      return (await booking.confirm(told, candidate, choice, candidate)).json<LoopView>();
    },
    cancel: async (told, loop) =>
      (await only(server).ask('POST', booking.path(told, `loops/${loop}/cancel`))).json<LoopView>(),
  };
}

/** Ada, Bob and the candidates get addresses of their own, which no other `tag` has. */
export async function withAddresses(host: Pick<TestServer, 'ask'>, small: Small, tag: number): Promise<Told> {
  const at = `/api/o/${small.organisation}`;
  const addressOf = (name: string): string => `${name.toLowerCase()}@org${tag}.example.org`;
  for (const { id, name } of [small.ada, small.bob]) {
    const body = {
      name,
      title: 'Engineer',
      timeZone: 'Europe/Berlin',
      works: [],
      version: 1,
      pools: [name === 'Ada' ? 'Design' : 'Learning'],
      email: addressOf(name),
    };
    (await host.ask('PUT', `${at}/people/${id}`, { body })).json();
  }
  for (const { id, name } of small.candidates) {
    const body = {
      name,
      timeZone: 'America/New_York',
      available: [],
      version: 1,
      email: addressOf(name),
    };
    (await host.ask('PUT', `${at}/candidates/${id}`, { body })).json();
  }
  return { ...small, addressOf };
}
