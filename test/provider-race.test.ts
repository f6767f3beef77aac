/** “Must use the provider” is saved while somebody signs in with a password: no such session is left, whoever is first. */
import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { sql } from 'kysely';
import { ok } from '#domain/result.ts';
import { BEA, signIn } from './account-steps.ts';
import { forEachDatabase } from './databases.ts';
import { setProvider, standing } from './provider-steps.ts';
import type { Answer } from './web-server.ts';

const PATIENCE = 20_000;

forEachDatabase('signing in while the provider becomes the only way', (database) => {
  const stands = standing(database);
  before(() => demanded(false));

  const demanded = (required: boolean): Promise<Answer> =>
    setProvider(stands.server(), stands.ada(), { issuer: stands.provider().issuer, required });
  /** Of Bea, but those that began at the provider. */
  const left = async (): Promise<number> => {
    const { rows } = await sql`select from account_session s join account a on a.id = s.account_id
      where a.email = ${BEA.email} and s.provider_of is null`.execute(database.store().db);
    return rows.length;
  };

  it('leaves no session of a password, however both run beside each other', async () => {
    for (let round = 0; round < 5; round += 1) {
      assert.equal((await demanded(false)).status, 200);
      assert.equal((await signIn(stands.server(), BEA)).status, 200);
      await database.store().db.deleteFrom('tries').execute();
      const both = await Promise.all([signIn(stands.server(), BEA), demanded(true)]);
      assert.equal(both[1].status, 200);
      assert.equal(await left(), 0, both[0].text);
    }
  });

  if (database.kind === 'embedded') return; // One transaction at a time.

  /** Holds the transaction open until somebody else waits for a lock. */
  const whileAnotherWaits = async (): Promise<void> => {
    const { db } = database.store();
    for (const end = performance.now() + PATIENCE; ; await new Promise((go) => setTimeout(go, 10))) {
      const { rows } = await sql`select from pg_stat_activity
        where wait_event_type = 'Lock' and datname = current_database()`.execute(db);
      if (rows.length > 0) return;
      assert.ok(performance.now() < end, 'nobody waits for the other');
    }
  };

  it('ends a session that had begun and was not kept yet when the provider was demanded', async () => {
    await demanded(false);
    const { context } = stands.server().services;
    let saving: Promise<Answer> | undefined;
    const begun = await context.store.keep(async ({ accounts, accountSessions }) => {
      const { id: account, password } = (await accounts.byEmail(BEA.email)) ?? assert.fail();
      const how = {
        id: context.newId(),
        secretHash: context.newToken(),
        browser: '',
        way: 'password',
      } as const;
      const done = await accountSessions.begin({ ...how, account }, password);
      saving = demanded(true);
      await whileAnotherWaits();
      return ok(done);
    });
    assert.deepEqual(begun, ok(true));
    assert.equal((await saving)?.status, 200);
    assert.equal(await left(), 0);
  });

  it('begins none for whoever was on their way when the provider was demanded', async () => {
    await demanded(false);
    const { context } = stands.server().services;
    const { organisation } = stands.ada();
    let signing: Promise<Answer> | undefined;
    const saved = await context.store.write(async (tables) => {
      const { identityProviders } = tables;
      const provider = (await identityProviders.find(organisation)) ?? assert.fail();
      await identityProviders.change(organisation, {
        ...provider,
        required: true,
        version: provider.version + 1,
      });
      await identityProviders.endOtherSessions(organisation);
      const at = context.now();
      const actor = { kind: 'computer' } as const;
      tables.record({ organisation, action: 'provider-changed', id: organisation, at, actor });
      signing = signIn(stands.server(), BEA);
      await whileAnotherWaits();
      return ok(null);
    });
    assert.ok(saved.ok);
    assert.equal((await signing)?.status, 403);
    assert.equal(await left(), 0);
  });
});
