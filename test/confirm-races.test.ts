/** Many confirm at once what only one of them can have: the case F7. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { LoopView } from '#contract/loop.ts';
import type { OpeningView } from '#contract/opening.ts';
import { forEachDatabase } from './databases.ts';
import { bookingAt, lasting, smallOrganisation } from './small-organisation.ts';
import { testServer, type TestServer } from './web-server.ts';

forEachDatabase('confirming at once', (database) => {
  let server: TestServer;
  before(() => {
    server = testServer(database.store());
  });
  after(() => server.services.close());

  const { path, confirm, bestOf, only } = bookingAt(() => server);

  it('F7: lets exactly one of twenty parallel confirmations win, and tells the others who was taken by what', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `Candidate ${index}`);
    const small = await smallOrganisation(server, names);
    const choice = await bestOf(small, only(small));
    const answers = await Promise.all(
      small.candidates.map(({ id }) => confirm(small, id, choice, `race-${id}`)),
    );
    const winners = answers.filter(({ status }) => status === 200);
    assert.equal(winners.length, 1, answers.map(({ text }) => text).join('\n'));
    const winner = winners[0]?.json<LoopView>().candidate.name;
    for (const answer of answers.filter(({ status }) => status !== 200)) {
      const problem = answer.problem();
      assert.equal(answer.status, 409);
      assert.equal(problem.code, 'taken', problem.detail);
      const ada = problem.taken?.find(({ who, by }) => who === 'Ada' && by.includes('System design'));
      assert.equal(ada?.by, `“System design” with ${winner}`);
      assert.match(problem.detail, /^\w+ is in “.+” with Candidate \d+ from \d\d:\d\d to \d\d:\d\d\./);
    }
    const opening = (await server.ask('GET', path(small, `openings/${small.opening}`))).json<OpeningView>();
    assert.equal(opening.applications.filter(({ loop }) => loop !== undefined).length, 1);
  });

  it('F7: of twenty at once exactly one gets the last place that an interviewer has on a day', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `Candidate ${index}`);
    const small = await smallOrganisation(server, names);
    const details = { name: 'Ada', timeZone: 'Europe/Berlin', works: [], pools: ['Design'], maxPerDay: 2 };
    const person = path(small, `people/${small.ada.id}`);
    (await server.ask('PUT', person, { body: { ...details, version: 1 } })).json();
    const people = [{ id: small.ada.id, seat: 0 }];
    const at = (design: string, debrief: string): unknown => ({
      sessions: [
        { module: 'design', ...lasting(small.day, design, 45), people, room: small.room.id },
        { module: 'debrief', ...lasting(small.day, debrief, 30), people },
      ],
    });
    // Half of them at one time and half at another: what stands in their way is not each other's hour alone.
    const choices = [at('09:00', '09:45'), at('10:30', '11:30')];
    const answers = await Promise.all(
      small.candidates.map(({ id }, index) => confirm(small, id, choices[index % 2], `last-${id}`)),
    );
    const lost = answers.filter(({ status }) => status !== 200).map((answer) => answer.problem().code);
    assert.equal(lost.length, 19, answers.map(({ text }) => text).join('\n'));
    assert.ok(
      lost.every((code) => code === 'taken' || code === 'rules-broken'),
      lost.join(' '),
    );
    assert.ok(lost.filter((code) => code === 'rules-broken').length >= 10);
  });

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});
