/** Who may mark what on the day itself, and what of it somebody sees who only sits in sessions. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, it } from 'node:test';
import type { LoopView } from '#contract/loop.ts';
import { forEachDatabase } from './databases.ts';
import {
  confirmedDay,
  DAY,
  DAY_TEMPLATE,
  dayWorld,
  refusedWith,
  sessionOf,
  sheet,
  type DayWorld,
} from './day-world.ts';
import { daySteps, later } from './day-steps.ts';
import { testServer, type TestServer } from './web-server.ts';

forEachDatabase('whose the day is', (database) => {
  let server: TestServer;
  let world: DayWorld;
  let loop: LoopView;
  before(() => {
    server = testServer(database.store());
  });
  after(() => server.services.close());
  beforeEach(async () => {
    world = await dayWorld(server);
    loop = await confirmedDay(world, 'Kim');
  });

  const { path, mark, refused, own, idOf, start, lead } = daySteps(() => ({ world, loop }));

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
  });

  it('does not tell where the candidate is to whoever has no session with them any more', async () => {
    const modules = DAY_TEMPLATE.modules.filter(({ kind }) => kind !== 'debrief');
    world = await dayWorld(server, { ...DAY_TEMPLATE, modules });
    loop = await confirmedDay(world, 'Kim');
    world.clock(start('welcome'));
    const welcome = await idOf('welcome');
    await mark({ what: 'started', session: welcome });
    assert.deepEqual((await own(world.as('Gil'))).where?.people, ['Gil']);
    world.clock(start('design'));
    await mark({ what: 'ended', session: welcome });
    await mark({ what: 'started', session: await idOf('design') });
    assert.deepEqual((await own(world.as('Hal'))).where?.people, [lead('design')]);
    assert.equal((await own(world.as('Gil'))).where, undefined);
  });

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});
