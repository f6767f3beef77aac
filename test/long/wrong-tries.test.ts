import assert from 'node:assert/strict';
import { after, before, it, type TestContext } from 'node:test';
import { ok } from '#domain/result.ts';
import { ADA, BEA } from '../account-people.ts';
import { firstAccount, secondAccount, signIn } from '../account-steps.ts';
import { forEachDatabase } from '../databases.ts';
import { askForLink } from '../link-steps.ts';
import { testServer, type TestServer } from '../web-server.ts';
import { tryWrong } from '../wrong-tries.ts';

forEachDatabase('wrong passwords and links', (database) => {
  let server: TestServer;
  before(async () => {
    server = testServer(database.store());
    await secondAccount(server, await firstAccount(server));
  });
  after(() => server.services.close());

  it('lets nobody in at 10,000 tries, and answers all alike', async () => {
    const { successes, answers } = await tryWrong(server, 10_000);
    assert.equal(successes, 0);
    assert.ok(answers.size <= 11, [...answers].join('\n'));
    await database.store().db.deleteFrom('tries').execute();
    assert.equal((await signIn(server, ADA)).status, 200);
  });

  /** Counts and links alive are taken away before each try, so that every one is worked on. */
  const compared = async (t: TestContext, ask: (email: string) => Promise<unknown>): Promise<void> => {
    const took: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
    for (let index = 0; index < 500; index += 1) {
      for (const kind of index % 2 === 0
        ? (['known', 'unknown'] as const)
        : (['unknown', 'known'] as const)) {
        await database.store().db.deleteFrom('tries').execute();
        await database.store().db.deleteFrom('account_link').execute();
        const email = kind === 'known' ? BEA.email : `nobody${index}@example.org`;
        const began = performance.now();
        await ask(email);
        took[kind].push(performance.now() - began);
      }
    }
    const [known, unknown] = [took.known, took.unknown];
    const median = (times: number[]): number => times.toSorted((a, b) => a - b)[250] ?? Number.NaN;
    const z = rankSum(known, unknown);
    t.diagnostic(
      `medians ${median(known).toFixed(2)} and ${median(unknown).toFixed(2)} ms, z = ${z.toFixed(2)}`,
    );
    assert.ok(Math.abs(median(known) - median(unknown)) < 5);
  };

  it('E6: takes as long for an unknown address as for a known one (n = 500)', (t) =>
    compared(t, (email) => signIn(server, { email, password: 'not the right one' })));

  it('E6: takes as long to ask for a link for an unknown address as for a known one (n = 500)', async (t) => {
    const mail = { send: () => Promise.resolve(ok(null)), answersTo: (secret: string) => secret };
    const mailing = testServer(database.store(), { mail });
    await compared(t, async (email) => assert.equal((await askForLink(mailing, email)).status, 200));
    await mailing.services.close();
  });
});

/** Mann and Whitney's test, as a standard normal: beyond 2.58 either way is p < 0.01. */
function rankSum(one: readonly number[], other: readonly number[]): number {
  const all = [...one.map((time) => ({ time, own: true })), ...other.map((time) => ({ time, own: false }))];
  all.sort((a, b) => a.time - b.time);
  const sum = all.reduce((ranks, { own }, index) => (own ? ranks + index + 1 : ranks), 0);
  const [n, m] = [one.length, other.length];
  return (sum - (n * (n + m + 1)) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12);
}
