/** Connecting calendars: the cases I4 and I6, faults in words, and what nobody must see. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Person } from '#contract/people.ts';
import { listen } from '#http/listen.ts';
import { calendarText, instantAhead } from './appointments.ts';
import { bentCalendars, multistatus, type BentCalendars } from './bent-calendars.ts';
import { calendarSteps, meeting } from './calendar-steps.ts';
import { forEachDatabase } from './databases.ts';
import { MAIL } from './links.ts';
import { choiceOf, search, smallOrganisation } from './small-organisation.ts';
import { testServer, type TestServer } from './web-server.ts';

forEachDatabase('connecting calendars', (database) => {
  let server: TestServer;
  let bent: BentCalendars;
  let close: () => Promise<void>;
  before(async () => {
    bent = await bentCalendars();
    server = testServer(database.store(), { ...MAIL, outboundAllow: [bent.place] });
    // A server that listens has another `Response` than Node's, for what others answer too.
    const listening = await listen(server.services.app, { host: '127.0.0.1', port: 0 });
    assert.ok(listening.ok);
    close = listening.value.close;
  });
  after(async () => {
    await close();
    await server.services.close();
    await bent.close();
  });

  const { post, connect, adas, refresh, busy, withEmail } = calendarSteps(database, {
    server: () => server,
    bent: () => bent,
  });

  it('says in words why an address cannot be connected, and keeps nothing then', async () => {
    const small = await smallOrganisation(server);
    bent.at.set('/login.ics', (_request, response) => response.end('<html><title>Sign in</title></html>'));
    bent.status('/closed.ics', 403);
    const tries: readonly (readonly [string, RegExp])[] = [
      ['/login.ics', /web page.*Copy the address again/],
      ['/none.ics', /nothing at this address/],
      ['/closed.ics', /only to whoever signs in there.*Publish/],
    ];
    for (const [path, words] of tries) {
      const answer = await post(small, '', { kind: 'feed', address: `${bent.url}${path}` });
      assert.deepEqual([answer.status, answer.problem().code], [502, 'calendar']);
      assert.match(answer.problem().detail, words);
    }
    const own = await post(small, '', { kind: 'feed', address: 'https://10.0.0.1/x.ics' });
    assert.match(own.problem().detail, /no address of the public internet/);
    assert.deepEqual(await adas(small), []);
  });

  it('I4: follows three redirects of a feed, sends no credentials along, and judges each place anew', async () => {
    const small = await smallOrganisation(server);
    bent.serve('/end.ics', calendarText(meeting('a', 3)));
    const to = (path: string, location: string): void => bent.status(path, 302, { location });
    to('/1.ics', '/2.ics');
    to('/2.ics', '/3.ics');
    to('/3.ics', '/end.ics');
    to('/0.ics', '/1.ics');
    to('/inward.ics', 'http://127.0.0.1:1/x.ics');
    await connect(small, '/1.ics');
    const far = await post(small, '', { kind: 'feed', address: `${bent.url}/0.ics` });
    assert.match(far.problem().detail, /from one address to the next/);
    const inward = await post(small, '', { kind: 'feed', address: `${bent.url}/inward.ics` });
    assert.match(inward.problem().detail, /not asked without TLS|public internet/);
    assert.ok(
      bent.asked.every(({ path, headers }) => !path.endsWith('.ics') || headers.authorization === undefined),
    );
  });

  it('I6: an href or a redirect to another host is refused, and gets no password', async () => {
    const small = await smallOrganisation(server);
    const other = await bentCalendars();
    const answer = (path: string, href: string, inside = ''): void =>
      void bent.at.set(path, (_request, response) =>
        response.writeHead(207).end(multistatus(href, 'X', inside)),
      );
    const lead = `<c:calendar-home-set><d:href>${other.url}/dav/</d:href></c:calendar-home-set>`;
    bent.at.set('/home/', (_request, response) => {
      const text = multistatus('/home/', 'X', lead).replace('<c:calendar/>', '');
      response.writeHead(207).end(text);
    });
    bent.status('/moved/', 301, { location: `${other.url}/dav/` });
    bent.at.set('/lists/', (request, response) => {
      const listed = request.headers['depth'] === '1';
      const text = multistatus(listed ? `${other.url}/dav/` : '/lists/', 'X');
      response.writeHead(207).end(listed ? text : text.replace('<c:calendar/>', ''));
    });
    for (const path of ['/home/', '/moved/', '/lists/']) {
      const body = { address: `${bent.url}${path}`, user: 'ada', password: 'right' };
      const found = await post(small, '/find', body);
      assert.match(found.problem().detail, /sends us on to 127\.0\.0\.1:\d+.*If you trust/);
    }
    answer('/entries/', '/entries/', '<d:getetag>"1"</d:getetag>');
    bent.at.set('/entries/', (request, response) => {
      const report = request.method === 'REPORT';
      response.writeHead(207).end(multistatus(report ? `${other.url}/x.ics` : '/entries/', 'X'));
    });
    const account = { kind: 'caldav', user: 'ada', password: 'right', calendars: [`${bent.url}/entries/`] };
    assert.match((await post(small, '', account)).problem().detail, /sends us on to/);
    assert.deepEqual(other.asked, []);
    await other.close();
  });

  it('asks the well-known place, which may lead elsewhere, without name and password', async () => {
    const small = await smallOrganisation(server);
    bent.status('/.well-known/caldav', 301, { location: '/dav/' });
    const before = bent.asked.length;
    const body = { address: bent.url, user: 'ada', password: 'right' };
    assert.equal((await post(small, '/find', body)).status, 200);
    const asked = bent.asked.slice(before);
    const known = asked.filter(({ path }) => path === '/.well-known/caldav');
    assert.ok(known.length > 0 && known.every(({ headers }) => headers.authorization === undefined));
    assert.ok(asked.some(({ path, headers }) => path === '/dav/' && headers.authorization !== undefined));
  });

  it('tries a wrong password once: whoever tries more often is shut out there', async () => {
    const small = await smallOrganisation(server);
    const before = bent.asked.length;
    const body = { address: `${bent.url}/dav/`, user: 'ada', password: 'wrong' };
    assert.match((await post(small, '/find', body)).problem().detail, /does not let us in/);
    const tried = bent.asked.slice(before).filter(({ headers }) => headers.authorization !== undefined);
    assert.deepEqual(
      tried.map(({ path }) => path),
      ['/dav/'],
    );
  });

  it('takes another password for the same calendar, once it works', async () => {
    const small = await smallOrganisation(server);
    const account = { kind: 'caldav', user: 'ada', password: 'right', calendars: [`${bent.url}/dav/`] };
    const [calendar] = (await post(small, '', account)).json<Person>().calendars;
    bent.status('/dav/', 401);
    await refresh(small);
    assert.deepEqual(
      (await adas(small)).map(({ standing, fault }) => [standing, fault?.signIn]),
      [['failed', true]],
    );
    const wrong = await post(small, '/sign-in', { calendar: calendar?.id, password: 'still wrong' });
    assert.equal(wrong.problem().code, 'calendar');
    bent.at.set('/dav/', (_request, response) => response.writeHead(207).end(multistatus('/dav/', 'Mine')));
    (await post(small, '/sign-in', { calendar: calendar?.id, password: 'new' })).json();
    await refresh(small);
    assert.equal((await adas(small))[0]?.standing, 'fresh');
    const sent = Buffer.from(`ada:new`).toString('base64');
    assert.equal(bent.asked.at(-1)?.headers.authorization, `Basic ${sent}`);
  });

  it('shows neither address nor password again, and keeps them sealed and out of the log', async () => {
    const small = await smallOrganisation(server);
    bent.serve('/canary-path.ics', calendarText(meeting('a', 3)));
    await connect(small, '/canary-path.ics');
    bent.status('/dav-2/', 500);
    bent.at.set('/dav-2/', (_request, response) =>
      response.writeHead(207).end(multistatus('/dav-2/', 'Mine')),
    );
    const account = {
      kind: 'caldav',
      user: 'canary-user',
      password: 'canary-word',
      calendars: [`${bent.url}/dav-2/`],
    };
    (await post(small, '', account)).json();
    bent.status('/canary-path.ics', 404);
    await refresh(small);
    const stored = JSON.stringify(await database.store().db.selectFrom('calendar').selectAll().execute());
    const record = JSON.stringify(await database.store().db.selectFrom('audit_entry').selectAll().execute());
    const shown = (await server.ask('GET', `/api/o/${small.organisation}/people`)).text;
    for (const text of [stored, record, shown, server.log.join('\n')]) {
      assert.doesNotMatch(text, /canary|Secret of a stranger/);
    }
  });

  it('keeps nothing of an appointment but when it is, and takes our own sessions for none', async () => {
    const small = await withEmail();
    const candidate = small.candidates[0]?.id ?? '';
    const [best] = (await search(server, small, candidate)).alternatives;
    assert.ok(best);
    const at = `/api/o/${small.organisation}/candidates/${candidate}`;
    const headers = { 'idempotency-key': 'x' };
    (await server.ask('POST', `${at}/confirm`, { body: choiceOf(best), headers })).json();
    const [session] = await database
      .store()
      .db.selectFrom('session')
      .select('id')
      .where('organisation_id', '=', small.organisation)
      .where('module', '=', 'design')
      .execute();
    const invitations = await database
      .store()
      .db.selectFrom('session_invitation')
      .select('id')
      .where('organisation_id', '=', small.organisation)
      .where('person_id', '=', small.ada.id)
      .execute();
    assert.equal(invitations.length, 2);
    const ours = [session, ...invitations].map((one) => meeting(`${one?.id}@second-round`, 3));
    const foreign = `${crypto.randomUUID()}@second-round`;
    bent.serve('/ours.ics', calendarText(...ours, meeting(foreign, 4)));
    await connect(small, '/ours.ics');
    assert.deepEqual(await busy(small), [instantAhead(4, '09:00')]);
  });

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});
