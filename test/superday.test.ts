import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { LoopView } from '#contract/loop.ts';
import type { OpeningView } from '#contract/opening.ts';
import type { SuperdayList, SuperdayView } from '#contract/superday.ts';
import { minuteAt, instantText } from '#domain/time/zoned.ts';
import { forEachDatabase } from './databases.ts';
import { agendaAt } from './links.ts';
import { smallSuperday, SUPERDAY_TEMPLATE, superdaysAt } from './small-superday.ts';
import { testServer, type TestServer } from './web-server.ts';

const NAMES = ['Ann', 'Ben', 'Cleo', 'Dan'];

forEachDatabase('superdays', (database) => {
  let server: TestServer;
  before(() => {
    server = testServer(database.store());
  });
  after(() => server.services.close());

  const { path, plan, confirm, bestOf, confirmed, feedOf, upcomingOf } = superdaysAt(() => server);

  it('places every candidate, those of a group at the same time in one session', async () => {
    const superday = await smallSuperday(server, NAMES);
    const { board, told, leftOut } = await plan(superday);
    assert.deepEqual(leftOut, []);
    const groups = board.sessions.filter(({ module }) => module === 'exercise');
    assert.deepEqual(
      groups.map(({ candidates }) => candidates.length),
      [4],
    );
    assert.equal(board.sessions.length, 1 + NAMES.length);
    assert.deepEqual(
      board.rows.map(({ name }) => name),
      [...NAMES, 'Ada', 'Bob', 'Cem', 'Dov', 'Eli', 'Hall'],
    );
    assert.deepEqual(told, [
      'No candidate waits between sessions.',
      'Nobody has more than a fair load.',
      'It is proven that no plan is better.',
    ]);
  });

  it('stores all loops at once, and shows each of them and the board', async () => {
    const superday = await smallSuperday(server, NAMES);
    const choice = await bestOf(superday);
    const view = (await confirm(superday, choice, 'one')).json<SuperdayView>();
    assert.equal(view.board.sessions.length, 1 + NAMES.length);
    assert.deepEqual((await server.ask('GET', path(superday, `superdays/${view.id}`))).json(), view);
    for (const { id, name, status } of view.loops) {
      const loop = (await server.ask('GET', path(superday, `loops/${id}`))).json<LoopView>();
      assert.deepEqual([loop.candidate.name, status], [name, 'confirmed']);
      assert.deepEqual(
        loop.sessions.map(({ module, together }) => [module, together]),
        [
          ['exercise', 4],
          ['talk', undefined],
        ],
      );
      const agenda = await agendaAt(server, loop.agenda);
      assert.deepEqual(
        agenda.sessions.map(({ title }) => title),
        ['Group exercise', 'Talk'],
      );
      assert.ok(NAMES.every((other) => other === name || !JSON.stringify(agenda).includes(other)));
    }
    const at = path(superday, `openings/${superday.opening}`);
    const { superdays } = (await server.ask('GET', `${at}/superdays`)).json<SuperdayList>();
    assert.deepEqual(
      superdays.map(({ id, candidates }) => [id, candidates]),
      [[view.id, 4]],
    );
    const opening = (await server.ask('GET', at)).json<OpeningView>();
    assert.ok(opening.applications.every(({ loop }) => loop?.sessions === 2));
    assert.equal(await upcomingOf(superday, 'Ada'), 1);
  });

  it('books the people of a group session once, and tells them of all its candidates', async () => {
    const superday = await smallSuperday(server, NAMES);
    await confirmed(superday);
    const feed = await feedOf(superday);
    assert.equal(feed.match(/BEGIN:VEVENT/g)?.length, 1);
    assert.match(feed, /SUMMARY:Group exercise: Ann\\, Ben\\, Cleo and 1 other/);
  });

  it('names who cannot be placed with the reason, and places the rest', async () => {
    const superday = await smallSuperday(server, NAMES);
    const [ann] = superday.candidates;
    assert.ok(ann);
    const late = [
      {
        start: instantText(minuteAt(superday.day, '11:15', 'Europe/Berlin'), 'Europe/Berlin'),
        end: instantText(minuteAt(superday.day, '12:00', 'Europe/Berlin'), 'Europe/Berlin'),
      },
    ];
    const body = { name: 'Ann', timeZone: 'Europe/Berlin', available: late, version: ann.version };
    assert.equal((await server.ask('PUT', path(superday, `candidates/${ann.id}`), { body })).status, 200);
    const { board, leftOut, told } = await plan(superday);
    assert.deepEqual(
      leftOut.map(({ name }) => name),
      ['Ann'],
    );
    const [out] = leftOut;
    assert.ok(out);
    const words = JSON.stringify(out.whyNot);
    assert.match(words, /Ann comes only at the times offered/);
    assert.ok(out.whyNot.relax.length > 0, words);
    assert.ok(!/group\/|[0-9a-f]{8}-[0-9a-f]{4}/.test(words), words);
    assert.equal(board.rows.filter(({ kind }) => kind === 'candidate').length, 3);
    assert.ok(told.length > 0);
  });

  it('tells of whoever has offered no time on these days, without a search', async () => {
    const superday = await smallSuperday(server, ['Ann']);
    const { candidates } = superday;
    const body = {
      name: 'Ann',
      timeZone: 'Europe/Berlin',
      available: [{ start: '2026-01-01T09:00:00Z', end: '2026-01-01T10:00:00Z' }],
      version: 1,
    };
    await server.ask('PUT', path(superday, `candidates/${candidates[0]?.id}`), { body });
    const { board, leftOut } = await plan(superday);
    assert.deepEqual(board.sessions, []);
    assert.match(leftOut[0]?.whyNot.text ?? '', /^Ann has offered no time on these days/);
  });

  it('judges again: a template with smaller groups, a person gone or another order is refused', async () => {
    const superday = await smallSuperday(server, NAMES);
    const choice = await bestOf(superday);
    const [exercise, talk] = SUPERDAY_TEMPLATE.modules;
    assert.ok(exercise && talk);
    const group = choice.sessions.find(({ module }) => module === 'exercise');
    const early = {
      sessions: choice.sessions.map((session) =>
        session === group ? { ...session, ...lasting(superday.day, '11:00', 60) } : session,
      ),
    };
    const broken = (await confirm(superday, early, 'order')).problem();
    assert.equal(broken.code, 'rules-broken');
    assert.match(
      broken.detail,
      /“Talk” of \w+: starts before “Group exercise” of Ann, Ben, Cleo and 1 other has ended/,
    );
    const some = { sessions: choice.sessions.slice(1) };
    assert.equal((await confirm(superday, some, 'some')).problem().code, 'changed-meanwhile');
    const modules = [{ ...exercise, together: 2, room: { oneOf: [superday.hall.id] } }, talk];
    const template = { template: { ...SUPERDAY_TEMPLATE, modules }, version: 2 };
    const put = await server.ask('PUT', path(superday, `openings/${superday.opening}/template`), {
      body: template,
    });
    assert.equal(put.status, 200, put.text);
    assert.equal((await confirm(superday, choice, 'small')).problem().code, 'changed-meanwhile');
    assert.equal(await upcomingOf(superday, 'Ada'), 0);
  });

  it('refuses what cannot be meant, and what is of another opening', async () => {
    const superday = await smallSuperday(server, NAMES);
    const other = await smallSuperday(server, ['Zoe']);
    const ids = superday.candidates.map(({ id }) => id);
    const at = path(superday, `openings/${superday.opening}/superdays/search`);
    const ask = (candidates: readonly string[], days: readonly string[]): Promise<string> =>
      server
        .ask('POST', at, { body: { candidates, days } })
        .then((answer) => `${answer.status} ${answer.problem().code}`);
    assert.equal(await ask([], [superday.day]), '400 faults');
    assert.equal(await ask(ids, []), '400 faults');
    assert.equal(await ask(ids, ['2026-12-08', '2026-12-07']), '400 faults');
    assert.equal(await ask(ids, ['2026-12-07', '2027-12-07']), '400 faults');
    assert.equal(await ask([other.candidates[0]?.id ?? ''], [superday.day]), '404 not-found');
    assert.equal((await server.ask('GET', path(superday, `superdays/${ids[0]}`))).status, 404);
    const theirs = await confirmed(other);
    assert.equal((await server.ask('GET', path(superday, `superdays/${theirs.id}`))).status, 404);
  });

  it('leaves no error behind', () => {
    assert.deepEqual(server.errors, []);
  });
});

/** From a time of the opening's clocks on. */
function lasting(day: string, time: string, minutes: number): { start: string; end: string } {
  const start = minuteAt(day, time, 'Europe/Berlin');
  return { start: instantText(start, 'Europe/Berlin'), end: instantText(start + minutes, 'Europe/Berlin') };
}
