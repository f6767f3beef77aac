/** Sessions that are written into the calendars of those who sit in them: Radicale, read by a second client. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sql } from 'kysely';
import type { LoopView } from '#contract/loop.ts';
import { minuteOf } from '#domain/time/zoned.ts';
import { appointment, calendarText } from './appointments.ts';
import { forEachDatabase } from './databases.ts';
import { LOGIN } from './radicale.ts';
import { eventOf, readMails } from './read-invitations.ts';
import type { Told } from './told-world.ts';
import { writtenWorld, writtenWorldAbsent } from './written-world.ts';

const absent = writtenWorldAbsent();

if (absent === undefined) forEachDatabase('written calendars', suite);
else it('written calendars', { skip: absent }, () => undefined);

function suite(database: Parameters<Parameters<typeof forEachDatabase>[1]>[0]): void {
  const world = writtenWorld(database);
  /** Those in which Ada sits. */
  const starts = (told: Told, loop: LoopView): number[] =>
    loop.sessions
      .filter(({ people }) => people.some(({ id }) => id === told.ada.id))
      .map(({ start }) => minuteOf(start));
  const seenStarts = (path: string): number[] => world.seen(path).map(({ start }) => minuteOf(start));
  const withCyd = async (told: Told): Promise<void> => {
    const body = { name: 'Cyd', timeZone: 'Europe/Berlin', works: [], pools: ['Design'] };
    (await world.server().ask('POST', `/api/o/${told.organisation}/people`, { body })).json();
  };

  it('writes nothing without the choice, and with it what the invitations say, under the same UIDs', async () => {
    const told = await world.organisation();
    const [silent, chosen] = [await world.calendar(), await world.calendar()];
    await world.connect(told, silent, false);
    await world.connect(told, chosen, true);
    const loop = await world.confirmed(told);
    assert.deepEqual(await world.write(), ['written', 'written']);
    assert.deepEqual(world.seen(silent), []);
    const seen = world.seen(chosen);
    assert.deepEqual(seenStarts(chosen), starts(told, loop));
    const count = loop.sessions.flatMap(({ people }) => people).length + 1;
    const mails = readMails(await world.sink().wait(count)) ?? [];
    const invited = mails.filter(({ to }) => to === told.addressOf('Ada')).map(eventOf);
    for (const event of seen) {
      const mailed = invited.find(({ uid }) => uid === event.uid);
      assert.ok(mailed, 'a mailed invitation and the written event are one event');
      const { summary, description, location, sequence, start, end, attendees } = mailed;
      assert.deepEqual(
        [event.summary, event.description, event.location, event.sequence, event.start, event.end],
        [summary, description, location, sequence, start, end],
      );
      assert.deepEqual(
        event.attendees,
        attendees.map(({ address }) => address),
      );
    }
    const [, shown] = await world.adas(told);
    assert.deepEqual(shown?.writing, {
      chosen: true,
      written: 2,
      waiting: 0,
      failed: 0,
      moved: 0,
      removed: 0,
    });
    const [entry] = (await world.ledger(told))[0]?.entries.filter(({ id }) => id === told.ada.id) ?? [];
    assert.equal(entry?.calendar?.standing, 'written');
  });

  it('takes out the seat that she loses, and everything when the loop is cancelled', async () => {
    const told = await world.organisation();
    await withCyd(told);
    const path = await world.calendar();
    await world.connect(told, path, true);
    const loop = await world.confirmed(told);
    await world.write();
    assert.equal(world.seen(path).length, 2);
    await world.repair(told, loop, { what: 'declined', module: 'design', person: told.ada.id });
    await world.write();
    const left = (
      await world.server().ask('GET', `/api/o/${told.organisation}/loops/${loop.id}`)
    ).json<LoopView>();
    assert.deepEqual(seenStarts(path), starts(told, left));
    await world.cancel(told, loop.id);
    await world.write();
    assert.deepEqual(world.seen(path), []);
    const rows = await sql`select from written_event where organisation_id = ${told.organisation}`.execute(
      database.store().db,
    );
    assert.equal(rows.rows.length, 0, 'nothing is kept of what is taken out');
  });

  it('writes nothing of a plan that is cancelled before anything was written', async () => {
    const told = await world.organisation();
    const path = await world.calendar();
    await world.connect(told, path, true);
    await world.cancel(told, (await world.confirmed(told)).id);
    assert.deepEqual(await world.write(), []);
  });

  it('waits while the server is away, says so, and catches up when it is back', async () => {
    const told = await world.organisation();
    const path = await world.calendar();
    await world.connect(told, path, true);
    await world.radicale().stop();
    await world.confirmed(told);
    // The first fails, and keeps the second waiting as long.
    assert.deepEqual(await world.writeDue(), ['unreachable']);
    const [shown] = await world.adas(told);
    assert.deepEqual(
      [shown?.writing?.waiting, shown?.writing?.fault?.text],
      [2, `${shown?.place}: Nobody answers there.`],
    );
    const entries = (await world.ledger(told))[0]?.entries.filter(({ id }) => id === told.ada.id) ?? [];
    assert.deepEqual(
      entries.map(({ calendar }) => calendar?.standing),
      ['retried', 'retried'],
    );
    const { rows } = await sql<{ minutes: number }>`
      select round(extract(epoch from max(next_at) - now()) / 60)::int as minutes from written_event
      where organisation_id = ${told.organisation}`.execute(database.store().db);
    assert.equal(rows[0]?.minutes, 1);
    await world.radicale().start();
    assert.deepEqual(await world.write(), ['written', 'written']);
    assert.equal(world.seen(path).length, 2);
    assert.equal((await world.adas(told))[0]?.writing?.fault, undefined);
  });

  it('gives up after three days, says so, and tries again when somebody asks for it', async () => {
    const told = await world.organisation();
    const path = await world.calendar();
    const { id } = await world.connect(told, path, true);
    await world.confirmed(told);
    await sql`update written_event set expires_at = now() where organisation_id = ${told.organisation}`.execute(
      database.store().db,
    );
    assert.deepEqual(await world.write(), []);
    assert.equal((await world.adas(told))[0]?.writing?.failed, 2);
    (await world.post(told, '/write-again', { calendar: id })).json();
    assert.deepEqual(await world.write(), ['written', 'written']);
  });

  it('writes what is to come into a calendar that is chosen later, and moves along with the choice', async () => {
    const told = await world.organisation();
    const [first, second] = [await world.calendar(), await world.calendar()];
    const [one, two] = [await world.connect(told, first, false), await world.connect(told, second, false)];
    await world.confirmed(told);
    assert.deepEqual(await world.write(), []);
    (await world.post(told, '/write', { calendar: one.id })).json();
    await world.write();
    const uids = world.seen(first).map(({ uid }) => uid);
    assert.equal(uids.length, 2);
    (await world.post(told, '/write', { calendar: two.id })).json();
    await world.write();
    assert.deepEqual([world.seen(first), world.seen(second).map(({ uid }) => uid)], [[], uids]);
    (await world.post(told, '/write', {})).json();
    await world.write();
    assert.deepEqual(world.seen(second), []);
  });

  it('refuses a calendar that is to be read only, when connecting and later, and connects nothing then', async () => {
    const told = await world.organisation();
    world.radicale().makeReadOnlyCalendar(`of-${database.kind}`, 'Holidays');
    const path = `/ada/locked-of-${database.kind}/`;
    const address = `${world.radicale().url}${path}`;
    const account = { kind: 'caldav', ...LOGIN, calendars: [address], writes: address };
    const refused = await world.post(told, '', account);
    assert.equal(refused.problem().code, 'calendar');
    assert.match(refused.problem().detail, /lets us read this calendar, and not write into it/);
    assert.deepEqual(await world.adas(told), []);
    const { id, writable } = await world.connect(told, path, false);
    assert.equal(writable, false, 'the page does not offer it');
    assert.equal((await world.post(told, '/write', { calendar: id })).problem().code, 'calendar');
    assert.equal((await world.adas(told))[0]?.writing, undefined);
  });

  it('is asked in vain by a calendar that was shared for reading only meanwhile, and says what to do', async () => {
    const told = await world.organisation();
    const path = await world.calendar();
    const { id } = await world.connect(told, path, true);
    await world.confirmed(told);
    world.radicale().makeReadOnlyCalendar(`then-${database.kind}`, 'Mine');
    const { context } = world.server().services;
    const account = {
      kind: 'caldav',
      address: `${world.radicale().url}/ada/locked-then-${database.kind}/`,
      ...LOGIN,
    };
    const sealed = context.sealing.seal(JSON.stringify(account), `calendar ${id}`);
    await sql`update calendar set account = ${sealed} where id = ${id}`.execute(database.store().db);
    assert.deepEqual(await world.write(), ['read-only'], 'what lasts is not tried again and again');
    assert.deepEqual(await world.write(), []);
    const [shown] = await world.adas(told);
    assert.equal(shown?.writing?.failed, 2);
    assert.match(shown.writing.fault?.remedy ?? '', /Choose another calendar/);
  });

  it('does not take what it wrote for other appointments, nor what is about to be taken out', async () => {
    const told = await world.organisation();
    await withCyd(told);
    const path = await world.calendar();
    await world.connect(told, path, true);
    await world.radicale().put(`${path}dentist.ics`, calendarText(appointment('d', 3, ['0900', '1000'])));
    const loop = await world.confirmed(told);
    await world.write();
    const busy = async (): Promise<number> => {
      await world.refresh();
      const { rows } =
        await sql`select from calendar_busy where organisation_id = ${told.organisation}`.execute(
          database.store().db,
        );
      return rows.length;
    };
    assert.equal(await busy(), 1);
    await world.repair(told, loop, { what: 'declined', module: 'design', person: told.ada.id });
    await world.radicale().put(`${path}other.ics`, calendarText(appointment('o', 4, ['0900', '1000'])));
    await sql`update calendar set marks = '{}' where organisation_id = ${told.organisation}`.execute(
      database.store().db,
    );
    assert.equal(await busy(), 2, 'hers alone');
  });

  it('says what she had changed by hand, keeps what she added, and puts it where it is planned', async () => {
    const told = await world.organisation();
    const path = await world.calendar();
    const { id } = await world.connect(told, path, true);
    await world.confirmed(told);
    await world.write();
    const before = world.seen(path);
    const [design, debrief] = before;
    assert.ok(design && debrief);
    const text = await world.radicale().get(design.path);
    const alarm = 'BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:x\r\nTRIGGER:-PT7M\r\nEND:VALARM\r\n';
    const moved = text
      .replace(/DTEND:\d+T\d+Z/, 'DTEND:20300101T000000Z')
      .replace('END:VEVENT', `${alarm}END:VEVENT`);
    await world.radicale().put(design.path, moved);
    await world.radicale().drop(debrief.path);
    (await world.post(told, '/write-again', { calendar: id })).json();
    assert.deepEqual(await world.write(), ['written', 'written']);
    const after = world.seen(path);
    assert.deepEqual(
      after.map(({ uid, start, end }) => [uid, start, end]),
      before.map(({ uid, start, end }) => [uid, start, end]),
    );
    assert.equal(after[0]?.alarms, 1);
    const [shown] = await world.adas(told);
    assert.deepEqual([shown?.writing?.moved, shown?.writing?.removed], [1, 1]);
    const entries = (await world.ledger(told))[0]?.entries.filter((entry) => entry.id === told.ada.id) ?? [];
    assert.deepEqual(
      entries.map(({ calendar }) => calendar?.byHand),
      ['moved', 'removed'],
    );
  });

  it('F11: two workers, one of them begun anew, write each event once', async () => {
    const told = await world.organisation();
    const path = await world.calendar();
    await world.connect(told, path, true);
    await world.confirmed(told);
    const became = (await Promise.all([1, 2, 3].map(world.writeDue))).flat();
    assert.deepEqual(became, ['written', 'written']);
    // One that was written, and whose worker ended before it could say so.
    await sql`update written_event set path = null, mark = null, written = null, next_at = now()
      where organisation_id = ${told.organisation}`.execute(database.store().db);
    await world.write();
    assert.equal(world.seen(path).length, 2);
    assert.deepEqual((await world.adas(told))[0]?.writing?.moved, 0);
  });

  it('writes from the sample into no calendar', async () => {
    const told = await world.organisation();
    const path = await world.calendar();
    const { id } = await world.connect(told, path, true);
    await sql`update organisation set sample = true where id = ${told.organisation}`.execute(
      database.store().db,
    );
    await world.confirmed(told);
    assert.deepEqual(await world.write(), []);
    assert.match((await world.post(told, '/write', { calendar: id })).problem().detail, /sample/);
  });

  it('leaves no error behind', () => assert.deepEqual(world.server().errors, []));
}
