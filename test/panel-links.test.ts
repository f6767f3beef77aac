/** An external panelist's link: one session, as long as they sit in it, and not a byte more. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { sql } from 'kysely';
import type { LoopView } from '#contract/loop.ts';
import type { PanelLinkMade, PanelSeat, PanelView } from '#contract/panel.ts';
import type { Person, PeopleView } from '#contract/people.ts';
import type { Application } from '#domain/organisation/opening.ts';
import { forEachDatabase } from './databases.ts';
import { lookAt, tokenIn } from './links.ts';
import { bookingAt, smallOrganisation, type Small } from './small-organisation.ts';
import { testServer, type TestServer } from './web-server.ts';

type Let = {
  readonly small: Small;
  readonly loop: LoopView;
  readonly seat: PanelSeat;
  readonly link: string;
};

forEachDatabase('an external panelist’s link', (database) => {
  let server: TestServer;
  before(() => {
    server = testServer(database.store());
  });
  after(() => server.services.close());
  const { path, confirm, bestOf, only } = bookingAt(() => server);

  const personOf = async (small: Small, id: string): Promise<Person> => {
    const { people } = (await server.ask('GET', path(small, 'people'))).json<PeopleView>();
    const person = people.find((one) => one.id === id);
    assert.ok(person);
    return person as Person;
  };
  const mark = async (small: Small, id: string, outside: boolean): Promise<void> => {
    const { name, title, works, pools, version, email } = await personOf(small, id);
    const rest = { name, title: title ?? 'Engineer', works, pools, version, ...(email && { email }) };
    const body = { ...rest, timeZone: 'Asia/Kolkata', ...(outside && { outside }) };
    (await server.ask('PUT', path(small, `people/${id}`), { body })).json();
  };
  const make = async (small: Small, loop: string, seat: PanelSeat): Promise<string> =>
    (await server.ask('POST', path(small, `loops/${loop}/panel-links`), { body: seat })).json<PanelLinkMade>()
      .link;
  /** Ada, who leads both sessions of the loop, is from outside and has a link to the first. */
  const letIn = async (names?: readonly string[]): Promise<Let> => {
    const small = await smallOrganisation(server, names);
    await mark(small, small.ada.id, true);
    const { id } = (
      await confirm(small, only(small), await bestOf(small, only(small)), 'k')
    ).json<LoopView>();
    const loop = (await server.ask('GET', path(small, `loops/${id}`))).json<LoopView>();
    const [first] = loop.outside ?? [];
    assert.ok(first);
    const seat = { session: first.session, person: small.ada.id };
    return { small, loop, seat, link: await make(small, id, seat) };
  };
  const shown = async (link: string): Promise<PanelView> => (await lookAt(server, link)).json<PanelView>();
  const whyEnded = async (link: string): Promise<string> => {
    const { status, text } = await lookAt(server, link);
    assert.equal(status, 200, text);
    const { is, why, organisation, ask, ...rest } = JSON.parse(text) as Record<string, unknown>;
    // A dead end holds the organisation's name and whom to ask, and no data.
    assert.deepEqual([is, organisation, ask, rest], ['ended', 'Own', [], {}]);
    return String(why);
  };

  it('shows when and where, what it is for, the candidate’s name and who else is there', async () => {
    const { link, loop } = await letIn();
    const panel = await shown(link);
    assert.ok(panel.is === 'open');
    const [session] = loop.sessions;
    assert.deepEqual(
      { ...panel, start: undefined, end: undefined, until: undefined },
      {
        is: 'open',
        organisation: 'Own',
        opening: 'Engineer',
        ask: [],
        you: { name: 'Ada', timeZone: 'Asia/Kolkata', role: 'lead' },
        title: 'System design',
        kind: 'individual',
        purpose: 'Think a system through.',
        evaluated: true,
        sessionZone: 'Europe/Berlin',
        place: 'Lathe, Mill',
        people: [{ name: 'Bob', title: 'Engineer', role: 'observer' }],
        candidates: [{ name: 'Lee' }],
        acting: 'not',
        start: undefined,
        end: undefined,
        until: undefined,
      },
    );
    assert.equal(Date.parse(panel.start), Date.parse(session?.start ?? ''));
    assert.equal(Date.parse(panel.until) - Date.parse(panel.end), 24 * 3_600_000);
  });

  it('E9: holds no byte of anything else: no other session, candidate, address, id or need', async () => {
    const small = await smallOrganisation(server, ['Lee', 'Canary-candidate']);
    const canaries = ['canary-ada@example.org', 'canary-bob@example.org', 'canary-lee@example.org'];
    const [lee, other] = small.candidates as unknown as readonly (Application & { version: number })[];
    assert.ok(lee && other);
    for (const [person, email] of [
      [small.ada, canaries[0]],
      [small.bob, canaries[1]],
    ] as const) {
      const { name, works, pools, timeZone } = person;
      const body = { name, works, pools, timeZone, title: 'Engineer', email, version: 1, outside: true };
      (await server.ask('PUT', path(small, `people/${person.id}`), { body })).json();
    }
    const details = { name: 'Lee', email: canaries[2], timeZone: 'America/New_York', available: [] };
    (
      await server.ask('PUT', path(small, `candidates/${lee.id}`), { body: { ...details, version: 1 } })
    ).json();
    const loop = (await confirm(small, lee.id, await bestOf(small, lee.id), 'a')).json<LoopView>();
    (await confirm(small, other.id, await bestOf(small, other.id), 'b')).json();
    const { db } = database.store();
    const candidate = await db
      .selectFrom('application')
      .select('candidate_id')
      .where('id', '=', lee.id)
      .executeTakeFirstOrThrow();
    await db
      .insertInto('candidate_needs')
      .values({
        organisation_id: small.organisation,
        candidate_id: candidate.candidate_id,
        said: 'Lee, like sea',
        access: 'canary-access',
        diet: 'canary-diet',
        remark: 'canary-remark',
        changed_at: '2026-01-01T00:00:00Z',
      })
      .execute();
    const [seat] = (await server.ask('GET', path(small, `loops/${loop.id}`))).json<LoopView>().outside ?? [];
    assert.ok(seat);
    const link = await make(small, loop.id, { session: seat.session, person: small.ada.id });
    const { text } = await lookAt(server, link);
    assert.ok(text.includes('Lee, like sea'), 'how the name is said is for all who meet the candidate');
    for (const hidden of [
      ...canaries,
      'anary',
      'Debrief',
      'debrief',
      'shadow',
      'New_York',
      tokenIn(loop.agenda),
      small.ada.feed,
      small.organisation,
      small.ada.id,
      loop.id,
      seat.session,
      lee.id,
    ]) {
      assert.ok(!text.includes(hidden), hidden);
    }
  });

  it('is stored as a hash alone, and every link made is another one', async () => {
    const { small, loop, seat, link } = await letIn();
    const again = await make(small, loop.id, seat);
    assert.notEqual(again, link);
    assert.equal(await whyEnded(link), 'withdrawn');
    assert.equal((await shown(again)).is, 'open');
    const { db } = database.store();
    const rows = [
      ...(await db.selectFrom('panel_link').selectAll().execute()),
      ...(await db.selectFrom('ended_link').selectAll().execute()),
    ];
    assert.ok(
      !JSON.stringify(rows).includes(tokenIn(again)) && !JSON.stringify(rows).includes(tokenIn(link)),
    );
  });

  it('is dead at once when it is withdrawn', async () => {
    const { small, loop, seat, link } = await letIn();
    const withdraw = path(small, `loops/${loop.id}/panel-links/withdraw`);
    (await server.ask('POST', withdraw, { body: seat })).json();
    assert.equal(await whyEnded(link), 'withdrawn');
    const { outside = [] } = (await server.ask('GET', path(small, `loops/${loop.id}`))).json<LoopView>();
    assert.ok(outside.every(({ until }) => until === undefined));
  });

  it('is dead at once when the person loses the seat, and lives while the session is only moved', async () => {
    const { small, seat, link } = await letIn();
    const { db } = database.store();
    const of = { session: seat.session, person: small.ada.id };
    await sql`update session set starts_at = starts_at + interval '2 days', ends_at = ends_at + interval '2 days'
      where id = ${of.session}`.execute(db);
    const moved = await shown(link);
    assert.ok(moved.is === 'open');
    assert.equal(Date.parse(moved.until) - Date.parse(moved.end), 24 * 3_600_000);
    await sql`update session_person set person_id = ${small.bob.id}, seat = 7
      where session_id = ${of.session} and person_id = ${of.person}
        and not exists (select from session_person b where b.session_id = ${of.session} and b.person_id = ${small.bob.id})`.execute(
      db,
    );
    await sql`delete from session_person where session_id = ${of.session} and person_id = ${of.person}`.execute(
      db,
    );
    assert.equal(await whyEnded(link), 'seat');
  });

  it('is dead at once when the person is no longer from outside', async () => {
    const { small, link } = await letIn();
    await mark(small, small.ada.id, false);
    assert.equal(await whyEnded(link), 'seat');
  });

  it('E10: is dead at once when the loop is cancelled, and after the candidate was removed', async () => {
    const { small, loop, seat, link } = await letIn();
    (await server.ask('POST', path(small, `loops/${loop.id}/cancel`))).json();
    assert.equal(await whyEnded(link), 'cancelled');
    const refused = await server.ask('POST', path(small, `loops/${loop.id}/panel-links`), { body: seat });
    assert.equal(refused.problem().code, 'in-use');
    assert.equal((await server.ask('DELETE', path(small, `candidates/${only(small)}`))).status, 204);
    assert.equal(await whyEnded(link), 'withdrawn');
  });

  it('ends a day after the session', async () => {
    const { seat, link } = await letIn();
    const { db } = database.store();
    const put = async (before: string): Promise<void> => {
      await sql`update session set starts_at = now() - ${before}::interval - interval '1 hour',
        ends_at = now() - ${before}::interval where id = ${seat.session}`.execute(db);
    };
    await put('23 hours 50 minutes');
    assert.equal((await shown(link)).is, 'open');
    await put('24 hours 1 minute');
    assert.equal(await whyEnded(link), 'over');
  });

  it('is for people from outside alone, in their own session', async () => {
    const { small, loop, seat } = await letIn();
    const at = path(small, `loops/${loop.id}/panel-links`);
    const refused = async (body: PanelSeat): Promise<string> =>
      (await server.ask('POST', at, { body })).problem().code;
    assert.equal(await refused({ ...seat, person: small.bob.id }), 'in-use');
    assert.equal(await refused({ ...seat, session: crypto.randomUUID() }), 'not-found');
    assert.equal(await refused({ ...seat, person: crypto.randomUUID() }), 'not-found');
    const { id } = (await letIn()).loop;
    assert.equal(
      (await server.ask('POST', path(small, `loops/${id}/panel-links`), { body: seat })).status,
      404,
    );
  });

  it('E17: gives somebody from outside no calendar of all their sessions', async () => {
    const { small } = await letIn();
    assert.equal((await personOf(small, small.ada.id)).feed, undefined);
    assert.equal((await server.ask('GET', small.ada.feed)).status, 404);
  });

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});
