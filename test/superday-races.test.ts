import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';

import type { ApplicationView, OpeningView } from '#contract/opening.ts';
import type { SuperdayList, SuperdayView } from '#contract/superday.ts';
import { minuteOf, instantText } from '#domain/time/zoned.ts';
import { forEachDatabase } from './databases.ts';
import { bookingAt } from './small-organisation.ts';
import { loopOf, smallSuperday, superdaysAt } from './small-superday.ts';
import { testServer, type TestServer } from './web-server.ts';

const NAMES = ['Ann', 'Ben', 'Cleo', 'Dan'];

forEachDatabase('superdays beside each other', (database) => {
  let server: TestServer;
  before(() => {
    server = testServer(database.store());
  });
  after(() => server.services.close());

  const { path, confirm, bestOf, confirmed, cancel, feedOf, upcomingOf } = superdaysAt(() => server);
  const { confirm: confirmOne, bestOf: bestOfOne } = bookingAt(() => server);

  it('keeps a group session for the others when one loop is cancelled, and frees it with the last', async () => {
    const superday = await smallSuperday(server, ['Ann', 'Ben', 'Eve']);
    const [ann, ben, eve] = superday.candidates;
    assert.ok(ann && ben && eve);
    const view = (await confirm(superday, await bestOf(superday, [ann, ben]), 'k')).json<SuperdayView>();
    const group = view.board.sessions.find(({ module }) => module === 'exercise');
    assert.ok(group);

    assert.equal((await cancel(superday, loopOf(view, 'Ann'))).status, 'cancelled');
    const shown = (await server.ask('GET', path(superday, `superdays/${view.id}`))).json<SuperdayView>();
    assert.deepEqual(
      shown.board.sessions.map(({ module, candidates }) => [module, candidates]),
      [
        ['exercise', [ben.id]],
        ['talk', [ben.id]],
      ],
    );
    assert.deepEqual(shown.loops.map(({ name, status }) => `${name} ${status}`).toSorted(), [
      'Ann cancelled',
      'Ben confirmed',
    ]);
    const feed = await feedOf(superday);
    assert.match(feed, /SEQUENCE:1/);
    assert.match(feed, /SUMMARY:Group exercise: Ben\r\n/);
    assert.match(feed, /STATUS:CONFIRMED/);
    assert.equal(await upcomingOf(superday, 'Ada'), 1);
    const busy = view.board.sessions.find(
      ({ candidates: [only], module }) => module === 'talk' && only === ben.id,
    );
    const talker = busy?.people[0]?.name === 'Cem' ? superday.bob : superday.cem;
    // Ann is free at that time; Ada and the hall are not.
    const at = { start: group.start, end: group.end };
    const talk = { start: group.end, end: instantText(minuteOf(group.end) + 30, 'Europe/Berlin') };
    const sessions = (whom: ApplicationView): unknown => ({
      sessions: [
        {
          module: 'exercise',
          candidates: [whom.id],
          ...at,
          people: [{ id: superday.ada.id, seat: 0 }],
          room: superday.hall.id,
        },
        { module: 'talk', candidates: [whom.id], ...talk, people: [{ id: talker.id, seat: 0 }] },
      ],
    });
    const taken = (await confirm(superday, sessions(ann), 'again')).problem();
    assert.equal(taken.code, 'taken');
    assert.deepEqual(taken.taken?.map(({ who, by }) => [who, by]).toSorted(), [
      ['Ada', '“Group exercise” with Ben'],
      ['Hall', '“Group exercise” with Ben'],
    ]);

    await cancel(superday, loopOf(view, 'Ben'));
    assert.match(await feedOf(superday), /STATUS:CANCELLED/);
    assert.equal((await confirm(superday, sessions(eve), 'free')).status, 200);
  });

  it('frees the group session when its last two loops are cancelled at the same moment', async () => {
    const superday = await smallSuperday(server, NAMES);
    const view = await confirmed(superday);
    await Promise.all(view.loops.map(({ id }) => cancel(superday, id)));
    assert.equal(await upcomingOf(superday, 'Ada'), 0);
    const again = await confirm(superday, await bestOf(superday), 'again');
    assert.equal(again.status, 200, again.text);
  });

  it('lets exactly one of eight parallel confirmations win, and books nothing of the others', async () => {
    const names = Array.from({ length: 16 }, (_, index) => `Candidate ${String(index).padStart(2, '0')}`);
    const superday = await smallSuperday(server, names);
    const pairs = Array.from({ length: 8 }, (_, index) =>
      superday.candidates.slice(2 * index, 2 * index + 2),
    );
    const first = await bestOf(superday, pairs[0]);
    const forPair = (pair: readonly ApplicationView[]): unknown => ({
      sessions: first.sessions.map((session) => ({
        ...session,
        candidates: session.candidates.map(
          (id) => pair[pairs[0]?.findIndex((one) => one.id === id) ?? 0]?.id,
        ),
      })),
    });
    const answers = await Promise.all(
      pairs.map((pair, index) => confirm(superday, forPair(pair), `r${index}`)),
    );
    const won = answers.filter(({ status }) => status === 200);
    assert.equal(won.length, 1, answers.map(({ text }) => text).join('\n'));
    for (const answer of answers.filter(({ status }) => status !== 200)) {
      assert.equal(answer.problem().code, 'taken', answer.text);
    }
    const at = path(superday, `openings/${superday.opening}`);
    const opening = (await server.ask('GET', at)).json<OpeningView>();
    assert.equal(opening.applications.filter(({ loop }) => loop !== undefined).length, 2);
    const { superdays } = (await server.ask('GET', `${at}/superdays`)).json<SuperdayList>();
    assert.equal(superdays.length, 1);
  });

  it('lets a superday and a single loop that want the same person race: one of them wins, whole', async () => {
    const superday = await smallSuperday(server, ['Ann', 'Ben', 'Eve']);
    const [ann, ben, eve] = superday.candidates;
    assert.ok(ann && ben && eve);
    const choice = await bestOf(superday, [ann, ben]);
    const single = await bestOfOne({ ...superday, bob: superday.bob, room: superday.hall }, eve.id);
    const small = { ...superday, room: superday.hall };
    const answers = await Promise.all([
      confirm(superday, choice, 's'),
      confirmOne(small, eve.id, single, 'l'),
    ]);
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
    assert.equal(answers.filter(({ status }) => status === 409).length, 1);
  });

  it('stores a repeated confirmation once', async () => {
    const superday = await smallSuperday(server, NAMES);
    const choice = await bestOf(superday);
    const first = (await confirm(superday, choice, 'same')).json<SuperdayView>();
    const second = (await confirm(superday, choice, 'same')).json<SuperdayView>();
    assert.equal(second.id, first.id);
    const other = { sessions: choice.sessions.slice(0, 1) };
    assert.equal((await confirm(superday, other, 'same')).problem().code, 'key-reused');
  });

  it('books nobody when one candidate was planned meanwhile', async () => {
    const superday = await smallSuperday(server, NAMES);
    const choice = await bestOf(superday);
    const small = { ...superday, room: superday.hall };
    const ann = superday.candidates[0]?.id ?? '';
    assert.equal((await confirmOne(small, ann, await bestOfOne(small, ann), 'l')).status, 200);
    const refused = (await confirm(superday, choice, 'k')).problem();
    assert.equal(refused.code, 'in-use');
    assert.match(refused.detail, /^Ann has a confirmed loop already, so nothing was booked/);
    assert.equal(await upcomingOf(superday, 'Ada'), 1);
  });

  it('lets a candidate go whose loop was cancelled, and keeps the group for the others', async () => {
    const superday = await smallSuperday(server, ['Ann', 'Ben']);
    const view = await confirmed(superday);
    const [ann] = superday.candidates;
    const place = path(superday, `candidates/${ann?.id}`);
    assert.equal((await server.ask('DELETE', place)).problem().code, 'in-use');
    await cancel(superday, loopOf(view, 'Ann'));
    assert.equal((await server.ask('DELETE', place)).status, 204);
    const shown = (await server.ask('GET', path(superday, `superdays/${view.id}`))).json<SuperdayView>();
    assert.deepEqual(
      shown.board.sessions.map(({ module, people }) => [module, people.length]),
      [
        ['exercise', 1],
        ['talk', 1],
      ],
    );
  });

  it('leaves no error behind', () => {
    assert.deepEqual(server.errors, []);
  });
});
