/** What holds of connected calendars beside what people do with them: how many, whose, by which key, and who is told. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, it } from 'node:test';
import { sql } from 'kysely';
import { ok } from '#domain/result.ts';
import { calendarText, instantAhead } from './appointments.ts';
import { bentCalendars, type BentCalendars } from './bent-calendars.ts';
import { calendarSteps, meeting } from './calendar-steps.ts';
import { forEachDatabase } from './databases.ts';
import { MAIL } from './links.ts';
import { smallOrganisation, type Small } from './small-organisation.ts';
import { testServer, type TestServer } from './web-server.ts';

forEachDatabase('the rules of connected calendars', (database) => {
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
  const feedAt = (path: string): object => ({ kind: 'feed', address: `${bent.url}${path}` });

  it('one person has ten at most, and none of them twice', async () => {
    const small = await smallOrganisation(server);
    for (let index = 0; index < 10; index += 1) {
      bent.serve(`/ten-${index}.ics`, calendarText(meeting('a', 3)));
      await connect(small, `/ten-${index}.ics`);
      if (index > 0) continue;
      assert.match((await post(small, '', feedAt('/ten-0.ics'))).problem().detail, /connected already/);
    }
    bent.serve('/eleventh.ics', calendarText(meeting('a', 3)));
    assert.match((await post(small, '', feedAt('/eleventh.ics'))).problem().detail, /At most 10 calendars/);
    assert.equal((await adas(small)).length, 10);
  });

  it('nothing is done about a calendar of somebody else, or about a file, or about a password that there is not', async () => {
    const small = await smallOrganisation(server);
    bent.serve('/whose.ics', calendarText(meeting('a', 3)));
    const feed = await connect(small, '/whose.ics');
    const ofBob = { ...small, ada: small.bob };
    for (const [rest, body] of [
      ['/disconnect', {}],
      ['/empty', {}],
      ['/refresh', {}],
      ['/sign-in', { password: 'x' }],
    ] as const) {
      assert.equal(
        (await post(ofBob, rest, { calendar: feed.id, ...body })).problem().code,
        'not-found',
        rest,
      );
    }
    const password = await post(small, '/sign-in', { calendar: feed.id, password: 'x' });
    assert.match(password.problem().detail, /without a password/);
    const upload = { body: calendarText(meeting('b', 4)), headers: { 'content-type': 'text/calendar' } };
    (await server.ask('PUT', `/api/o/${small.organisation}/people/${small.ada.id}/calendar`, upload)).json();
    const file = (await adas(small)).find(({ kind }) => kind === 'file');
    for (const rest of ['/disconnect', '/empty', '/refresh']) {
      assert.equal((await post(small, rest, { calendar: file?.id })).problem().code, 'not-found', rest);
    }
    assert.equal((await busy(small)).length, 2);
  });

  it('an account that was sealed for another calendar, or with another key, is not opened, and what was known stays', async () => {
    const small = await smallOrganisation(server);
    for (const [path, days] of [
      ['/one.ics', 3],
      ['/two.ics', 4],
    ] as const) {
      bent.serve(path, calendarText(meeting('a', days)));
      await connect(small, path);
    }
    const { db } = database.store();
    await sql`update calendar c set account = o.account from calendar o where c.organisation_id = ${small.organisation}
      and o.organisation_id = c.organisation_id and o.id <> c.id`.execute(db);
    const asked = bent.asked.length;
    assert.deepEqual(await refresh(small), ['key', 'key']);
    assert.equal(bent.asked.length, asked, 'nobody is asked');
    assert.deepEqual(
      (await adas(small)).map(({ standing }) => standing),
      ['failed', 'failed'],
    );
    assert.deepEqual(await busy(small), [instantAhead(3, '09:00'), instantAhead(4, '09:00')]);
  });

  it('F11: what somebody else has in hand is passed over, not waited for', async (t) => {
    if (database.kind !== 'server') return t.skip('the embedded database serves one at a time');
    const small = await smallOrganisation(server);
    for (const path of ['/first.ics', '/second.ics']) {
      bent.serve(path, calendarText(meeting('a', 3)));
      await connect(small, path);
    }
    const [first = '', second = ''] = (await adas(small)).map(({ id }) => id);
    const { db } = database.store();
    await sql`update calendar set next_at = case id when ${first} then now() - interval '2 minutes'
      when ${second} then now() - interval '1 minute' else now() + interval '1 day' end
      where kind <> 'file'`.execute(db);
    const taken = await db.transaction().execute(async (tx) => {
      await sql`select from calendar where id = ${first} for update`.execute(tx);
      return server.services.context.store.keep(async ({ calendarWork }) => ok(await calendarWork.claim(10)));
    });
    assert.ok(taken.ok);
    assert.equal(taken.value?.id, second);
    return undefined;
  });

  it('F11: what was being read when its owner moved to another zone comes too late', async () => {
    const small = await smallOrganisation(server);
    const day = instantAhead(3, '00:00').slice(0, 10);
    const date = `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`;
    const text = calendarText(['BEGIN:VEVENT', 'UID:d', date, 'END:VEVENT'].join('\r\n'));
    bent.serve('/late-zone.ics', text);
    await connect(small, '/late-zone.ics');
    const at = `/api/o/${small.organisation}/people/${small.ada.id}`;
    const body = { name: 'Ada', timeZone: 'UTC', works: [], pools: ['Design'], version: 1 };
    bent.at.set('/late-zone.ics', (_request, response) => {
      bent.serve('/late-zone.ics', text);
      void server.ask('PUT', at, { body }).then(() => response.end(text));
    });
    assert.deepEqual(await refresh(small), ['whole', 'whole'], 'it is read once more, in the new zone');
    assert.deepEqual(await busy(small), [`${day}T00:00:00Z`]);
  });

  it('everything is read anew after a week, and not before', async () => {
    const small = await smallOrganisation(server);
    bent.serve('/weekly.ics', calendarText(meeting('a', 3)));
    await connect(small, '/weekly.ics');
    const age = (days: number) =>
      sql`update calendar set read_at = now() - ${`${days} days`}::interval
        where organisation_id = ${small.organisation}`.execute(database.store().db);
    await age(6);
    assert.deepEqual(await refresh(small), ['unchanged']);
    await age(8);
    assert.deepEqual(await refresh(small), ['whole']);
  });

  it('nothing heard of for hours is stale, and fresh with the next answer, though it says nothing new', async () => {
    const small = await smallOrganisation(server);
    bent.serve('/silent.ics', calendarText(meeting('a', 3)));
    await connect(small, '/silent.ics');
    await sql`update calendar set seen_at = now() - interval '4 hours'
      where organisation_id = ${small.organisation}`.execute(database.store().db);
    assert.equal((await adas(small))[0]?.standing, 'stale');
    assert.deepEqual(await refresh(small), ['unchanged']);
    assert.equal((await adas(small))[0]?.standing, 'fresh');
  });

  it('the owner is told of what lasts, and of a calendar that is suddenly empty, once and not again after the letter is sent', async () => {
    const { db } = database.store();
    const written = async (small: Small): Promise<number> => {
      const rows = await db
        .updateTable('outbox_message')
        .set({ content: null, next_at: null, sent_at: sql`now()` })
        .where('organisation_id', '=', small.organisation)
        .returning('id')
        .execute();
      return rows.length;
    };
    const failing = await withEmail();
    bent.serve('/lasting.ics', calendarText(meeting('a', 3)));
    await connect(failing, '/lasting.ics');
    bent.status('/lasting.ics', 500);
    await refresh(failing);
    assert.equal(await written(failing), 0, 'that may heal by itself');
    await sql`update calendar set failing_since = now() - interval '7 hours'
      where organisation_id = ${failing.organisation}`.execute(db);
    for (let time = 0; time < 3; time += 1) {
      await refresh(failing);
      assert.equal(await written(failing), 1);
    }
    const emptied = await withEmail();
    bent.serve('/empty.ics', calendarText(meeting('a', 3)));
    await connect(emptied, '/empty.ics');
    bent.serve('/empty.ics', calendarText());
    for (let time = 0; time < 3; time += 1) {
      assert.deepEqual(await refresh(emptied), ['emptied']);
      assert.equal(await written(emptied), 1);
    }
  });

  it('nobody is told in the sample, and those who plan where the owner has no address', async () => {
    const { db } = database.store();
    const failing = async (path: string, small: Small): Promise<void> => {
      bent.serve(path, calendarText(meeting('a', 3)));
      await connect(small, path);
      bent.status(path, 404);
    };
    const told = async (small: Small): Promise<string[]> => {
      for (let time = 0; time < 3; time += 1) await refresh(small);
      return (await letters(small)).map(({ to, subject }) => `${to}: ${subject}`);
    };
    const sample = await withEmail();
    await failing('/sample.ics', sample);
    await sql`update organisation set sample = true where id = ${sample.organisation}`.execute(db);
    assert.deepEqual(await told(sample), []);

    const small = await smallOrganisation(server);
    await failing('/nowhere.ics', small);
    const account = randomUUID();
    await sql`insert into account (id, email, name, password)
      values (${account}, 'bob@example.org', 'Bob', 'x')`.execute(db);
    await sql`insert into membership (organisation_id, person_id, account_id, roles)
      values (${small.organisation}, ${small.bob.id}, ${account}, '["coordinator"]')`.execute(db);
    assert.deepEqual(await told(small), [`bob@example.org: Ada’s calendar at ${bent.place} cannot be read`]);
  });

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});
