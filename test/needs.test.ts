/** What a candidate wants known is confirmed by a code from the mail. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { sql } from 'kysely';
import type { LoopView } from '#contract/loop.ts';
import type { OpeningView } from '#contract/opening.ts';
import type { NeedsChange } from '#domain/loop/needs.ts';
import { forEachDatabase } from './databases.ts';
import {
  agendaAt,
  askForCode,
  codeIn,
  confirmNeeds,
  cookieIn,
  lastLetter,
  lookAt,
  MAIL,
  saveNeedsBy,
  sitWith,
} from './links.ts';
import { bookingAt, smallOrganisation, type Small } from './small-organisation.ts';
import { testServer, type Answer, type TestServer } from './web-server.ts';

const CHANGE: NeedsChange = { said: 'Lee, like sea', access: 'No stairs, please', diet: 'Vegan' };
type Planned = { readonly small: Small; readonly loop: LoopView };

forEachDatabase('what a candidate needs', (database) => {
  let server: TestServer;
  before(() => {
    server = testServer(database.store(), MAIL);
  });
  after(() => server.services.close());
  const { path, confirm, bestOf, only } = bookingAt(() => server);

  /** The loop of one candidate, with this address or none. */
  const plannedIn = async (small: Small, id: string, email: string): Promise<LoopView> => {
    const body = { name: 'Lee', timeZone: 'UTC', available: [], version: 1, ...(email !== '' && { email }) };
    (await server.ask('PUT', path(small, `candidates/${id}`), { body })).json();
    return (await confirm(small, id, await bestOf(small, id), `plan-${id}`)).json<LoopView>();
  };
  const planned = async (email = 'Lee@Example.org'): Promise<Planned> => {
    const small = await smallOrganisation(server);
    return { small, loop: await plannedIn(small, only(small), email) };
  };
  const requested = async (loop: LoopView): Promise<string> =>
    (await askForCode(server, loop.agenda)).json<{ request: string }>().request;
  const codeOf = (): Promise<string> => codeIn(server, database.store());
  const kept = async ({ small }: Planned): Promise<unknown> => {
    const at = path(small, `openings/${small.opening}`);
    const [first] = (await server.ask('GET', at)).json<OpeningView>().applications;
    return first && { said: first.said, ...first.needs };
  };
  const refused = (answer: Answer): string => answer.problem().code;

  it('is saved with the code from the mail, once, and the record names the candidate as who did it', async () => {
    const was = await planned();
    const request = await requested(was.loop);
    const letter = await lastLetter(server, database.store());
    assert.equal(letter.to, 'lee@example.org');
    for (const hidden of ['Vegan', 'stairs', 'sea', request])
      assert.ok(!letter.text.includes(hidden), hidden);
    const code = await codeOf();
    assert.equal(
      (await kept(was)) &&
        (await confirmNeeds(server, was.loop.agenda, { change: CHANGE, request, code })).status,
      200,
    );
    assert.deepEqual(await kept(was), CHANGE);
    assert.equal(
      refused(await confirmNeeds(server, was.loop.agenda, { change: CHANGE, request, code })),
      'wrong-code',
    );
    const rows = await database
      .store()
      .db.selectFrom('audit_entry')
      .select(['action', 'actor', 'actor_id', 'details'])
      .where('organisation_id', '=', was.small.organisation)
      .orderBy('number', 'desc')
      .limit(2)
      .execute();
    assert.deepEqual(
      rows.map(({ action, actor }) => [action, actor]),
      [
        ['needs-saved', 'candidate'],
        ['code-sent', 'agenda'],
      ],
    );
    assert.ok(!/Vegan|stairs|sea|example/.test(JSON.stringify(rows)));
  });

  it('a code opens a sitting of half an hour in the browser that asked, for all that the candidate changes', async () => {
    const was = await planned();
    const request = await requested(was.loop);
    const code = await codeOf();
    const given = { request: 'y'.repeat(43), code };
    assert.equal(
      refused(await sitWith(server, was.loop.agenda, given)),
      'wrong-code',
      'a code is of no use without the page that asked for it',
    );
    const begun = await sitWith(server, was.loop.agenda, { request, code });
    assert.match(
      begun.headers.get('set-cookie') ?? '',
      /^__Host-sitting=[\w-]{43}; .*HttpOnly.*Max-Age=1800$/,
    );
    const cookie = cookieIn(begun);
    const save = (change: NeedsChange, by = cookie): Promise<Answer> =>
      saveNeedsBy(server, was.loop.agenda, { change, cookie: by });
    assert.equal((await save(CHANGE)).status, 200);
    assert.equal((await save({ diet: 'Halal' })).status, 200);
    assert.deepEqual(await kept(was), { ...CHANGE, diet: 'Halal' });
    for (const by of ['', `__Host-sitting=${'z'.repeat(43)}`]) {
      assert.equal(refused(await save({ diet: 'Anything' }, by)), 'prove-it');
    }
    await sql`update sitting set ends_at = now() - interval '1 second'`.execute(database.store().db);
    assert.equal(refused(await save({ diet: 'Anything' })), 'prove-it');
    assert.deepEqual(await kept(was), { ...CHANGE, diet: 'Halal' });
  });

  it('opens nothing of another candidate’s', async () => {
    const small = await smallOrganisation(server, ['Lee', 'Kim']);
    const [lee, kim] = small.candidates;
    assert.ok(lee && kim);
    const loop = await plannedIn(small, lee.id, 'lee@example.org');
    const other = await plannedIn(small, kim.id, 'kim@example.org');
    const request = await requested(loop);
    const confirmed = { change: CHANGE, request, code: await codeOf() };
    assert.equal(refused(await confirmNeeds(server, other.agenda, confirmed)), 'wrong-code');
    assert.equal((await confirmNeeds(server, loop.agenda, confirmed)).status, 200);
  });

  it('E5: is burned by five wrong codes, from wherever they come, and the sixth that is right is refused', async () => {
    const was = await planned();
    const request = await requested(was.loop);
    const code = await codeOf();
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    const body = { token: was.loop.agenda?.split('#')[1], request };
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        server.ask('POST', '/api/link/sitting', {
          body: { ...body, code: wrong },
          address: `10.0.0.${index}`,
        }),
      ),
    );
    const codes = answers.map(refused);
    assert.equal(codes.filter((one) => one === 'wrong-code').length, 5);
    assert.equal(codes.filter((one) => one === 'too-many-tries').length, 45);
    assert.equal(
      refused(await server.ask('POST', '/api/link/sitting', { body: { ...body, code } })),
      'too-many-tries',
    );
    assert.deepEqual(await kept(was), { said: undefined });
    const again = await requested(was.loop);
    const next = { change: CHANGE, request: again, code: await codeOf() };
    assert.equal((await confirmNeeds(server, was.loop.agenda, next)).status, 200);
  });

  it('E3: two confirmations at once save once', async () => {
    const was = await planned();
    const request = await requested(was.loop);
    const confirmed = { change: CHANGE, request, code: await codeOf() };
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => confirmNeeds(server, was.loop.agenda, confirmed)),
    );
    assert.deepEqual(
      answers.map(({ status }) => status).toSorted((a, b) => a - b),
      [200, 403, 403, 403],
    );
  });

  it('E4: is too late after ten minutes, and a newer code takes the place of an older one', async () => {
    const was = await planned();
    const request = await requested(was.loop);
    const code = await codeOf();
    const { db } = database.store();
    const { rows } = await sql<{ left: number }>`select extract(epoch from ends_at - now())::integer as left
      from sitting_code where holder = ${only(was.small)}`.execute(db);
    assert.ok((rows[0]?.left ?? 0) > 300 && (rows[0]?.left ?? 0) <= 600, JSON.stringify(rows));
    await sql`update sitting_code set ends_at = now() - interval '1 second' where holder = ${only(was.small)}`.execute(
      db,
    );
    assert.equal(
      refused(await confirmNeeds(server, was.loop.agenda, { change: CHANGE, request, code })),
      'wrong-code',
    );
    const first = { change: CHANGE, request: await requested(was.loop), code: await codeOf() };
    const second = { change: CHANGE, request: await requested(was.loop), code: await codeOf() };
    assert.equal(refused(await confirmNeeds(server, was.loop.agenda, first)), 'wrong-code');
    assert.equal((await confirmNeeds(server, was.loop.agenda, second)).status, 200);
  });

  it('E5: a link asks for five codes, and then for none for a while', async () => {
    const was = await planned();
    const answers: Answer[] = [];
    for (let asked = 0; asked < 7; asked += 1) answers.push(await askForCode(server, was.loop.agenda));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200, 200, 200, 429, 429],
    );
  });

  it('keeps what is not named, and forgets all where that is wanted', async () => {
    const was = await planned();
    const save = async (change: NeedsChange): Promise<unknown> => {
      const request = await requested(was.loop);
      const done = await confirmNeeds(server, was.loop.agenda, { change, request, code: await codeOf() });
      assert.equal(done.status, 200, done.text);
      return kept(was);
    };
    assert.deepEqual(await save(CHANGE), CHANGE);
    assert.deepEqual(await save({ remark: 'I come by train.' }), { ...CHANGE, remark: 'I come by train.' });
    assert.deepEqual(await save({ forget: true, diet: 'Halal' }), { said: undefined, diet: 'Halal' });
    assert.deepEqual(await save({ forget: true }), { said: undefined });
  });

  it('E9: is shown to nobody by the link, the candidate included', async () => {
    const was = await planned();
    const change = {
      said: 'canary-said',
      access: 'canary-access',
      diet: 'canary-diet',
      remark: 'canary-remark',
    };
    const asked = await askForCode(server, was.loop.agenda);
    const code = await codeOf();
    assert.ok(!asked.text.includes(code) && !asked.text.includes('@'));
    const { request } = asked.json<{ request: string }>();
    const saved = await confirmNeeds(server, was.loop.agenda, { change, request, code });
    const looked = await lookAt(server, was.loop.agenda);
    for (const { text } of [asked, saved, looked]) assert.ok(!text.includes('canary'), text);
    assert.ok(!server.log.some((line) => line.includes(code) || line.includes('canary')));
  });

  it('goes through the coordinator where no mail can be sent, or the candidate has no address', async () => {
    const bare = testServer(database.store());
    const was = await planned();
    assert.equal((await agendaAt(server, was.loop.agenda)).acting, 'code');
    assert.equal((await agendaAt(bare, was.loop.agenda)).acting, 'not');
    assert.equal(refused(await askForCode(bare, was.loop.agenda)), 'in-use');
    await bare.services.close();
    const without = await planned('');
    assert.equal((await agendaAt(server, without.loop.agenda)).acting, 'not');
    assert.equal(refused(await askForCode(server, without.loop.agenda)), 'in-use');
  });

  it('E10: a dead link says nothing and takes nothing', async () => {
    const was = await planned();
    const request = await requested(was.loop);
    const code = await codeOf();
    await server.ask('DELETE', path(was.small, `loops/${was.loop.id}/agenda-link`));
    assert.equal(refused(await askForCode(server, was.loop.agenda)), 'not-found');
    assert.equal(
      refused(await confirmNeeds(server, was.loop.agenda, { change: CHANGE, request, code })),
      'not-found',
    );
  });

  it('is told through others in the sample, where anybody may write any address', async () => {
    const { small, loop } = await planned();
    const { db } = database.store();
    await sql`update organisation set sample = true where id = ${small.organisation}`.execute(db);
    const letters = async (): Promise<number> =>
      (await db.selectFrom('outbox_message').select('id').execute()).length;
    const before = await letters();
    assert.equal(refused(await askForCode(server, loop.agenda)), 'in-use');
    assert.equal((await agendaAt(server, loop.agenda)).acting, 'not');
    assert.equal(await letters(), before);
  });

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});
