/** The day itself: the run sheet, and marks on it. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
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
  type DayWorld,
} from './day-world.ts';
import { testServer, type TestServer } from './web-server.ts';

forEachDatabase('the day itself', (database) => {
  let server: TestServer;
  let world: DayWorld;
  let loop: LoopView;
  before(async () => {
    server = testServer(database.store());
    world = await dayWorld(server);
    loop = await confirmedDay(world, 'Kim');
  });
  after(() => server.services.close());

  const marks = (id = loop.id): string => `${world.at}/loops/${id}/marks`;
  const mark = async (body: unknown, ask = world.as('computer')): Promise<DayLoop> =>
    read<DayLoop>(await ask('POST', marks(), body));
  const undo = async (id: string | undefined, ask = world.as('computer')): Promise<DayLoop> =>
    read<DayLoop>(await ask('POST', `${marks()}/${id}/undo`));
  const own = async (ask = world.as('computer')): Promise<DayLoop> => {
    const [day] = (await sheet(ask, world)).loops;
    return day ?? assert.fail('the day is not shown');
  };

  it('shows the plan before anything is marked, and nothing on another date', async () => {
    world.clock('08:00');
    const day = await own();
    assert.deepEqual(
      day.sessions.map(({ module, state }) => `${module} ${state}`),
      ['welcome', 'design', 'lunch', 'code', 'debrief'].map((module) => `${module} to-come`),
    );
    assert.deepEqual([day.date, day.behind, day.now.is, day.hands], [DAY, 0, 'before', []]);
    assert.deepEqual(sessionOf(day, 'lunch').hosts, ['Hal']);
    assert.match(sessionOf(day, 'design').wayThere ?? '', /^To (Kelvin|Lathe)/);
    assert.deepEqual((await sheet(world.as('computer'), world, '2030-01-08')).loops, []);
    assert.equal(
      refusedWith(await world.as('computer')('GET', `${world.at}/day?date=tomorrow`)).code,
      'faults',
    );
  });

  it('says who is with the candidate, and what runs late by how much', async () => {
    world.clock('09:00');
    const welcome = sessionOf(await own(), 'welcome');
    await mark({ what: 'arrived' });
    await mark({ what: 'started', session: welcome.id });
    world.clock('09:15');
    await mark({ what: 'ended', session: welcome.id });
    const design = sessionOf(await own(), 'design');
    await mark({ what: 'started', session: design.id });
    const late = await mark({ what: 'more', session: design.id, minutes: 20 });
    const lead = sessionOf(late, 'design').people[0]?.name ?? '';
    assert.deepEqual([late.now.is, late.now.session, late.behind], ['with', design.id, 20]);
    assert.deepEqual([late.where?.people, late.where?.behind], [[lead], 20]);
    assert.deepEqual(
      late.hands.map(({ what, minutes }) => `${what} ${minutes}`),
      ['late 20'],
    );
    const lunch = sessionOf(late, 'lunch');
    assert.equal(Date.parse(lunch.expected.start) - Date.parse(lunch.start), 20 * 60_000);
    await undo(sessionOf(late, 'design').more?.id);
    assert.equal((await own()).behind, 0);
  });

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});
