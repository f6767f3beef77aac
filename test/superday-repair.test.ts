import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { LoopView } from '#contract/loop.ts';
import type { LoopEvent, LoopRepairs } from '#contract/repair.ts';
import { forEachDatabase } from './databases.ts';
import { choiceOf } from './small-organisation.ts';
import { loopOf, smallSuperday, superdaysAt, type Superday } from './small-superday.ts';
import { testServer, type Answer, type TestServer } from './web-server.ts';

forEachDatabase('repairing one loop of a superday', (database) => {
  let server: TestServer;
  before(() => {
    server = testServer(database.store());
  });
  after(() => server.services.close());

  const { path, confirmed, upcomingOf } = superdaysAt(() => server);

  const repairsOf = (superday: Superday, loop: string, body: LoopEvent): Promise<Answer> =>
    server.ask('POST', path(superday, `loops/${loop}/repairs`), { body });
  const loopAt = async (superday: Superday, id: string): Promise<LoopView> =>
    (await server.ask('GET', path(superday, `loops/${id}`))).json<LoopView>();

  it('leaves the group session to the others, whatever changes for one of them', async () => {
    const superday = await smallSuperday(server, ['Ann', 'Ben']);
    const view = await confirmed(superday);
    const [ann, ben] = [loopOf(view, 'Ann'), loopOf(view, 'Ben')];
    const before = await loopAt(superday, ben);
    const talk = (await loopAt(superday, ann)).sessions.find(({ module }) => module === 'talk');
    const [interviewer] = talk?.people ?? [];
    assert.ok(interviewer);
    const event: LoopEvent = { what: 'declined', module: 'talk', person: interviewer.id };
    const repairs = (await repairsOf(superday, ann, event)).json<LoopRepairs>();
    const [best] = repairs.rankings.told;
    assert.ok(best, repairs.none ?? 'no repair');
    assert.deepEqual(best.changed, ['talk']);
    const body = { event, sequence: repairs.sequence, plan: choiceOf(best) };
    const headers = { 'idempotency-key': 'repair' };
    const after = await server.ask('POST', path(superday, `loops/${ann}/repair`), { body, headers });
    const again = after.json<LoopView>().sessions.find(({ module }) => module === 'talk');
    assert.ok(!again?.people.some(({ id }) => id === interviewer.id));
    assert.deepEqual(await loopAt(superday, ben), before);
    assert.equal(await upcomingOf(superday, 'Ada'), 1);
  });

  it('refuses to change the group session for one candidate alone, and says what to do', async () => {
    const superday = await smallSuperday(server, ['Ann', 'Ben']);
    const view = await confirmed(superday);
    const event: LoopEvent = { what: 'declined', module: 'exercise', person: superday.ada.id };
    const refused = await repairsOf(superday, loopOf(view, 'Ann'), event);
    assert.equal(refused.status, 409);
    assert.match(refused.text, /Group exercise is held for several candidates together/);
    await server.ask('POST', path(superday, `loops/${loopOf(view, 'Ben')}/cancel`));
    const alone = (await repairsOf(superday, loopOf(view, 'Ann'), event)).json<LoopRepairs>();
    assert.match(alone.none ?? '', /./);
  });
});
