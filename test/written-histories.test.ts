/**
 * Whatever happens (plans that are confirmed, repaired and cancelled, a server that is away, a worker that is killed,
 * another calendar chosen, entries changed by hand): in the end the calendar shows the state of the plan.
 */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import type { LoopView } from '#contract/loop.ts';
import { minuteOf } from '#domain/time/zoned.ts';
import { forEachDatabase } from './databases.ts';
import type { Told } from './told-world.ts';
import { writtenWorld, writtenWorldAbsent } from './written-world.ts';

const absent = writtenWorldAbsent();
const RUNS = Number(process.env['WRITTEN_HISTORIES'] ?? 4);
const NAMES = ['Lee', 'Mia'];

const DEEDS = {
  confirm: 4,
  write: 4,
  cancel: 2,
  replace: 2,
  away: 1,
  back: 1,
  killed: 1,
  choose: 1,
  move: 1,
  remove: 1,
  rename: 1,
} as const;
type Deed = keyof typeof DEEDS;

const deed = fc.oneof(
  ...Object.entries(DEEDS).map(([name, weight]) => ({ weight, arbitrary: fc.constant(name as Deed) })),
);
/** `who` is a candidate, `which` a calendar or an entry. */
const step = fc.record({ deed, who: fc.nat(1), which: fc.nat(3) });
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
    const replace = async (who: number): Promise<void> => {
      const loop = loops.get(who);
      const sits = loop?.sessions.some(
        ({ module, people }) => module === 'design' && people.some(({ id }) => id === told.ada.id),
      );
      if (loop?.status !== 'confirmed' || sits !== true) return;
      await world.repair(told, loop, { what: 'declined', module: 'design', person: told.ada.id });
      const path = `/api/o/${told.organisation}/loops/${loop.id}`;
      loops.set(who, (await world.server().ask('GET', path)).json<LoopView>());
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
    const deeds: Readonly<Record<Deed, (one: Step) => Promise<unknown>>> = {
      confirm: async ({ who }) => {
        if (loops.get(who)?.status === 'confirmed') return;
        loops.set(who, await world.confirmed(told, told.candidates[who]?.id));
      },
      cancel: async ({ who }) => {
        const loop = loops.get(who);
        if (loop?.status === 'confirmed') loops.set(who, await world.cancel(told, loop.id));
      },
      replace: ({ who }) => replace(who),
      write: () => world.write(),
      away: async () => {
        if (!away) await world.radicale().stop();
        away = true;
      },
      back,
      killed: () =>
        sql`update written_event set path = null, mark = null, written = null, next_at = now(),
          expires_at = now() + interval '1 day' where organisation_id = ${told.organisation}`.execute(
          database.store().db,
        ),
      choose: ({ which }) => choose(which),
      move: ({ which }) => byHand('move', which),
      remove: ({ which }) => byHand('remove', which),
      rename: ({ which }) => byHand('rename', which),
    };
    return {
      does: async (one) => void (await deeds[one.deed](one)),
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
