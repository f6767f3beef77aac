import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { HandOverAcceptance, HandedOver, Leaving, LeavingLoop } from '#contract/leaving.ts';
import type { LoopView } from '#contract/loop.ts';
import type { PeopleView, Person } from '#contract/people.ts';
import { forEachDatabase } from './databases.ts';
import { choiceOf } from './small-organisation.ts';
import { loopOf, smallSuperday, superdaysAt } from './small-superday.ts';
import { company, seated, type Company } from './training-organisation.ts';
import { testServer, type Answer, type TestServer } from './web-server.ts';

forEachDatabase('leaving', (database) => {
  let server: TestServer;
  before(() => {
    server = testServer(database.store());
  });
  after(async () => {
    assert.deepEqual(server.errors, []);
    await server.services.close();
  });

  const { path, confirmed } = superdaysAt(() => server);

  type Some = Company & { readonly kim: Person; readonly loops: readonly LoopView[] };

  /** Kim leads the talks of Lee and Noor; then come colleagues, each for one session a day. */
  async function leaving(colleagues: readonly string[], names = ['Lee', 'Noor']): Promise<Some> {
    const some = await company(server);
    const kim = await some.add('Kim');
    const loops: LoopView[] = [];
    for (const name of names) loops.push(await some.plan(await some.candidate(name)));
    for (const name of colleagues) await some.add(name, { maxPerDay: 1 });
    return { ...some, kim, loops };
  }

  const asked = (
    { at, kim }: Pick<Some, 'at' | 'kim'>,
    chosen: { loop: string; key: string }[] = [],
  ): Promise<Answer> => server.ask('POST', `${at}/people/${kim.id}/hand-overs`, { body: { chosen } });
  const offered = async (some: Pick<Some, 'at' | 'kim'>): Promise<Leaving> =>
    (await asked(some)).json<Leaving>();
  const loopAt = async ({ at }: Some, { id }: LoopView): Promise<LoopView> =>
    (await server.ask('GET', `${at}/loops/${id}`)).json<LoopView>();
  const isThere = async ({ at }: Some, id: string): Promise<boolean> =>
    (await server.ask('GET', `${at}/people`)).json<PeopleView>().people.some((one) => one.id === id);

  function acceptance({ person, loops }: Leaving, some: readonly LeavingLoop[] = loops): HandOverAcceptance {
    return {
      version: person.version,
      all: some.length === loops.length,
      loops: some.map((one) => {
        const offer = one.offers.find(({ key }) => key === one.chosen);
        assert.ok(offer, one.none ?? 'no offer');
        return { loop: one.loop, sequence: one.sequence, plan: choiceOf(offer) };
      }),
    };
  }

  const accept = ({ at, kim }: Some, body: unknown, key: string = crypto.randomUUID()): Promise<Answer> =>
    server.ask('POST', `${at}/people/${kim.id}/hand-over`, { body, headers: { 'idempotency-key': key } });

  const taker = ({ offers, chosen }: LeavingLoop): string =>
    offers.find(({ key }) => key === chosen)?.sessions[0]?.people[0]?.name ?? '';

  it('keeps the times, takes nobody twice, and removes the person with the last hand-over', async () => {
    const some = await leaving(['Ada', 'Bob']);
    const found = await offered(some);
    assert.deepEqual(found.loops.map(taker).toSorted(), ['Ada', 'Bob']);
    for (const { offers, sessions } of found.loops) {
      assert.equal(Date.parse(offers[0]?.sessions[0]?.start ?? ''), Date.parse(sessions[0]?.start ?? ''));
      assert.ok(offers[0]?.told.some(({ name }) => name === 'Kim'));
    }
    const done = (await accept(some, acceptance(found))).json<HandedOver>();
    assert.deepEqual(done, { removed: true, left: 0 });
    assert.equal(await isThere(some, some.kim.id), false);
    const after = await Promise.all(some.loops.map((loop) => loopAt(some, loop)));
    assert.deepEqual(after.map(seated).toSorted(), ['lead Ada', 'lead Bob']);
  });

  it('hands over one by one, and removes the person with the last one', async () => {
    const some = await leaving(['Ada', 'Bob']);
    const found = await offered(some);
    const first = (await accept(some, acceptance(found, found.loops.slice(0, 1)))).json<HandedOver>();
    assert.deepEqual([first, await isThere(some, some.kim.id)], [{ removed: false, left: 1 }, true]);
    const last = (await accept(some, acceptance(await offered(some)))).json<HandedOver>();
    assert.deepEqual([last, await isThere(some, some.kim.id)], [{ removed: true, left: 0 }, false]);
  });

  it('names what cannot be handed over with the reason, and it can be cancelled', async () => {
    const some = await leaving(['Ada']);
    const found = await offered(some);
    const [able, unable] = found.loops;
    assert.deepEqual([able?.chosen === undefined, unable?.offers.length], [false, 0]);
    assert.match(unable?.none ?? '', /\w/);
    assert.equal(unable?.cancellable, true);
    await server.ask('POST', `${some.at}/loops/${unable?.loop}/cancel`);
    const done = (await accept(some, acceptance(await offered(some)))).json<HandedOver>();
    assert.equal(done.removed, true);
  });

  it('offers the seat to nobody who is still in training', async () => {
    const some = await leaving(['Ada'], ['Lee']);
    (await some.set('Ada', { state: 'trainee' })).json();
    const [only] = (await offered(some)).loops;
    assert.equal(only?.offers.length, 0);
    assert.match(only?.none ?? '', /Ada is still in training.*Kim leaves\./);
  });

  it('goes on from another choice, so that the next loops fit it', async () => {
    const some = await leaving(['Ada', 'Bob']);
    const found = await offered(some);
    const [first] = found.loops;
    const other = first?.offers.find(({ key }) => key !== first.chosen);
    assert.ok(first && other, 'there is a second offer');
    const again = (await asked(some, [{ loop: first.loop, key: other.key }])).json<Leaving>();
    assert.equal(again.loops[0]?.chosen, other.key);
    assert.notEqual(taker(again.loops[0] ?? assert.fail()), taker(first));
    const takers = again.loops.map(taker);
    assert.equal(new Set(takers).size, takers.length);
    assert.equal((await accept(some, acceptance(again))).json<HandedOver>().removed, true);
  });

  it('does nothing at all when one of the loops was changed meanwhile', async () => {
    const some = await leaving(['Ada', 'Bob', 'Cyd']);
    const found = await offered(some);
    const second = found.loops[1] ?? assert.fail();
    const event = { what: 'declined', module: 'talk', person: some.kim.id };
    const repairs = await server.ask('POST', `${some.at}/loops/${second.loop}/repairs`, { body: event });
    const { rankings, sequence } = repairs.json<{
      rankings: { times: LeavingLoop['offers'] };
      sequence: number;
    }>();
    const plan = choiceOf(rankings.times[0] ?? assert.fail());
    const body = { event, sequence, plan };
    const headers = { 'idempotency-key': 'meanwhile' };
    (await server.ask('POST', `${some.at}/loops/${second.loop}/repair`, { body, headers })).json();
    const before = await Promise.all(some.loops.map((loop) => loopAt(some, loop)));
    assert.equal((await accept(some, acceptance(found))).problem().code, 'changed-meanwhile');
    assert.deepEqual(await Promise.all(some.loops.map((loop) => loopAt(some, loop))), before);
    assert.equal(await isThere(some, some.kim.id), true);
  });

  it('does nothing when the person was changed, or has new sessions, meanwhile', async () => {
    const some = await leaving(['Ada', 'Bob'], ['Lee']);
    const found = await offered(some);
    const details = { name: 'Kim', timeZone: 'Europe/Berlin', works: [], pools: ['Design'], version: 1 };
    (await server.ask('PUT', `${some.at}/people/${some.kim.id}`, { body: details })).json();
    assert.equal((await accept(some, acceptance(found))).problem().code, 'changed-meanwhile');
    const again = await offered(some);
    const taken = await some.candidate('Noor');
    (await some.set('Ada', { state: 'trainee' })).json();
    (await some.set('Bob', { state: 'trainee' })).json();
    await some.plan(taken);
    (await some.set('Ada', { state: 'qualified' })).json();
    (await some.set('Bob', { state: 'qualified' })).json();
    assert.equal((await accept(some, acceptance(again))).problem().code, 'changed-meanwhile');
    assert.equal(seated(await loopAt(some, some.loops[0] ?? assert.fail())), 'lead Kim');
  });

  it('says whose second interview stands in the way when a colleague was taken meanwhile', async () => {
    const some = await leaving(['Ada', 'Bob']);
    const found = await offered(some);
    (await some.set('Bob', { state: 'trainee' })).json();
    const refused = (await accept(some, acceptance(found))).problem();
    assert.equal(refused.code, 'rules-broken');
    assert.match(refused.detail, /^Second interview of (Lee|Noor): .*Nothing was handed over\.$/);
    const after = await Promise.all(some.loops.map((loop) => loopAt(some, loop)));
    assert.deepEqual(after.map(seated), ['lead Kim', 'lead Kim']);
  });

  it('books once what is sent twice', async () => {
    const some = await leaving(['Ada', 'Bob']);
    const body = acceptance(await offered(some));
    const first = (await accept(some, body, 'same')).json<HandedOver>();
    assert.deepEqual((await accept(some, body, 'same')).json<HandedOver>(), first);
  });

  it('says of a group session that it is held for several, and goes on once its loops are cancelled', async () => {
    const superday = await smallSuperday(server, ['Ann', 'Ben']);
    const view = await confirmed(superday);
    const who = { at: path(superday, '').replace(/\/$/, ''), kim: superday.ada };
    const found = await offered(who);
    assert.equal(found.loops.length, 2);
    for (const { none, cancellable } of found.loops) {
      assert.match(none ?? '', /Group exercise is held for several candidates together/);
      assert.equal(cancellable, true);
    }
    for (const name of ['Ann', 'Ben']) {
      await server.ask('POST', path(superday, `loops/${loopOf(view, name)}/cancel`));
    }
    assert.deepEqual((await offered(who)).loops, []);
  });

  it('knows nobody of another organisation', async () => {
    const [some, other] = [await leaving([], ['Lee']), await company(server)];
    assert.equal((await asked({ at: other.at, kim: some.kim })).status, 404);
  });
});
