import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { LoopView } from '#contract/loop.ts';
import type { PeopleView, Person } from '#contract/people.ts';
import type { LoopEvent, LoopRepairs, RepairView } from '#contract/repair.ts';
import { forEachDatabase } from './databases.ts';
import { agendaAt } from './links.ts';
import { bookingAt, choiceOf, smallOrganisation, type Small } from './small-organisation.ts';
import { testServer, type Answer, type TestServer } from './web-server.ts';

forEachDatabase('repairing a confirmed loop', (database) => {
  let server: TestServer;
  before(() => {
    server = testServer(database.store());
  });
  after(() => server.services.close());

  const { path, confirm, bestOf, only } = bookingAt(() => server);

  type Confirmed = { readonly small: Small; readonly loop: LoopView; readonly cyd: Person };

  /** Lee with Ada, who alone may lead the design talk until Cyd comes along. */
  async function confirmed(names?: readonly string[]): Promise<Confirmed> {
    const small = await smallOrganisation(server, names);
    const choice = await bestOf(small, only(small));
    const loop = (await confirm(small, only(small), choice, 'first')).json<LoopView>();
    const body = { name: 'Cyd', timeZone: 'Europe/Berlin', works: [], pools: ['Design'] };
    const cyd = (await server.ask('POST', path(small, 'people'), { body })).json<Person>();
    return { small, loop, cyd };
  }

  const repairsOf = ({ small, loop }: Confirmed, event: LoopEvent): Promise<Answer> =>
    server.ask('POST', path(small, `loops/${loop.id}/repairs`), { body: event });

  const accept = (
    { small, loop }: Confirmed,
    event: LoopEvent,
    repair: { readonly sequence: number; readonly view: Pick<RepairView, 'sessions'>; readonly key?: string },
  ): Promise<Answer> =>
    server.ask('POST', path(small, `loops/${loop.id}/repair`), {
      body: { event, sequence: repair.sequence, plan: choiceOf(repair.view) },
      headers: { 'idempotency-key': repair.key ?? 'accept' },
    });

  function bestIn(repairs: LoopRepairs): RepairView {
    const [best] = repairs.rankings.told;
    assert.ok(best, repairs.none ?? 'no repair');
    return best;
  }

  const minutes = (start = ''): number => Date.parse(start) / 60_000;

  const upcoming = async ({ small }: Confirmed, name: string): Promise<number | undefined> => {
    const { people } = (await server.ask('GET', path(small, 'people'))).json<PeopleView>();
    return people.find((person) => person.name === name)?.upcomingSessions;
  };

  it('holds a session at the time that was proposed, with those who sit in it, and says why where that cannot be', async () => {
    const was = await confirmed();
    const design = was.loop.sessions.find(({ module }) => module === 'design');
    assert.ok(design);
    const start = new Date(Date.parse(design.start) + 70 * 60_000).toISOString().replace('.000Z', 'Z');
    const event: LoopEvent = { what: 'asked', module: 'design', start };
    const repairs = (await repairsOf(was, event)).json<LoopRepairs>();
    const best = bestIn(repairs);
    const moved = best.sessions.find(({ module }) => module === 'design');
    // Ten past is no start on the grid of quarters: the nearest one is.
    assert.equal(minutes(moved?.start), minutes(design.start) + 75);
    assert.deepEqual(
      moved?.people.map(({ name }) => name),
      design.people.map(({ name }) => name),
    );
    const done = await accept(was, event, { sequence: repairs.sequence, view: best });
    assert.equal(done.status, 200, done.text);
    const late: LoopEvent = { what: 'asked', module: 'design', start: start.replace(/T.*/, 'T21:00:00Z') };
    const none = (await repairsOf(was, late)).json<LoopRepairs>();
    assert.match(none.none ?? '', /12:00/, 'the loop is held from nine to twelve');
    const gone = await repairsOf(was, { what: 'asked', module: 'none', start });
    assert.equal(gone.status, 400);
  });

  it('moves the whole day into the time that a candidate proposed', async () => {
    const was = await confirmed();
    const first = minutes(was.loop.sessions[0]?.start);
    const at = (minute: number): string => new Date(minute * 60_000).toISOString().replace('.000Z', 'Z');
    const event: LoopEvent = { what: 'comes', start: at(first + 60), end: at(first + 60 + 45) };
    const best = bestIn((await repairsOf(was, event)).json<LoopRepairs>());
    assert.equal(minutes(best.sessions.find(({ module }) => module === 'design')?.start), first + 60);
  });

  it('replaces who declined, tells who must be told, and books it once', async () => {
    const was = await confirmed();
    const event: LoopEvent = { what: 'declined', module: 'design', person: was.small.ada.id };
    const repairs = (await repairsOf(was, event)).json<LoopRepairs>();
    const best = bestIn(repairs);
    assert.deepEqual(best.summary.slice(0, 1), ['Cyd replaces Ada in “System design”']);
    assert.deepEqual(best.told.map(({ name }) => name).toSorted(), ['Ada', 'Bob', 'Cyd', 'Lee']);
    assert.deepEqual(repairs.sequence, 0);

    const first = await accept(was, event, { sequence: 0, view: best });
    const again = await accept(was, event, { sequence: 0, view: best });
    const loop = first.json<LoopView>();
    assert.deepEqual(again.json<LoopView>(), loop);
    assert.deepEqual(
      loop.sessions.map(({ people }) => people.map(({ name }) => name).includes('Cyd')),
      [true, true],
    );
    assert.deepEqual(loop.agenda, was.loop.agenda);
    assert.deepEqual([await upcoming(was, 'Ada'), await upcoming(was, 'Cyd')], [0, 2]);

    const agenda = await agendaAt(server, was.loop.agenda);
    assert.deepEqual(
      agenda.sessions[0]?.people.map(({ name }) => name),
      ['Cyd', 'Bob'],
    );
    assert.match(agenda.file, /SEQUENCE:1\r?\n/);
  });

  it('never offers who declined for the same session again', async () => {
    const was = await confirmed();
    const event: LoopEvent = { what: 'declined', module: 'design', person: was.small.ada.id };
    const repairs = (await repairsOf(was, event)).json<LoopRepairs>();
    await accept(was, event, { sequence: 0, view: bestIn(repairs) });
    const next = (
      await repairsOf(was, { what: 'declined', module: 'design', person: was.cyd.id })
    ).json<LoopRepairs>();
    assert.deepEqual(next.rankings, { times: [], people: [], told: [] });
    assert.match(next.none ?? '', /“System design”|Lee/);
    assert.equal(next.sequence, 1);
  });

  it('moves to another day with the same people where they are wished to stay', async () => {
    const was = await confirmed();
    const event: LoopEvent = { what: 'away', person: was.small.ada.id, date: was.small.day };
    const { rankings } = (await repairsOf(was, event)).json<LoopRepairs>();
    const [people] = rankings.people;
    assert.ok(people !== undefined);
    assert.ok(people.sessions.every(({ start }) => start.slice(0, 10) > was.small.day));
    assert.deepEqual(
      people.sessions[0]?.people.map(({ name }) => name),
      ['Ada', 'Bob'],
    );
    const [times] = rankings.times;
    assert.equal(minutes(times?.sessions[0]?.start), minutes(was.loop.sessions[0]?.start));
    assert.equal((await accept(was, event, { sequence: 0, view: people })).status, 200);
    assert.deepEqual(await upcoming(was, 'Ada'), 2);
  });

  it('answers a late candidate and a lost room with another time or room', async () => {
    const was = await confirmed();
    const late = (await repairsOf(was, { what: 'late', minutes: 30 })).json<LoopRepairs>();
    assert.equal(minutes(bestIn(late).sessions[0]?.start), minutes(was.loop.sessions[0]?.start) + 30);
    const lost = (
      await repairsOf(was, { what: 'lost', room: was.small.room.id, date: was.small.day })
    ).json<LoopRepairs>();
    assert.ok((bestIn(lost).sessions[0]?.start.slice(0, 10) ?? '') > was.small.day);
  });

  it('refuses a repair that somebody who declined sits in, and leaves everything as it was', async () => {
    const was = await confirmed();
    const event: LoopEvent = { what: 'declined', module: 'design', person: was.small.ada.id };
    const refused = await accept(was, event, { sequence: 0, view: was.loop });
    assert.deepEqual([refused.status, refused.problem().code], [409, 'rules-broken']);
    assert.match(refused.problem().detail, /Ada has declined/);
    const shown = await server.ask('GET', path(was.small, `loops/${was.loop.id}`));
    assert.deepEqual(shown.json<LoopView>(), was.loop);
  });

  it('F10: refuses a repair of a loop that was changed meanwhile, and one whose people were taken meanwhile', async () => {
    const was = await confirmed(['Lee', 'Mia']);
    const event: LoopEvent = { what: 'declined', module: 'design', person: was.small.ada.id };
    const { sequence, ...found } = (await repairsOf(was, event)).json<LoopRepairs>();
    const view = bestIn({ sequence, ...found });
    const stale = await accept(was, event, { sequence: sequence + 1, view });
    assert.equal(stale.problem().code, 'changed-meanwhile');

    const room = { name: 'Second', seats: 4, features: [], site: 'Mill' };
    await server.ask('POST', path(was.small, 'rooms'), { body: room });
    const mia = was.small.candidates[1]?.id ?? '';
    const rival = await confirm(was.small, mia, await bestOf(was.small, mia), 'rival');
    assert.equal(rival.json<LoopView>().sessions[0]?.people[0]?.name, 'Cyd');
    const taken = await accept(was, event, { sequence, view });
    assert.equal(taken.problem().code, 'taken');
    assert.match(taken.problem().detail, /^Cyd is in “System design” with Mia/);
    assert.deepEqual(await upcoming(was, 'Ada'), 2);
  });

  it('tells what does not fit the loop, and that a cancelled one needs no repair', async () => {
    const was = await confirmed();
    const wrong = await repairsOf(was, { what: 'declined', module: 'design', person: was.cyd.id });
    assert.equal(wrong.status, 400);
    assert.match(wrong.problem().detail, /somebody who sits in/);
    await server.ask('POST', path(was.small, `loops/${was.loop.id}/cancel`));
    const gone = await repairsOf(was, { what: 'late', minutes: 30 });
    assert.equal(gone.problem().code, 'in-use');
  });
});
