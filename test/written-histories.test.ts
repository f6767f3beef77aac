/**
 * Whatever happens (plans that are confirmed, repaired and cancelled, a server that is away, a worker that is killed,
 * another calendar chosen, entries changed by hand): in the end the calendar shows the state of the plan.
 */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import type { LoopView } from '#contract/loop.ts';
import { minuteOf } from '#domain/zoned.ts';
import { forEachDatabase } from './databases.ts';
import type { Told } from './told-world.ts';
import { writtenWorld, writtenWorldAbsent } from './written-world.ts';

const absent = writtenWorldAbsent();
const RUNS = Number(process.env['WRITTEN_HISTORIES'] ?? 4);
const NAMES = ['Lee', 'Mia'];

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('confirm' as const), who: fc.nat(1) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel' as const), who: fc.nat(1) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('replace' as const), who: fc.nat(1) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('write' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('away' as const, 'back' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('killed' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('choose' as const), which: fc.nat(2) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('move' as const, 'remove' as const, 'rename' as const), which: fc.nat(3) }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

if (absent === undefined) forEachDatabase('histories of written calendars', suite);
else it('histories of written calendars', { skip: absent }, () => undefined);

function suite(database: Parameters<Parameters<typeof forEachDatabase>[1]>[0]): void {
  const world = writtenWorld(database);

  it(`${RUNS} random histories end as the plan says`, async () => {
    let deeds = 0;
    const property = fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
      const told = await world.organisation(NAMES);
      const body = { name: 'Cyd', timeZone: 'Europe/Berlin', works: [], pools: ['Design'] };
      (await world.server().ask('POST', `/api/o/${told.organisation}/people`, { body })).json();
      const paths = [await world.calendar(), await world.calendar()];
      const ids: string[] = [];
      for (const path of paths) ids.push((await world.connect(told, path, path === paths[0])).id);
      const history = historyOf({ told, paths, ids });
      for (const one of steps) {
        await history.does(one);
        deeds += 1;
      }
      await history.settles();
      const expected = history.planned();
      for (const [index, path] of paths.entries()) {
        const seen = world.seen(path).map(({ start, end }) => `${minuteOf(start)}-${minuteOf(end)}`);
        assert.deepEqual(seen, index === history.chosen() ? expected : [], path);
      }
      const { rows } = await sql`select from written_event where organisation_id = ${told.organisation}
        and (next_at is not null or fault is not null)`.execute(database.store().db);
      assert.equal(rows.length, 0);
    });
    // A run is long, so a history that fails is shown as it is rather than made shorter.
    await fc.assert(property, { numRuns: RUNS, endOnFailure: true });
    assert.ok(deeds > RUNS);
  });

  type History = {
    readonly does: (step: Step) => Promise<void>;
    readonly settles: () => Promise<void>;
    readonly chosen: () => number | undefined;
    /** Ada's sessions, by start. */
    readonly planned: () => string[];
  };

  function historyOf({
    told,
    paths,
    ids,
  }: {
    readonly told: Told;
    readonly paths: readonly string[];
    readonly ids: readonly string[];
  }): History {
    const loops = new Map<number, LoopView>();
    let [away, chosen]: [boolean, number | undefined] = [false, 0];
    const back = async (): Promise<void> => {
      if (away) await world.radicale().start();
      away = false;
    };
    const look = async (who: number, id: string): Promise<void> => {
      const loop = await world.server().ask('GET', `/api/o/${told.organisation}/loops/${id}`);
      loops.set(who, loop.json<LoopView>());
    };
    const choose = async (which: number): Promise<void> => {
      // Somebody who chooses a calendar waits for its server.
      if (away && which < 2) return;
      chosen = which < 2 ? which : undefined;
      const calendar = ids[which];
      (await world.post(told, '/write', calendar === undefined ? {} : { calendar })).json();
    };
    const byHand = async (what: 'move' | 'remove' | 'rename', which: number): Promise<void> => {
      if (away || chosen === undefined) return;
      const events = world.seen(paths[chosen] ?? '');
      const event = events[which % Math.max(1, events.length)];
      if (event === undefined) return;
      const text = await world.radicale().get(event.path);
      if (what === 'move') {
        await world.radicale().put(event.path, text.replace(/DTEND:\d+T\d+Z/, 'DTEND:20400101T000000Z'));
        return;
      }
      await world.radicale().drop(event.path);
      // As a mail program does that puts the invitation there under a name of its own.
      if (what === 'rename') await world.radicale().put(event.path.replace('.ics', 'x.ics'), text);
    };
    const does = async (one: Step): Promise<void> => {
      switch (one.do) {
        case 'confirm': {
          const candidate = told.candidates[one.who]?.id ?? '';
          if (loops.get(one.who)?.status !== 'confirmed') loops.set(one.who, await world.confirmed(told, candidate));
          return;
        }
        case 'cancel': {
          const loop = loops.get(one.who);
          if (loop?.status === 'confirmed') loops.set(one.who, await world.cancel(told, loop.id));
          return;
        }
        case 'replace': {
          const loop = loops.get(one.who);
          const sits = loop?.sessions.some(
            ({ module, people }) => module === 'design' && people.some(({ id }) => id === told.ada.id),
          );
          if (loop?.status !== 'confirmed' || sits !== true) return;
          await world.repair(told, loop, { what: 'declined', module: 'design', person: told.ada.id });
          return look(one.who, loop.id);
        }
        case 'write':
          return void (await world.write());
        case 'away':
          if (!away) await world.radicale().stop();
          away = true;
          return;
        case 'back':
          return back();
        case 'killed':
          await sql`update written_event set path = null, mark = null, written = null, next_at = now(),
            expires_at = now() + interval '1 day' where organisation_id = ${told.organisation}`.execute(
            database.store().db,
          );
          return;
        case 'choose':
          return choose(one.which);
        case 'move':
        case 'remove':
        case 'rename':
          return byHand(one.do, one.which);
      }
    };
    return {
      does,
      settles: async () => {
        await back();
        for (const calendar of ids) (await world.post(told, '/write-again', { calendar })).json();
        await world.write();
      },
      chosen: () => chosen,
      planned: () =>
        [...loops.values()]
          .filter(({ status }) => status === 'confirmed')
          .flatMap(({ sessions }) => sessions)
          .filter(({ people }) => people.some(({ id }) => id === told.ada.id))
          .map(({ start, end }) => `${minuteOf(start)}-${minuteOf(end)}`)
          .toSorted(),
    };
  }
}
