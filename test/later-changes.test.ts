/** What is different by now from what was confirmed: calendars (F8), and clocks (B4, B5, B6). */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, it } from 'node:test';
import { sql } from 'kysely';
import type { AttentionView, WeekView } from '#contract/attention.ts';
import type { LoopView } from '#contract/loop.ts';
import { auditZones as printZones } from '../src/cli/zones-audit.ts';
import { ok } from '#domain/result.ts';
import { record } from '#usecases/audit/record.ts';
import { auditZones } from '#usecases/calendars/audit-zones.ts';
import { tellLoops } from '#usecases/telling/tell-loops.ts';
import { calendarText, instantAhead } from './appointments.ts';
import { bentCalendars, type BentCalendars } from './bent-calendars.ts';
import { calendarSteps } from './calendar-steps.ts';
import { forEachDatabase } from './databases.ts';
import { MAIL } from './links.ts';
import { bookingAt, smallOrganisation, type Small } from './small-organisation.ts';
import { smallSuperday, superdaysAt } from './small-superday.ts';
import { testServer, type TestServer } from './web-server.ts';

forEachDatabase('what changes after a day was confirmed', (database) => {
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
  const superdays = superdaysAt(() => server);
  const { connect, refresh, letters, withEmail } = calendarSteps(database, {
    server: () => server,
    bent: () => bent,
  });
  const { path, confirm, bestOf, only } = bookingAt(() => server);
  const confirmed = async (small: Small): Promise<LoopView> =>
    (await confirm(small, only(small), await bestOf(small, only(small)), randomUUID())).json<LoopView>();
  const attention = async (small: Pick<Small, 'organisation'>): Promise<AttentionView> =>
    (await server.ask('GET', path(small, 'attention'))).json<AttentionView>();
  const loopNow = async (small: Small, id: string): Promise<LoopView> =>
    (await server.ask('GET', path(small, `loops/${id}`))).json<LoopView>();
  const block = (start: string, end: string): string => {
    const plain = (at: string): string => Temporal.Instant.from(at).toString().replaceAll(/[-:]/g, '');
    return ['BEGIN:VEVENT', 'UID:x', `DTSTART:${plain(start)}`, `DTEND:${plain(end)}`, 'END:VEVENT'].join(
      '\r\n',
    );
  };

  it('F8: a calendar that says busy at a booked hour is shown in the loop and in the list, until it is repaired', async () => {
    const small = await smallOrganisation(server);
    const loop = await confirmed(small);
    const [design] = loop.sessions;
    assert.ok(design);
    assert.deepEqual([loop.conflicts, (await attention(small)).conflicts], [[], []]);
    bent.serve('/f8.ics', calendarText());
    await connect(small, '/f8.ics');
    bent.serve('/f8.ics', calendarText(block(design.start, design.end)));
    await refresh(small);
    const [conflict] = (await attention(small)).conflicts;
    assert.deepEqual(
      [
        conflict?.name,
        conflict?.title,
        conflict?.loops.map(({ id, module, candidate }) => [id, module, candidate]),
      ],
      ['Ada', 'System design', [[loop.id, 'design', 'Lee']]],
    );
    assert.deepEqual(
      (await loopNow(small, loop.id)).conflicts?.map(({ person }) => person),
      [small.ada.id],
    );
    const at = path(small, `people/${small.ada.id}/week?date=${small.day}`);
    const week = (await server.ask('GET', at)).json<WeekView>();
    assert.deepEqual(
      week.sessions.map(({ title, conflict: clash }) => [title, clash]),
      [
        ['System design', true],
        ['Debrief', false],
      ],
    );
    assert.equal(week.busy.length, 1);
    const event = { what: 'declined', module: 'design', person: small.ada.id };
    const repairs = await server.ask('POST', path(small, `loops/${loop.id}/repairs`), { body: event });
    assert.equal(repairs.status, 200, 'the way into repair is open');
    bent.serve('/f8.ics', calendarText(block(instantAhead(40, '09:00'), instantAhead(40, '10:00'))));
    await refresh(small);
    assert.equal((await attention(small)).conflicts.length, 0);
  });

  it('F8: at the very moment of booking it is booked or refused, and a conflict never stays unseen', async () => {
    const small = await smallOrganisation(server);
    bent.serve('/moment.ics', calendarText());
    await connect(small, '/moment.ics');
    const choice = await bestOf(small, only(small));
    const [design] = choice.sessions;
    assert.ok(design);
    bent.serve('/moment.ics', calendarText(block(design.start, design.end)));
    const [answer] = await Promise.all([confirm(small, only(small), choice, randomUUID()), refresh(small)]);
    const { conflicts } = await attention(small);
    if (answer.status === 200) assert.equal(conflicts.length, 1);
    else {
      assert.equal(answer.problem().code, 'rules-broken');
      assert.equal(conflicts.length, 0);
    }
  });

  it('shows a week only to whoever plans and the person, on the person’s own clocks', async () => {
    const small = await smallOrganisation(server);
    const at = path(small, `people/${small.ada.id}/week`);
    const week = (await server.ask('GET', `${at}?date=2027-03-28`)).json<WeekView>();
    assert.deepEqual([week.days[0], week.days.at(-1)], ['2027-03-22', '2027-03-28']);
    assert.equal((await server.ask('GET', `${at}?date=tomorrow`)).problem().code, 'faults');
  });

  /** As if it had been confirmed with zone data by which Berlin’s clocks were some hours off from then on. */
  const withOldZoneData = async (
    small: Pick<Small, 'organisation'>,
    version = '2020a',
    hours = 1,
  ): Promise<void> => {
    const off = `${hours} hours`;
    await sql`update session set starts_at = starts_at + ${off}::interval, ends_at = ends_at + ${off}::interval,
      tz_version = ${version} where organisation_id = ${small.organisation}`.execute(database.store().db);
    const { db } = database.store();
    const { rows } = await sql<{ id: string }>`select session_id as id from booking
      where organisation_id = ${small.organisation} group by 1 order by min(lower(span)) desc`.execute(db);
    // The later session first, so that none is ever where another is.
    for (const { id } of rows) {
      await sql`update booking set span = tstzrange(lower(span) + ${off}::interval, upper(span) + ${off}::interval)
        where session_id = ${id}`.execute(db);
    }
  };

  it('B4: a session that clocks have moved is listed, and keeps its time on the wall when it is moved', async () => {
    const small = await smallOrganisation(server);
    const before = await confirmed(small);
    await withOldZoneData(small);
    const shown = await attention(small);
    assert.deepEqual(
      shown.moved.map(({ title, loops, wallStart, timeZone }) => [
        title,
        loops[0]?.candidate,
        wallStart,
        timeZone,
      ]),
      [
        ['System design', 'Lee', `${small.day}T09:00`, 'Europe/Berlin'],
        ['Debrief', 'Lee', `${small.day}T09:45`, 'Europe/Berlin'],
      ],
    );
    assert.equal((await loopNow(small, before.id)).moved, 2);
    const moved = (await server.ask('POST', path(small, `loops/${before.id}/clocks`))).json<LoopView>();
    assert.deepEqual(
      moved.sessions.map(({ start, end }) => [start, end]),
      before.sessions.map(({ start, end }) => [start, end]),
    );
    assert.deepEqual((await attention(small)).moved, []);
    const rows = await sql<{ at: string; version: string; sequence: number }>`
      select lower(b.span) as at, s.tz_version as version, l.sequence from booking b
        join session s on s.id = b.session_id join session_loop sl on sl.session_id = s.id join loop l on l.id = sl.loop_id
      where b.organisation_id = ${small.organisation} and b.resource_id = ${small.ada.id} order by 1`.execute(
      database.store().db,
    );
    assert.deepEqual(
      rows.rows.map(({ at, version, sequence }) => [Temporal.Instant.from(at).toString(), version, sequence]),
      before.sessions.map(({ start }) => [
        Temporal.Instant.from(start).toString(),
        server.services.context.tzVersion,
        1,
      ]),
    );
    const again = await server.ask('POST', path(small, `loops/${before.id}/clocks`));
    assert.equal(again.problem().code, 'changed-meanwhile');
  });

  it('B4: of several who press at once one moves them, and the others are told that it is done', async () => {
    const small = await smallOrganisation(server);
    const loop = await confirmed(small);
    await withOldZoneData(small);
    const press = () => server.ask('POST', path(small, `loops/${loop.id}/clocks`));
    const answers = await Promise.all([press(), press(), press(), press()]);
    const codes = answers.map((answer) => (answer.status === 200 ? 'done' : answer.problem().code));
    assert.deepEqual(
      codes.filter((code) => code !== 'changed-meanwhile'),
      ['done'],
    );
  });

  it('B4: loops that share a group session follow the clocks together', async () => {
    const superday = await smallSuperday(server, ['Ann', 'Ben']);
    const { loops } = await superdays.confirmed(superday);
    await withOldZoneData(superday);
    const before = (await attention(superday)).moved.length;
    assert.ok(before >= 3, 'the exercise, and a talk of each');
    const answer = await server.ask('POST', path(superday, `loops/${loops[0]?.id}/clocks`));
    assert.equal(answer.status, 200, answer.text);
    assert.deepEqual((await attention(superday)).moved, []);
  });

  it('B4: whoever was told of the instant that is no more is told of the one that is', async () => {
    const small = await withEmail();
    const loop = await confirmed(small);
    await withOldZoneData(small);
    const { context } = server.services;
    const told = await context.store.write(async (tables) => {
      await tellLoops(context, tables, { organisation: small.organisation, loops: [loop.id] });
      record(context, tables, { organisation: small.organisation, id: loop.id, action: 'told-again' });
      return ok(null);
    });
    assert.ok(told.ok);
    const startsTold = async (): Promise<ReadonlySet<string | undefined>> =>
      new Set(
        (await letters(small)).map(({ calendar }) => /^DTSTART:(\S+)$/m.exec(calendar?.text ?? '')?.[1]),
      );
    const wrong = await startsTold();
    assert.equal((await server.ask('POST', path(small, `loops/${loop.id}/clocks`))).status, 200);
    const right = new Set(
      loop.sessions.map(({ start }) => Temporal.Instant.from(start).toString().replaceAll(/[-:]/g, '')),
    );
    assert.notDeepEqual(wrong, right);
    assert.deepEqual(await startsTold(), right);
  });

  it('B4: nobody is moved where somebody is booked by now, and it says by what', async () => {
    const small = await smallOrganisation(server, ['Lee', 'Kim']);
    const [lee = '', kim = ''] = small.candidates.map(({ id }) => id);
    const first = (await confirm(small, lee, await bestOf(small, lee), randomUUID())).json<LoopView>();
    await withOldZoneData(small, '2020a', 2);
    // Kim gets the hour that was promised to Lee.
    const free = await bestOf(small, kim);
    const sessions = free.sessions.map((session, index) => {
      const { start = '', end = '' } = first.sessions[index] ?? {};
      return { ...session, start, end };
    });
    (await confirm(small, kim, { sessions }, randomUUID())).json<LoopView>();
    const refused = await server.ask('POST', path(small, `loops/${first.id}/clocks`));
    assert.equal(refused.problem().code, 'taken');
    assert.match(refused.problem().detail, /with Kim.*Nothing was moved/);
    assert.equal((await loopNow(small, first.id)).moved, 2);
  });

  it('B4, B6: the command and the start of the server tell what clocks have moved, and of newer zone data', async () => {
    const small = await smallOrganisation(server);
    await confirmed(small);
    await withOldZoneData(small, '2099a');
    const audit = await auditZones(server.services.context);
    assert.equal(audit.newer, '2099a');
    const lines: string[] = [];
    const status = await printZones(
      { stdout: (text) => lines.push(text), stderr: (text) => lines.push(text) },
      () => Promise.resolve({ ...audit, own: '2026c' }),
    );
    assert.equal(status, 1);
    assert.match(lines.join(''), new RegExp(`promised for ${small.day} 09:00 Europe/Berlin \\(by 2099a\\)`));
    assert.match(lines.join(''), /newer zone data 2099a/);
    assert.doesNotMatch(lines.join(''), /Lee|Ada|System design/);
    assert.equal((await attention(small)).zones.newer, '2099a');
  });

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});
