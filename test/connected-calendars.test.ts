/** Calendars that are connected and read again: the cases A12, A13 and A14. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { sql } from 'kysely';
import type { DaySearchResult } from '#contract/day-search.ts';
import type { Refreshed } from '#usecases/calendars/refresh-calendars.ts';
import { startRefreshing } from '../src/jobs/refreshing.ts';
import { calendarText, instantAhead } from './appointments.ts';
import { bentCalendars, type BentCalendars } from './bent-calendars.ts';
import { calendarSteps, meeting } from './calendar-steps.ts';
import { forEachDatabase } from './databases.ts';
import { MAIL } from './links.ts';
import { smallOrganisation } from './small-organisation.ts';
import { testServer, type TestServer } from './web-server.ts';

forEachDatabase('connected calendars', (database) => {
  let server: TestServer;
  let bent: BentCalendars;
  before(async () => {
    bent = await bentCalendars();
    server = testServer(database.store(), { ...MAIL, outboundAllow: [bent.place] });
  });
  after(async () => {
    await server.services.close();
    await bent.close();
  });

  const { post, connect, adas, refresh, busy, letters, withEmail } = calendarSteps(database, {
    server: () => server,
    bent: () => bent,
  });

  it('adds up several calendars of one person, each with its source and how fresh it is', async () => {
    const small = await smallOrganisation(server);
    bent.serve('/several.ics', calendarText('X-WR-CALNAME:Work\\, mostly', meeting('a', 3)));
    const feed = await connect(small, '/several.ics');
    assert.deepEqual(
      [feed.kind, feed.name, feed.place, feed.standing, feed.busyBlocks],
      ['feed', 'Work, mostly', bent.place, 'fresh', 1],
    );
    const file = { body: calendarText(meeting('b', 4)), headers: { 'content-type': 'text/calendar' } };
    (await server.ask('PUT', `/api/o/${small.organisation}/people/${small.ada.id}/calendar`, file)).json();
    assert.deepEqual(
      (await adas(small)).map(({ kind, standing }) => [kind, standing]),
      [
        ['file', 'file'],
        ['feed', 'fresh'],
      ],
    );
    assert.deepEqual(await busy(small), [instantAhead(3, '09:00'), instantAhead(4, '09:00')]);
    await post(small, '/disconnect', { calendar: feed.id });
    assert.deepEqual(await busy(small), [instantAhead(4, '09:00')]);
  });

  it('A13: 304 is fresh, and asks for nothing more', async () => {
    const small = await smallOrganisation(server);
    bent.serve('/same.ics', calendarText(meeting('a', 3)));
    await connect(small, '/same.ics');
    const before = bent.asked.length;
    assert.deepEqual(await refresh(small), ['unchanged']);
    const [asked] = bent.asked.slice(before);
    assert.ok(asked?.headers['if-none-match']);
    assert.equal((await adas(small))[0]?.standing, 'fresh');
    assert.deepEqual(await busy(small), [instantAhead(3, '09:00')]);
  });

  const FAILURES: readonly (readonly [string, (path: string) => void, Refreshed['found'], string])[] = [
    ['A13: 404', (path) => bent.status(path, 404), 'not-found', 'failed'],
    ['A13: 410', (path) => bent.status(path, 410), 'gone', 'failed'],
    ['A13: 500', (path) => bent.status(path, 500), 'server', 'stale'],
    ['A13: 429', (path) => bent.status(path, 429, { 'retry-after': '7200' }), 'busy', 'stale'],
    [
      'A13: an answer that is too long',
      (path) => bent.at.set(path, (_request, response) => response.end(Buffer.alloc(5_000_001, 'x'))),
      'too-large',
      'stale',
    ],
    [
      'A13: nobody',
      (path) => bent.at.set(path, (request) => request.socket.destroy()),
      'unreachable',
      'stale',
    ],
    [
      'A12: a login page with 200',
      (path) => bent.at.set(path, (_request, response) => response.end('<!doctype html><p>Sign in')),
      'no-calendar',
      'failed',
    ],
    [
      'A12: an empty file',
      (path) => bent.at.set(path, (_request, response) => response.end()),
      'no-calendar',
      'failed',
    ],
    [
      'A12: a file that is cut off',
      (path) => bent.serve(path, calendarText(meeting('a', 3), meeting('b', 4)).slice(0, 200)),
      'no-calendar',
      'failed',
    ],
  ];
  for (const [name, breaks, code, standing] of FAILURES) {
    it(`${name} keeps what was known, is shown, tells the owner once, and heals`, async () => {
      const small = await withEmail();
      const path = `/${code}-${small.organisation}.ics`;
      const text = calendarText(meeting('a', 3));
      bent.serve(path, text);
      await connect(small, path);
      breaks(path);
      assert.deepEqual(await refresh(small), [code]);
      const [shown] = await adas(small);
      assert.equal(shown?.standing, standing);
      assert.match(shown?.fault?.text ?? '', /127\.0\.0\.1/);
      assert.match(shown?.fault?.remedy ?? '', /\.$/);
      assert.deepEqual(await busy(small), [instantAhead(3, '09:00')], 'the last good data stays');
      // For hours by now, so that somebody is told whatever it is.
      await sql`update calendar set failing_since = now() - interval '7 hours' where organisation_id = ${small.organisation}`.execute(
        database.store().db,
      );
      for (let time = 0; time < 3; time += 1) await refresh(small);
      const told = await letters(small);
      assert.deepEqual(
        told.map(({ to }) => to),
        ['ada@example.org'],
      );
      assert.match(told[0]?.text ?? '', /What was read last still counts/);
      bent.serve(path, text);
      await refresh(small);
      assert.deepEqual(
        [(await adas(small))[0]?.standing, await busy(small)],
        ['fresh', [instantAhead(3, '09:00')]],
      );
    });
  }

  it('A13: comes back later and later, and not before it is asked to', async () => {
    const small = await smallOrganisation(server);
    bent.serve('/later.ics', calendarText(meeting('a', 3)));
    await connect(small, '/later.ics');
    const minutes = async (): Promise<number> => {
      const { rows } = await sql<{
        minutes: number;
      }>`select round(extract(epoch from next_at - now()) / 60)::int as minutes
        from calendar where organisation_id = ${small.organisation}`.execute(database.store().db);
      return rows[0]?.minutes ?? 0;
    };
    await refresh(small);
    assert.equal(await minutes(), 15);
    bent.status('/later.ics', 500);
    const waits: number[] = [];
    for (let time = 0; time < 4; time += 1) {
      await refresh(small);
      waits.push(await minutes());
    }
    assert.deepEqual(waits, [5, 10, 20, 40]);
    bent.status('/later.ics', 503, { 'retry-after': '7200' });
    await refresh(small);
    assert.equal(await minutes(), 120);
  });

  it('A14: a feed that suddenly says nothing frees nobody, until somebody says that it is empty', async () => {
    const small = await withEmail();
    bent.serve('/emptied.ics', calendarText(meeting('a', 3), meeting('b', 4)));
    const feed = await connect(small, '/emptied.ics');
    bent.serve('/emptied.ics', calendarText());
    assert.deepEqual(await refresh(small), ['emptied']);
    assert.deepEqual(await refresh(small), ['emptied'], 'it is not taken for known');
    const [shown] = await adas(small);
    assert.deepEqual([shown?.standing, (await busy(small)).length], ['questioned', 2]);
    assert.deepEqual(
      (await letters(small)).map(({ to, subject }) => [to, subject]),
      [['ada@example.org', `Is your calendar at ${bent.place} really empty?`]],
    );
    assert.equal((await post(small, '/empty', { calendar: feed.id })).status, 200);
    assert.deepEqual(await busy(small), []);
    assert.deepEqual(await refresh(small), ['whole']);
    assert.equal((await adas(small))[0]?.standing, 'fresh');
    const twice = await post(small, '/empty', { calendar: feed.id });
    assert.equal(twice.problem().code, 'changed-meanwhile');
  });

  it('A14: the question is withdrawn when there are appointments again', async () => {
    const small = await smallOrganisation(server);
    bent.serve('/back.ics', calendarText(meeting('a', 3)));
    await connect(small, '/back.ics');
    bent.serve('/back.ics', calendarText());
    assert.deepEqual(await refresh(small), ['emptied']);
    bent.serve('/back.ics', calendarText(meeting('c', 5)));
    assert.deepEqual(await refresh(small), ['whole']);
    assert.deepEqual(
      [(await adas(small))[0]?.standing, await busy(small)],
      ['fresh', [instantAhead(5, '09:00')]],
    );
  });

  it('names beside the alternatives of a search whose calendar is not fresh', async () => {
    const small = await smallOrganisation(server);
    bent.serve('/stale.ics', calendarText(meeting('a', 3)));
    await connect(small, '/stale.ics');
    const search = async (): Promise<DaySearchResult> => {
      const body = { from: small.day, to: small.day };
      const at = `/api/o/${small.organisation}/candidates/${small.candidates[0]?.id}/search`;
      return (await server.ask('POST', at, { body })).json<DaySearchResult>();
    };
    assert.deepEqual((await search()).outdated, []);
    bent.status('/stale.ics', 500);
    await refresh(small);
    assert.deepEqual(
      (await search()).outdated.map(({ name }) => name),
      ['Ada'],
    );
  });

  it('reads everything anew when the owner moves to another zone', async () => {
    const small = await smallOrganisation(server);
    const day = instantAhead(3, '00:00').slice(0, 10);
    const whole = [
      'BEGIN:VEVENT',
      'UID:d',
      `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`,
      'END:VEVENT',
    ].join('\r\n');
    bent.serve('/zone.ics', calendarText(whole));
    await connect(small, '/zone.ics');
    const body = { name: 'Ada', timeZone: 'UTC', works: [], pools: ['Design'], version: 1 };
    (await server.ask('PUT', `/api/o/${small.organisation}/people/${small.ada.id}`, { body })).json();
    assert.deepEqual(await refresh(small), ['whole']);
    assert.deepEqual(await busy(small), [`${day}T00:00:00Z`]);
  });

  it('is woken, reads what is due, and leaves to another process what that one has taken', async () => {
    const small = await smallOrganisation(server);
    bent.serve('/woken.ics', calendarText(meeting('a', 3)));
    const feed = await connect(small, '/woken.ics');
    bent.serve('/woken.ics', calendarText(meeting('a', 3), meeting('b', 4)));
    await sql`update calendar set next_at = now() + interval '1 day' where kind <> 'file'`.execute(
      database.store().db,
    );
    const seen: string[] = [];
    const told = {
      refreshed: (one: Refreshed) => seen.push(one.calendar),
      failed: (error: unknown) => assert.fail(String(error)),
    };
    const two = [1, 2].map(() => startRefreshing(server.services.context, told, 3_600_000));
    await post(small, '/refresh', { calendar: feed.id });
    for (const one of two) one.wake();
    await Promise.all(two.map((one) => one.stop()));
    // Woken while it was stopped, it does not begin; so it is asked once more.
    if (seen.length === 0) await refresh(small);
    assert.ok(seen.length <= 1, 'nobody reads what another has taken');
    assert.equal((await busy(small)).length, 2);
  });

  it('F11: what somebody finds who took a calendar earlier counts no more', async () => {
    const small = await smallOrganisation(server);
    bent.serve('/turns.ics', calendarText(meeting('a', 3)));
    const feed = await connect(small, '/turns.ics');
    bent.at.set('/turns.ics', (_request, response) => {
      // While it is being read its owner disconnects and connects it anew.
      void sql`update calendar set turn = turn + 1 where id = ${feed.id}`
        .execute(database.store().db)
        .then(() => response.end(calendarText(meeting('late', 9))));
    });
    await refresh(small);
    assert.deepEqual(await busy(small), [instantAhead(3, '09:00')]);
  });

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});
