/** The candidate's link and the interviewers' feeds: narrow, withdrawn when wanted, and in no log. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { AgendaView } from '#contract/agenda.ts';
import type { LoopView } from '#contract/loop.ts';
import type { OpeningView } from '#contract/opening.ts';
import type { Person } from '#contract/people.ts';
import { forEachDatabase } from './databases.ts';
import { agendaAt, askForCode, lookAt, MAIL, tokenIn } from './links.ts';
import { bookingAt, smallOrganisation, type Small } from './small-organisation.ts';
import { testServer, type TestServer } from './web-server.ts';

forEachDatabase('the candidate’s link', (database) => {
  let server: TestServer;
  before(() => {
    server = testServer(database.store(), MAIL);
  });
  after(() => server.services.close());
  const { path, confirm, bestOf, only } = bookingAt(() => server);

  const planned = async (names?: readonly string[]): Promise<{ small: Small; loop: LoopView }> => {
    const small = await smallOrganisation(server, names);
    const choice = await bestOf(small, only(small));
    return { small, loop: (await confirm(small, only(small), choice, 'k')).json<LoopView>() };
  };
  const ended = async (link: string | undefined): Promise<readonly string[]> => {
    const { status, text } = await lookAt(server, link);
    assert.equal(status, 200, text);
    const { is, organisation, ask, ...rest } = JSON.parse(text) as AgendaView & Record<string, unknown>;
    assert.deepEqual([is, organisation, rest], ['ended', 'Own', {}]);
    return ask;
  };
  const fileAt = (link: string | undefined): ReturnType<TestServer['ask']> =>
    server.ask('GET', `/agenda/${tokenIn(link)}/agenda.ics`);
  const coordinatedBy = async (small: Small, person: string): Promise<void> => {
    const at = path(small, `openings/${small.opening}`);
    const { version } = (await server.ask('GET', at)).json<OpeningView>();
    const body = { team: [{ person, role: 'coordinator' }], version };
    (await server.ask('PUT', `${at}/team`, { body })).json();
  };

  it('E9: holds no byte of others: no address, other candidate, score, need or id', async () => {
    const small = await smallOrganisation(server, ['Lee', 'Canary Kim']);
    const body = { title: 'Engineer', timeZone: 'Europe/Berlin', works: [], version: 1 };
    const email = { ada: 'canary-ada@example.org', lee: 'canary-lee@example.org' };
    const ada = { ...body, name: 'Ada', pools: ['Design'], email: email.ada, maxPerDay: 47 };
    (await server.ask('PUT', path(small, `people/${small.ada.id}`), { body: ada })).json();
    const lee = { name: 'Lee', email: email.lee, timeZone: 'America/New_York', available: [], version: 1 };
    (await server.ask('PUT', path(small, `candidates/${only(small)}`), { body: lee })).json();
    const loop = (await confirm(small, only(small), await bestOf(small, only(small)), 'a')).json<LoopView>();
    const kim = small.candidates[1]?.id ?? '';
    const other = (await confirm(small, kim, await bestOf(small, kim), 'b')).json<LoopView>();
    await saveByHand(only(small));
    const { text } = await lookAt(server, loop.agenda);
    const file = (await fileAt(loop.agenda)).text;
    assert.ok(text.includes('Lee') && text.includes('Ada') && file.includes('Ada'));
    for (const hidden of [
      'anary',
      '@example',
      '"maxPerDay"',
      ':47,',
      ':47}',
      'Debrief',
      'shadow',
      tokenIn(other.agenda),
      small.ada.feed,
      small.ada.id,
      loop.id,
      small.organisation,
    ]) {
      assert.ok(!text.includes(hidden) && !file.includes(hidden), hidden);
    }
  });

  /** Needs as a candidate would have saved them, every one a canary. */
  const saveByHand = async (application: string): Promise<void> => {
    const { db } = database.store();
    const { candidate_id, organisation_id } = await db
      .selectFrom('application')
      .select(['candidate_id', 'organisation_id'])
      .where('id', '=', application)
      .executeTakeFirstOrThrow();
    await db
      .insertInto('candidate_needs')
      .values({
        organisation_id,
        candidate_id,
        said: 'canary-said',
        access: 'canary-access',
        diet: 'canary-diet',
        remark: 'canary-remark',
        changed_at: '2026-01-01T00:00:00Z',
      })
      .execute();
  };

  it('is made anew: a link that was forwarded dies, and says whom to ask', async () => {
    const { small, loop } = await planned();
    await coordinatedBy(small, small.bob.id);
    const renewed = (await server.ask('POST', path(small, `loops/${loop.id}/agenda-link`))).json<{
      agenda: string;
    }>();
    assert.notEqual(renewed.agenda, loop.agenda);
    assert.deepEqual(await ended(loop.agenda), ['Bob']);
    assert.equal((await fileAt(loop.agenda)).status, 404);
    assert.equal((await agendaAt(server, renewed.agenda)).candidate, 'Lee');
    const shown = (await server.ask('GET', path(small, `loops/${loop.id}`))).json<LoopView>();
    assert.equal(shown.agenda, renewed.agenda);
  });

  it('is withdrawn, and made anew later', async () => {
    const { small, loop } = await planned();
    const at = path(small, `loops/${loop.id}/agenda-link`);
    assert.equal((await server.ask('DELETE', at)).status, 204);
    assert.deepEqual(await ended(loop.agenda), []);
    const shown = (await server.ask('GET', path(small, `loops/${loop.id}`))).json<LoopView>();
    assert.equal(shown.agenda, undefined);
    const { agenda } = (await server.ask('POST', at)).json<{ agenda: string }>();
    assert.equal((await agendaAt(server, agenda)).candidate, 'Lee');
    assert.deepEqual(await ended(loop.agenda), []);
  });

  it('E10: is a polite dead end after the loop was cancelled, planned anew, and the candidate removed', async () => {
    const { small, loop } = await planned();
    await coordinatedBy(small, small.ada.id);
    (await server.ask('POST', path(small, `loops/${loop.id}/cancel`))).json();
    assert.deepEqual(await ended(loop.agenda), ['Ada']);
    const anew = (
      await confirm(small, only(small), await bestOf(small, only(small)), 'again')
    ).json<LoopView>();
    assert.deepEqual(await ended(loop.agenda), ['Ada']);
    assert.equal((await agendaAt(server, anew.agenda)).candidate, 'Lee');
    (await server.ask('POST', path(small, `loops/${anew.id}/cancel`))).json();
    assert.equal((await server.ask('DELETE', path(small, `candidates/${only(small)}`))).status, 204);
    for (const { agenda } of [loop, anew]) {
      assert.deepEqual(await ended(agenda), ['Ada']);
      assert.equal((await fileAt(agenda)).status, 404);
    }
  });

  it('tells calendars of a cancelled loop to forget its sessions, and nothing else of them', async () => {
    const { small, loop } = await planned();
    (await server.ask('POST', path(small, `loops/${loop.id}/cancel`))).json();
    const { text } = await fileAt(loop.agenda);
    assert.match(text, /STATUS:CANCELLED/);
    assert.match(text, /SUMMARY:Cancelled: second interview \(Own\)/);
    for (const hidden of ['Ada', 'Bob', 'Lee', 'Lathe', 'System design', 'Think', 'Engineer']) {
      assert.ok(!text.includes(hidden), hidden);
    }
  });

  it('answers a token that was never given as it answers any other', async () => {
    const answer = await lookAt(server, `/agenda#${'x'.repeat(43)}`);
    assert.equal(answer.problem().code, 'not-found');
    assert.equal((await lookAt(server, '/agenda#short')).problem().code, 'faults');
  });

  it('E17: a feed gets another address, and names candidates only where that was chosen', async () => {
    const { small } = await planned();
    const at = path(small, `people/${small.ada.id}/feed`);
    assert.ok(!(await server.ask('GET', small.ada.feed)).text.includes('Lee'));
    const named = (await server.ask('PUT', at, { body: { names: true } })).json<Person>();
    assert.equal(named.feedNames, true);
    assert.match((await server.ask('GET', small.ada.feed)).text, /SUMMARY:System design: Lee\r\n/);
    const { feed } = (await server.ask('POST', at)).json<Person>();
    assert.notEqual(feed, small.ada.feed);
    assert.equal((await server.ask('GET', small.ada.feed)).status, 404);
    assert.match((await server.ask('GET', feed)).text, /Lee/);
    (await server.ask('PUT', at, { body: { names: false } })).json();
    assert.ok(!(await server.ask('GET', feed)).text.includes('Lee'));
  });

  it('E11: no token is in the log, nor in any address but a calendar’s', async () => {
    const { small, loop } = await planned();
    const tokens = [tokenIn(loop.agenda), small.ada.feed.slice(10, 53)];
    await lookAt(server, loop.agenda);
    await askForCode(server, loop.agenda);
    await fileAt(loop.agenda);
    await server.ask('GET', small.ada.feed);
    // The page of an earlier link, and what a prober sends.
    await server.ask('GET', `/agenda/${tokens[0]}`);
    await server.ask('GET', `/api/agenda/${tokens[0]}`);
    await server.ask('POST', `/agenda/${tokens[0]}/agenda.ics`);
    await server.ask('GET', `/api/agenda/look?token=${tokens[0]}`);
    assert.ok(server.log.length > 20);
    for (const token of [...tokens, 'canary-diet']) {
      assert.ok(!server.log.some((line) => line.includes(token.slice(0, 20))), 'a token in the log');
      assert.ok(!server.errors.some((error) => String(error).includes(token.slice(0, 20))));
    }
    assert.match(loop.agenda ?? '', /^\/agenda#[\w-]{43}$/);
    const page = await server.ask('GET', '/agenda');
    assert.equal(page.headers.get('referrer-policy'), 'no-referrer');
  });

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});
