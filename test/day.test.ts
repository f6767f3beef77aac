/** The day itself: the run sheet, and marks on it. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, it } from 'node:test';
import type { DayLoop } from '#contract/day.ts';
import type { LoopView } from '#contract/loop.ts';
import { forEachDatabase } from './databases.ts';
import {
  confirmedDay,
  DAY,
  dayWorld,
  read,
  refusedWith,
  sessionOf,
  sheet,
  type DayAsk,
  type DayWorld,
  type Who,
} from './day-world.ts';
import { testServer, type TestServer } from './web-server.ts';

forEachDatabase('the day itself', (database) => {
  let server: TestServer;
  let world: DayWorld;
  let loop: LoopView;
  let ask: DayAsk;
  before(() => {
    server = testServer(database.store());
  });
  after(() => server.services.close());
  beforeEach(async () => {
    world = await dayWorld(server);
    loop = await confirmedDay(world, 'Kim');
    ask = world.as('computer');
  });

  const path = (rest: string, id = loop.id): string => `${world.at}/loops/${id}/${rest}`;
  const mark = async (body: object, by = ask): Promise<DayLoop> =>
    read<DayLoop>(await by('POST', path('marks'), body));
  const refused = async (body: object, by = ask): Promise<string> =>
    refusedWith(await by('POST', path('marks'), body)).detail;
  const undo = async (id: string | undefined, by = ask): Promise<DayLoop> =>
    read<DayLoop>(await by('POST', path(`marks/${id}/undo`)));
  const own = async (by = ask): Promise<DayLoop> => {
    const { loops } = await sheet(by, world, DAY);
    return loops.find(({ id }) => id === loop.id) ?? assert.fail('the day is not shown');
  };
  const idOf = async (module: string): Promise<string> => sessionOf(await own(), module).id;
  const start = (module: string): string =>
    loop.sessions.find((session) => session.module === module)?.start ?? assert.fail(module);
  const later = (instant: string, minutes: number): string =>
    new Date(Date.parse(instant) + minutes * 60_000).toISOString();
  /** Who leads a session. */
  const lead = (module: string): Who => {
    const name = loop.sessions.find((session) => session.module === module)?.people[0]?.name;
    return (name ?? assert.fail(module)) as Who;
  };

  it('shows the plan before anything is marked, and nothing on another date', async () => {
    world.clock('08:00');
    const day = await own();
    assert.deepEqual(
      day.sessions.map(({ module, state }) => `${module} ${state}`),
      ['welcome', 'design', 'lunch', 'code', 'debrief'].map((module) => `${module} to-come`),
    );
    assert.deepEqual([day.date, day.behind, day.now.is, day.hands], [DAY, 0, 'before', []]);
    assert.deepEqual([sessionOf(day, 'lunch').hosts, sessionOf(day, 'lunch').evaluated], [['Hal'], false]);
    assert.match(sessionOf(day, 'design').wayThere ?? '', /^To (Kelvin|Lathe)/);
    assert.deepEqual((await sheet(ask, world, '2030-01-08')).loops, []);
    const empty = await sheet(ask, world, '2030-01-05');
    assert.deepEqual([empty.loops, empty.next], [[], DAY]);
    assert.equal(refusedWith(await ask('GET', `${world.at}/day?date=tomorrow`)).code, 'faults');
  });

  it('says who is with the candidate, and what runs late by how much', async () => {
    world.clock(start('welcome'));
    const welcome = await idOf('welcome');
    await mark({ what: 'arrived' });
    await mark({ what: 'started', session: welcome });
    world.clock(start('design'));
    await mark({ what: 'ended', session: welcome });
    const design = await idOf('design');
    await mark({ what: 'started', session: design });
    const late = await mark({ what: 'more', session: design, minutes: 20 });
    assert.deepEqual([late.now.is, late.now.session, late.behind], ['with', design, 20]);
    assert.deepEqual([late.where?.people, late.where?.behind], [[lead('design')], 20]);
    assert.deepEqual(late.hands, [{ what: 'late', session: await idOf('lunch'), minutes: 20 }]);
    const lunch = sessionOf(late, 'lunch');
    assert.equal(Date.parse(lunch.expected.start) - Date.parse(lunch.start), 20 * 60_000);
    await undo(sessionOf(late, 'design').more?.id);
    assert.equal((await own()).behind, 0);
  });

  it('is honest about what nobody marked, and says what needs a hand', async () => {
    world.clock(later(start('welcome'), 7));
    assert.deepEqual((await own()).hands, [{ what: 'missing', session: await idOf('welcome'), minutes: 7 }]);
    await mark({ what: 'arrived' });
    assert.deepEqual((await own()).hands, [
      { what: 'not-begun', session: await idOf('welcome'), minutes: 7 },
    ]);
    await mark({ what: 'started', session: await idOf('welcome') });
    world.clock(later(start('design'), 20));
    const [first] = (await own()).hands;
    assert.equal(first?.what, 'late');
    world.clock(later(start('design'), 60));
    const day = await own();
    assert.equal(sessionOf(day, 'welcome').state, 'unmarked');
    assert.ok(day.hands.some(({ what, session }) => what === 'unmarked' && session === day.sessions[0]?.id));
  });

  it('marks once when many press at the same time, and all see the one mark', async () => {
    world.clock(start('welcome'));
    const session = await idOf('welcome');
    const pressed = await Promise.all(Array.from({ length: 12 }, () => mark({ what: 'started', session })));
    const ids = new Set(pressed.map((day) => sessionOf(day, 'welcome').started?.id));
    assert.equal(ids.size, 1);
    const more = await Promise.all(
      Array.from({ length: 6 }, () => mark({ what: 'more', session, minutes: 10 })),
    );
    assert.deepEqual(new Set(more.map((day) => sessionOf(day, 'welcome').more?.until)).size, 1);
    const [id] = ids;
    const back = await Promise.all(Array.from({ length: 6 }, () => undo(id)));
    assert.ok(back.every((day) => sessionOf(day, 'welcome').started === undefined));
    const { db } = database.store();
    const rows = await db
      .selectFrom('day_mark')
      .select('what')
      .where('organisation_id', '=', world.organisation)
      .orderBy('what')
      .execute();
    assert.deepEqual(
      rows.map(({ what }) => what),
      ['more', 'started'],
    );
    const taken = await db
      .selectFrom('day_mark_taken_back')
      .select('mark_id')
      .where('organisation_id', '=', world.organisation)
      .execute();
    assert.equal(taken.length, 1);
    const recorded = await db
      .selectFrom('audit_entry')
      .select('action')
      .where('organisation_id', '=', world.organisation)
      .where('action', 'in', ['day-marked', 'mark-taken-back'])
      .orderBy('number')
      .execute();
    assert.deepEqual(
      recorded.map(({ action }) => action),
      ['day-marked', 'day-marked', 'mark-taken-back'],
    );
    const again = await mark({ what: 'started', session });
    assert.notEqual(sessionOf(again, 'welcome').started?.id, id);
  });

  it('adds more minutes for whoever has seen those before, and not for whoever has not', async () => {
    world.clock(start('design'));
    const session = await idOf('design');
    await mark({ what: 'started', session });
    const first = sessionOf(await mark({ what: 'more', session, minutes: 5 }), 'design');
    const unseen = sessionOf(await mark({ what: 'more', session, minutes: 15 }), 'design');
    assert.deepEqual(unseen.more, first.more);
    const seen = sessionOf(
      await mark({ what: 'more', session, minutes: 15, after: first.more?.id }),
      'design',
    );
    const over = (instant: string | undefined): number =>
      (Date.parse(instant ?? '') - Date.parse(seen.end)) / 60_000;
    assert.deepEqual([over(first.more?.until), over(seen.more?.until)], [5, 20]);
    const back = sessionOf(await undo(seen.more?.id), 'design');
    assert.deepEqual(back.more, first.more);
    // Asked for when its time is past: from now on.
    world.clock(later(seen.end, 10));
    const late = sessionOf(
      await mark({ what: 'more', session, minutes: 5, after: first.more?.id }),
      'design',
    );
    assert.equal(over(late.more?.until), 15);
  });

  it('takes a mark that could not be sent for when it was pressed', async () => {
    world.clock(later(start('welcome'), 30));
    const day = await mark({ what: 'started', session: await idOf('welcome'), ago: 30 });
    assert.equal(Date.parse(sessionOf(day, 'welcome').started?.at ?? ''), Date.parse(start('welcome')));
    assert.match(await refused({ what: 'arrived', ago: 61 }), /expected at most 60 minutes/);
  });

  it('refuses marks that make no sense just now, with what would', async () => {
    const [welcome, design, code] = [await idOf('welcome'), await idOf('design'), await idOf('code')];
    world.clock('2030-01-06T20:00:00Z');
    assert.match(await refused({ what: 'arrived' }), /still to come: marks are made on the day itself/);
    assert.match(await refused({ what: 'started', session: welcome }), /still to come/);
    // An hour's grace before midnight of that zone, where it is 23:30 of the day before.
    world.clock('2030-01-06T22:30:00Z');
    await mark({ what: 'arrived' });
    world.clock('08:30');
    assert.match(
      await refused({ what: 'started', session: code }),
      /is to begin in \d+ minutes: that is too early/,
    );
    assert.match(await refused({ what: 'ended', session: welcome }), /has not begun yet/);
    assert.match(await refused({ what: 'more', session: welcome, minutes: 5 }), /has not begun yet/);
    assert.match(await refused({ what: 'no-show' }), /marked that the candidate is here/);
    await undo((await own()).arrived?.id);
    world.clock(later(start('welcome'), -5));
    assert.match(await refused({ what: 'no-show' }), /first session is still to come/);
    world.clock(start('welcome'));
    await mark({ what: 'started', session: welcome });
    assert.match(await refused({ what: 'no-show' }), /a session with the candidate began/);
    await mark({ what: 'ended', session: welcome });
    assert.match(await refused({ what: 'more', session: welcome, minutes: 5 }), /has ended/);
    assert.match(await refused({ what: 'started', session: welcome }), /has ended/);
    for (const minutes of [0, 121, 2.5]) {
      const body = { what: 'more', session: design, minutes };
      assert.equal(refusedWith(await ask('POST', path('marks'), body)).code, 'faults');
    }
    assert.equal(
      refusedWith(await ask('POST', path('marks'), { what: 'started', session: crypto.randomUUID() })).code,
      'not-found',
    );
    assert.equal(refusedWith(await ask('POST', path(`marks/${crypto.randomUUID()}/undo`))).code, 'not-found');
    world.clock('2030-01-08T00:30:00Z');
    assert.match(await refused({ what: 'started', session: code }), /This day is over/);
  });

  it('refuses marks of another loop, and of one that was cancelled', async () => {
    const other = await confirmedDay(world, 'Lee');
    world.clock(start('welcome'));
    const day = await mark({ what: 'arrived' });
    const session = await idOf('welcome');
    const elsewhere = await ask('POST', path('marks', other.id), { what: 'started', session });
    assert.equal(refusedWith(elsewhere).code, 'not-found');
    const taken = await ask('POST', path(`marks/${day.arrived?.id}/undo`, other.id));
    assert.equal(refusedWith(taken).code, 'not-found');
    world.clock('2030-01-05T12:00:00Z');
    read(await ask('POST', path('cancel', other.id)));
    world.clock(start('welcome'));
    const cancelled = refusedWith(await ask('POST', path('marks', other.id), { what: 'arrived' }));
    assert.match(cancelled.detail, /was cancelled/);
    assert.deepEqual(
      (await sheet(ask, world, DAY)).loops.map(({ id }) => id),
      [loop.id],
    );
  });

  it('lets whoever sits in a session mark that one and arrival, and only those who plan mark a no-show', async () => {
    world.clock(later(start('welcome'), 10));
    const [gil, coder] = [world.as('Gil'), world.as(lead('code'))];
    const welcome = await idOf('welcome');
    assert.match(
      await refused({ what: 'started', session: welcome }, coder),
      /Only whoever sits in a session/,
    );
    assert.match(await refused({ what: 'no-show' }, gil), /Only whoever plans/);
    const day = await mark({ what: 'started', session: welcome }, gil);
    assert.deepEqual(day.can, ['mark']);
    assert.equal(sessionOf(day, 'welcome').started?.by, 'Gil');
    assert.match(
      refusedWith(await coder('POST', path(`marks/${sessionOf(day, 'welcome').started?.id}/undo`))).detail,
      /Only whoever sits/,
    );
    await mark({ what: 'arrived' }, coder);
    assert.equal((await world.as('Max')('POST', path('marks'), { what: 'arrived' })).status, 404);
    assert.deepEqual((await sheet(world.as('Max'), world, DAY)).loops, []);
    const planner = await mark({ what: 'ended', session: welcome }, world.as('Pia'));
    assert.deepEqual(planner.can, ['mark', 'run']);
  });

  it('shows somebody who sits in a session that one and where the candidate is, and no more', async () => {
    world.clock(start('welcome'));
    const welcome = await idOf('welcome');
    await mark({ what: 'started', session: welcome });
    await mark({ what: 'more', session: welcome, minutes: 30 });
    const coder = world.as(lead('code'));
    const day = await own(coder);
    assert.deepEqual(
      day.sessions.map(({ module }) => module),
      ['code', 'debrief'],
    );
    assert.deepEqual([day.where?.people, day.where?.behind, day.behind], [['Gil'], 30, 30]);
    assert.deepEqual([day.now, day.hands, day.can], [{ is: 'with' }, [], ['mark']]);
    assert.equal(day.you, world.people[lead('code')].id);
    assert.ok(!JSON.stringify(day).includes('Welcome'));
    // Whoever has no session with the candidate any more is not told where they are.
    world.clock(start('design'));
    await mark({ what: 'ended', session: welcome });
    const design = await idOf('design');
    await mark({ what: 'started', session: design });
    world.clock(start('debrief'));
    await mark({ what: 'started', session: await idOf('debrief') });
    await mark({ what: 'ended', session: await idOf('debrief') });
    assert.equal((await own(world.as('Gil'))).where, undefined);
  });

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});
