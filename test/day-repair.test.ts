/** Repairs on the spot: what was marked stands, and the smallest change follows from it. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, it } from 'node:test';
import type { DayLoop } from '#contract/day.ts';
import type { LoopView } from '#contract/loop.ts';
import type { LoopEvent, LoopRepairs, RepairView } from '#contract/repair.ts';
import { forEachDatabase } from './databases.ts';
import { confirmedDay, DAY, dayWorld, read, refusedWith, sheet, type DayWorld } from './day-world.ts';
import { choiceOf } from './small-organisation.ts';
import { testServer, type TestServer } from './web-server.ts';

forEachDatabase('repairs on the spot', (database) => {
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

  const path = (rest: string, id = loop.id): string => `${world.at}/loops/${id}/${rest}`;
  const at = (module: string): LoopView['sessions'][number] =>
    loop.sessions.find((session) => session.module === module) ?? assert.fail(module);
  const who = (module: string): string => at(module).people[0]?.id ?? '';
  const idOf = async (module: string): Promise<string> => {
    const [day] = (await sheet(world.as('computer'), world, DAY)).loops.filter(({ id }) => id === loop.id);
    return day?.sessions.find((session) => session.module === module)?.id ?? assert.fail(module);
  };
  const mark = async (what: string, module: string, more: object = {}): Promise<DayLoop> =>
    read<DayLoop>(
      await world.as('computer')('POST', path('marks'), { what, session: await idOf(module), ...more }),
    );
  const repairs = async (event: LoopEvent): Promise<LoopRepairs> =>
    read<LoopRepairs>(await world.as('computer')('POST', path('repairs'), event));
  const accept = async (event: LoopEvent, repair: RepairView, sequence: number): Promise<LoopView> =>
    read<LoopView>(
      await world.as('computer')('POST', path('repair'), { event, sequence, plan: choiceOf(repair) }),
    );
  const best = ({ rankings, none }: LoopRepairs): RepairView =>
    rankings.times[0] ?? assert.fail(none ?? 'nothing');
  const later = (start: string, minutes: number): string =>
    new Date(Date.parse(start) + minutes * 60_000).toISOString();
  const minutes = (a: string, b: string): number => (Date.parse(a) - Date.parse(b)) / 60_000;

  it('moves what follows by what a session needs more, and leaves what has begun', async () => {
    world.clock(at('welcome').start);
    await mark('started', 'welcome');
    world.clock(at('design').start);
    await mark('started', 'design');
    await mark('more', 'design', { minutes: 20 });
    const found = await repairs({ what: 'behind' });
    const repair = best(found);
    assert.ok(
      !repair.changed.includes('welcome') && !repair.changed.includes('design'),
      repair.changed.join(', '),
    );
    const lunch = repair.sessions.find(({ module }) => module === 'lunch');
    assert.ok(minutes(lunch?.start ?? '', at('design').end) >= 20, String(lunch?.start));
    const now = await accept({ what: 'behind' }, repair, found.sequence);
    assert.equal(now.sessions.find(({ module }) => module === 'design')?.start, at('design').start);
    assert.equal((await sheet(world.as('computer'), world, DAY)).loops[0]?.hands.length, 0);
  });

  it('says so where nothing runs so late that anything must change', async () => {
    world.clock(at('welcome').start);
    const refused = refusedWith(await world.as('computer')('POST', path('repairs'), { what: 'behind' }));
    assert.equal(refused.code, 'in-use');
  });

  it('gives a session whose time has come to somebody else, as long as nobody marked that it began', async () => {
    world.clock(later(at('design').start, 5));
    const event: LoopEvent = { what: 'declined', module: 'design', person: who('design') };
    const found = await repairs(event);
    const design = best(found).sessions.find(({ module }) => module === 'design');
    assert.notEqual(design?.people[0]?.id, who('design'));
    assert.ok(minutes(design?.start ?? '', later(at('design').start, 5)) >= 0, String(design?.start));
    await accept(event, best(found), found.sequence);
  });

  it('keeps a session that was marked as begun, though its time is still to come', async () => {
    world.clock(later(at('design').start, -10));
    await mark('started', 'design');
    const event = { what: 'declined', module: 'design', person: who('design') };
    assert.equal(refusedWith(await world.as('computer')('POST', path('repairs'), event)).code, 'faults');
    const away: LoopEvent = { what: 'away', person: who('design'), date: DAY, from: 'now' };
    const { rankings } = await repairs(away);
    for (const repair of rankings.times) assert.ok(!repair.changed.includes('design'));
  });

  it('refuses a repair that moves what somebody marked as begun meanwhile, and changes nothing', async () => {
    world.clock(later(at('design').start, 5));
    const event: LoopEvent = { what: 'declined', module: 'design', person: who('design') };
    const found = await repairs(event);
    const other: LoopEvent = { what: 'late', minutes: 20 };
    const moving = await repairs(other);
    assert.ok(best(moving).changed.includes('design'));
    // In time, so that nothing else speaks against it.
    await mark('started', 'design', { ago: 5 });
    for (const [happened, repair] of [
      [event, best(found)],
      [other, best(moving)],
    ] as const) {
      const body = { event: happened, sequence: found.sequence, plan: choiceOf(repair) };
      const { status } = await world.as('computer')('POST', path('repair'), body);
      assert.ok(status === 400 || status === 409, `${status}`);
    }
    const now = read<LoopView>(await world.as('computer')('GET', path('').slice(0, -1)));
    assert.deepEqual(now.sessions, loop.sessions);
  });

  it('repairs another loop whose interviewer is held up by the first', async () => {
    const second = await confirmedDay(world, 'Lee');
    const [first, next] = [at('design'), second.sessions.find(({ module }) => module === 'design')];
    assert.ok(next);
    // Where the plans give both to one person, one after the other; else the second is given to that person by hand.
    const { db } = database.store();
    const person = first.people[0]?.id ?? '';
    const stays = next.people[0]?.id === person && next.start >= first.end;
    if (!stays) {
      await db
        .updateTable('session_person')
        .set({ person_id: person })
        .where('organisation_id', '=', world.organisation)
        .where('session_id', 'in', (qb) =>
          qb
            .selectFrom('session_loop')
            .select('session_id')
            .where('organisation_id', '=', world.organisation)
            .where('loop_id', '=', second.id)
            .where('module', '=', 'design'),
        )
        .execute();
    }
    world.clock(first.start);
    await mark('started', 'design');
    const minutesMore = Math.max(20, minutes(next.start, first.end) + 20);
    await mark('more', 'design', { minutes: minutesMore });
    const [lees] = (await sheet(world.as('computer'), world, DAY)).loops.filter(({ id }) => id === second.id);
    assert.ok(
      lees?.hands.some(({ what }) => what === 'late'),
      JSON.stringify(lees?.hands),
    );
    const found = read<LoopRepairs>(
      await world.as('computer')('POST', path('repairs', second.id), { what: 'behind' }),
    );
    assert.ok(best(found).changed.includes('design'));
  });

  it('holds the rest elsewhere when a room is lost from now on', async () => {
    world.clock(later(at('design').end, 5));
    await world.as('computer')('POST', path('marks'), { what: 'arrived' });
    const room = at('code').room?.id ?? '';
    const event: LoopEvent = { what: 'lost', room, date: DAY, from: 'now' };
    const found = await repairs(event);
    const code = best(found).sessions.find(({ module }) => module === 'code');
    assert.notEqual(code?.room?.id, room);
    assert.deepEqual(best(found).changed, ['code']);
    await accept(event, best(found), found.sequence);
  });

  it('waits for a candidate who comes late on the day itself', async () => {
    world.clock(later(at('welcome').start, 10));
    const found = await repairs({ what: 'late', minutes: 30 });
    const welcome = best(found).sessions.find(({ module }) => module === 'welcome');
    assert.ok(minutes(welcome?.start ?? '', at('welcome').start) >= 30, String(welcome?.start));
  });

  it('frees everybody when the candidate did not come, and the mark can be taken back until then', async () => {
    const ask = world.as('computer');
    world.clock(later(at('welcome').start, 20));
    assert.equal(refusedWith(await ask('POST', path('cancel'))).code, 'in-use');
    const marked = read<DayLoop>(await ask('POST', path('marks'), { what: 'no-show' }));
    assert.deepEqual([marked.now.is, marked.hands], ['no-show', [{ what: 'no-show' }]]);
    const back = read<DayLoop>(await ask('POST', path(`marks/${marked.noShow?.id}/undo`)));
    assert.equal(back.noShow, undefined);
    read<DayLoop>(await ask('POST', path('marks'), { what: 'no-show' }));
    assert.equal(read<LoopView>(await ask('POST', path('cancel'))).status, 'cancelled');
    const [day] = (await sheet(ask, world, DAY)).loops;
    assert.deepEqual([day?.status, day?.now.is, day?.hands], ['cancelled', 'no-show', []]);
    const again = await ask('POST', path(`marks/${day?.noShow?.id}/undo`));
    assert.match(refusedWith(again).detail, /the day was cancelled/);
    const { db } = database.store();
    const left = await db
      .selectFrom('booking')
      .select('session_id')
      .where('organisation_id', '=', world.organisation)
      .execute();
    assert.deepEqual(left, []);
    const kept = await db
      .selectFrom('change_request')
      .select(['reason', 'settled_at'])
      .where('organisation_id', '=', world.organisation)
      .execute();
    assert.deepEqual(
      kept.map(({ reason, settled_at }) => [reason, settled_at !== null]),
      [['no-show', true]],
    );
    // Another day can be looked for.
    world.clock(later(at('welcome').start, 30));
    const candidate = world.candidates['Kim']?.id ?? '';
    const range = { from: '2030-01-08', to: '2030-01-09' };
    read(await ask('POST', `${world.at}/candidates/${candidate}/search`, range));
  });

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});
