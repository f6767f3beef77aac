import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { sql } from 'kysely';
import type { LoopView } from '#contract/loop.ts';
import type { PeopleView } from '#contract/people.ts';
import { forEachDatabase } from './databases.ts';
import { choiceOf, search } from './small-organisation.ts';
import { company, LEARNING, seated, type Company } from './training-organisation.ts';
import { testServer, type TestServer } from './web-server.ts';

forEachDatabase('training', (database) => {
  let server: TestServer;
  before(() => {
    server = testServer(database.store());
  });
  after(async () => {
    assert.deepEqual(server.errors, []);
    await server.services.close();
  });

  const learner = async (some: Company, name: string): Promise<void> => {
    await some.add(name);
    (await some.set(name, { state: 'trainee' })).json();
  };
  const planned = async (some: Company, name: string): Promise<LoopView> =>
    some.plan(await some.candidate(name));
  /** As if a month had passed since. */
  const longAgo = async ({ id }: LoopView): Promise<void> => {
    const { db } = database.store();
    await sql`update session set starts_at = starts_at - interval '60 days', ends_at = ends_at - interval '60 days'
      where id in (select session_id from session_loop where loop_id = ${id}::uuid)`.execute(db);
    await sql`delete from booking
      where session_id in (select session_id from session_loop where loop_id = ${id}::uuid)`.execute(db);
  };

  it('counts everybody as qualified who is simply put into a pool', async () => {
    const some = await company(server);
    await some.add('Ada');
    const { state, stage, held } = await some.member('Ada');
    assert.deepEqual([state, stage, held], ['qualified', 'shadow', { shadow: 0, reverseShadow: 0 }]);
    assert.deepEqual((await some.pool()).path, { shadow: 2, reverseShadow: 1, version: 0 });
  });

  it('says in words that everybody is still in training where nobody may lead', async () => {
    const some = await company(server, LEARNING);
    await learner(some, 'Kim');
    const { id } = await some.candidate('Lee');
    const { whyNot } = await search(server, some, id);
    assert.equal(
      whyNot?.text,
      '“Talk” needs 1 qualified of the pool “Design”, and nobody is: Kim is still in training.',
    );
  });

  it('lets a trainee watch as often as the path says, then lead while watched; what was held counts', async () => {
    const some = await company(server, LEARNING);
    await some.add('Ada', { maxPerDay: 10 });
    await learner(some, 'Kim');
    const first = await planned(some, 'Lee');
    assert.equal(seated(first), 'lead Ada, shadow Kim');
    const second = await planned(some, 'Noor');
    assert.equal(seated(second), 'lead Ada, shadow Kim');
    assert.equal(seated(await planned(some, 'Robin')), 'lead Ada', 'both are planned already');
    assert.deepEqual((await some.member('Kim')).toCome, { shadow: 2, reverseShadow: 0 });

    await longAgo(first);
    await longAgo(second);
    const { held, stage, sessions } = await some.member('Kim');
    assert.deepEqual([held.shadow, stage, sessions.length], [2, 'reverse_shadow', 2]);
    const third = await planned(some, 'Sam');
    assert.equal(seated(third), 'lead Ada, reverse_shadow Kim');
    await longAgo(third);
    assert.deepEqual(
      [(await some.member('Kim')).stage, (await some.member('Kim')).state],
      ['ready', 'trainee'],
    );
    (await some.set('Kim', { state: 'qualified' })).json();
    assert.equal((await some.member('Kim')).state, 'qualified');
    (await some.set('Kim', { state: 'trainee' })).json();
    assert.equal((await some.member('Kim')).stage, 'ready', 'taken back, and still ready');
  });

  it('does not count what was cancelled, and frees its seat for the trainee', async () => {
    const some = await company(server, LEARNING);
    await some.add('Ada', { maxPerDay: 10 });
    await learner(some, 'Kim');
    await planned(some, 'Lee');
    const loop = await planned(some, 'Noor');
    await server.ask('POST', `${some.at}/loops/${loop.id}/cancel`);
    assert.equal((await some.member('Kim')).toCome.shadow, 1);
    assert.equal(seated(await planned(some, 'Robin')), 'lead Ada, shadow Kim');
  });

  it('refuses to confirm a plan with somebody in the lead who is in training meanwhile', async () => {
    const some = await company(server);
    await some.add('Ada');
    const { id } = await some.candidate('Lee');
    const { alternatives } = await search(server, some, id);
    const [best] = alternatives;
    assert.ok(best);
    (await some.set('Ada', { state: 'trainee' })).json();
    const answer = await server.ask('POST', `${some.at}/candidates/${id}/confirm`, {
      body: choiceOf(best),
      headers: { 'idempotency-key': 'x' },
    });
    assert.equal(answer.problem().code, 'rules-broken');
  });

  it('refuses a change of somebody’s standing, or of a path, that somebody else changed meanwhile', async () => {
    const some = await company(server);
    await some.add('Kim');
    (await some.set('Kim', { state: 'trainee' })).json();
    const late = await some.set('Kim', { state: 'qualified', version: 1 });
    assert.equal(late.problem().code, 'changed-meanwhile');
    assert.equal((await some.member('Kim')).state, 'trainee');
    const path = { pool: 'Design', shadow: 1, reverseShadow: 0, version: 0 };
    const set = (body: object): ReturnType<TestServer['ask']> =>
      server.ask('PUT', `${some.at}/pools/path`, { body });
    (await set(path)).json();
    assert.equal((await set({ ...path, shadow: 5 })).problem().code, 'changed-meanwhile');
    assert.deepEqual((await some.pool()).path, { shadow: 1, reverseShadow: 0, version: 1 });
    (await set({ ...path, shadow: 0, version: 1 })).json();
    assert.equal((await some.member('Kim')).stage, 'ready', 'a path of nothing asks for nothing');
  });

  it('keeps how somebody stands when they are changed otherwise, and forgets it when they leave the pool', async () => {
    const some = await company(server);
    const kim = await some.add('Kim');
    (await some.set('Kim', { state: 'trainee', before: { shadow: 1, reverseShadow: 0 } })).json();
    const details = { name: 'Kim', timeZone: 'Europe/Berlin', works: [] };
    const change = async (pools: readonly string[], version: number): Promise<void> => {
      const body = { ...details, pools, version };
      (await server.ask('PUT', `${some.at}/people/${kim.id}`, { body })).json();
    };
    await change(['Design', 'Other'], 1);
    const { state, held } = await some.member('Kim');
    assert.deepEqual([state, held.shadow], ['trainee', 1]);
    await change(['Other'], 2);
    await change(['Design'], 3);
    assert.equal((await some.member('Kim')).state, 'qualified');
  });

  it('puts somebody into a pool to learn, once', async () => {
    const some = await company(server);
    await some.add('Ada');
    const kim = await some.add('Kim', { pools: [] });
    const body = {
      pool: 'Design',
      version: 0,
      state: 'trainee',
      before: { shadow: 0, reverseShadow: 0 },
    };
    const join = (): ReturnType<TestServer['ask']> =>
      server.ask('PUT', `${some.at}/people/${kim.id}/pool`, { body });
    (await join()).json();
    assert.equal((await some.member('Kim')).state, 'trainee');
    assert.equal((await join()).problem().code, 'changed-meanwhile');
  });

  it('takes trainees from a list of people, and everybody else as qualified', async () => {
    const some = await company(server);
    const list = {
      format: 'people/1',
      people: [{ id: 'ada' }, { id: 'kim' }].map((one) => ({ ...one, calendar: false })),
      pools: { Design: ['ada', 'kim'] },
      training: { Design: { kim: { shadowed: 1 } } },
    };
    const send = async (file: object): ReturnType<TestServer['ask']> => {
      const form = new FormData();
      form.append('people', new File([JSON.stringify(file)], 'people.json', { type: 'application/json' }));
      return server.ask('POST', `${some.at}/import`, { body: form });
    };
    (await send(list)).json();
    assert.equal((await some.member('ada')).state, 'qualified');
    const { state, before } = await some.member('kim');
    assert.deepEqual([state, before.shadow], ['trainee', 1]);
    const { training: _, ...silent } = list;
    (await send(silent)).json();
    assert.equal((await some.member('kim')).state, 'trainee', 'a list that says nothing changes nothing');
    const wrong = await send({ ...list, training: { Design: { eve: {} }, Other: {} } });
    assert.deepEqual(
      wrong.problem().faults?.map(({ place }) => place),
      ['training.Design.eve', 'training.Other'],
    );
  });

  it('refuses a template that lets anyone take a seat in which nobody learns', async () => {
    const some = await company(server);
    const modules = [
      {
        id: 'talk',
        title: 'Talk',
        kind: 'individual',
        minutes: 45,
        seats: [{ pool: 'Design', role: 'lead', anyone: true }],
      },
    ];
    const template = { hours: { from: '09:00', to: '12:00' }, weekdays: ['mon'], modules };
    const answer = await server.ask('PUT', `${some.at}/openings/${some.opening}/template`, {
      body: { template, version: 2 },
    });
    assert.match(answer.text, /seats\[0\]\.anyone/);
  });

  it('shows how many qualified people a template needs', async () => {
    const some = await company(server, [...LEARNING, { pool: 'Design' }]);
    await some.add('Ada');
    const { openings } = await some.pool();
    assert.deepEqual(openings, [{ id: some.opening, title: 'Engineer', needed: 2 }]);
    assert.equal((await server.ask('GET', `${some.at}/people`)).json<PeopleView>().people.length, 1);
  });
});
