/** Attacks on signing in by a provider: the cases E2 to E4 and E13, tokens bent in every way, and issuers mixed up. */
import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { sql } from 'kysely';
import { TRIES } from '#domain/account/account.ts';
import { BEA, type First } from './account-steps.ts';
import type { Bends, BentProvider } from './bent-provider.ts';
import { forEachDatabase } from './databases.ts';
import { comeBack, leave, standing } from './provider-steps.ts';
import type { Answer, TestServer } from './web-server.ts';

const BEA_THERE = { sub: 'bea-1', email: BEA.email, email_verified: true } as const;

forEachDatabase('attacks on signing in by a provider', (database) => {
  let server: TestServer;
  let provider: BentProvider;
  let ada: First;
  const stands = standing(database);
  before(() => {
    [server, provider, ada] = [stands.server(), stands.provider(), stands.ada()];
  });

  const sessions = async (): Promise<number> =>
    (await database.store().db.selectFrom('account_session').select('id').execute()).length;

  it('E3: of twenty who come back with one code at the same time, one begins a session; and no code works twice', async () => {
    const { url, cookie, state } = await leave(server, ada.organisation);
    const brought = { code: provider.codeFor(url, BEA_THERE), state };
    const before = await sessions();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => comeBack(server, ada.organisation, { cookie, brought })),
    );
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
    assert.equal(await sessions(), before + 1);
    assert.equal((await comeBack(server, ada.organisation, { cookie, brought })).problem().code, 'not-found');
  });

  it('E2, E13: what was begun in one browser ends in no other, and nobody is signed in by a planted answer', async () => {
    const there = await leave(server, ada.organisation);
    const brought = { code: provider.codeFor(there.url, BEA_THERE), state: there.state };
    const here = await leave(server, ada.organisation);
    for (const cookie of [here.cookie, '', `__Host-sign-in=${'x'.repeat(43)}`]) {
      const answer = await comeBack(server, ada.organisation, { cookie, brought });
      assert.equal(answer.problem().code, 'not-found');
      assert.equal(answer.headers.get('set-cookie'), null);
    }
    const wrong = { ...brought, state: here.state };
    assert.notEqual((await comeBack(server, ada.organisation, { ...here, brought: wrong })).status, 200);
    const none = { code: brought.code };
    assert.equal((await comeBack(server, ada.organisation, { ...there, brought: none })).status, 404);
    // Nothing of that has spoiled it for whoever began it.
    assert.equal((await comeBack(server, ada.organisation, { ...there, brought })).status, 200);
  });

  it('E5: whoever leaves for the provider and does not come back is held up, and whoever comes back is not', async () => {
    const body = { organisation: ada.organisation, next: '/' };
    const from = (address: string): Promise<Answer> =>
      server.ask('POST', '/api/sign-in/provider', { body, address });
    const { db } = database.store();
    const { url, cookie, state } = await leave(server, ada.organisation);
    const brought = { code: provider.codeFor(url, BEA_THERE), state };
    assert.equal((await comeBack(server, ada.organisation, { cookie, brought })).status, 200);
    const counts = (await db.selectFrom('tries').select('count').execute()).map(({ count }) => count);
    assert.deepEqual(counts, [0]);
    const statuses: number[] = [];
    for (let left = 0; left <= TRIES.ofAddress; left += 1) statuses.push((await from('203.0.113.7')).status);
    assert.deepEqual([statuses.at(-2), statuses.at(-1)], [200, 429]);
    assert.equal((await from('203.0.113.8')).status, 200);
  });

  it('E4: an attempt lasts ten minutes by the clock of the database', async () => {
    const moved = async (by: string): Promise<number> => {
      const { url, cookie, state } = await leave(server, ada.organisation);
      await sql`update sign_in_attempt set ends_at = ends_at - ${by}::interval`.execute(database.store().db);
      const brought = { code: provider.codeFor(url, BEA_THERE), state };
      return (await comeBack(server, ada.organisation, { cookie, brought })).status;
    };
    assert.equal(await moved('9 minutes'), 200);
    assert.equal(await moved('10 minutes 1 second'), 404);
  });

  const past = Math.floor(Date.now() / 1000) - 3600;
  const BENT: Readonly<Record<string, () => Bends>> = {
    'for another sign-in (nonce)': () => ({ claims: { nonce: 'x'.repeat(43) } }),
    'without a nonce': () => ({ claims: { nonce: undefined } }),
    'for another client (audience)': () => ({ claims: { aud: 'somebody-else' } }),
    'of another issuer': () => ({ claims: { iss: 'https://elsewhere.example.org' } }),
    'that is over': () => ({ claims: { exp: past, iat: past - 60 } }),
    'without a subject': () => ({ claims: { sub: undefined } }),
    'signed with another key': () => ({ key: provider.otherKey }),
    'signed by a key that is not there': () => ({ header: { kid: 'two' } }),
    'with an altered signature': () => ({ signature: 'AAAA' }),
    'without a signature': () => ({ header: { alg: 'none' }, signature: '' }),
    'with the algorithm none, which the description allows': () => ({
      header: { alg: 'none' },
      signature: '',
      description: { id_token_signing_alg_values_supported: ['RS256', 'none'] },
    }),
    'signed with our own secret, which the description allows': () => ({
      header: { alg: 'HS256' },
      description: { id_token_signing_alg_values_supported: ['RS256', 'HS256'] },
    }),
    'that does not come': () => ({
      tokens: { status: 200, body: { access_token: 'x', token_type: 'Bearer' } },
    }),
    'in the place of which there is an error': () => ({
      tokens: { status: 400, body: { error: 'invalid_grant' } },
    }),
  };
  for (const [what, bends] of Object.entries(BENT)) {
    it(`lets nobody in by a token ${what}`, async () => {
      const { url, cookie, state } = await leave(server, ada.organisation);
      const brought = { code: provider.codeFor(url, BEA_THERE), state };
      provider.bend(bends());
      const answer = await comeBack(server, ada.organisation, { cookie, brought });
      assert.deepEqual([answer.status, answer.problem().code], [502, 'provider'], answer.text);
      assert.equal(answer.headers.get('set-cookie'), null);
    });
  }

  it('RFC 9207: an answer of another issuer, or of none where the provider always names itself, is not taken', async () => {
    const promised = { description: { authorization_response_iss_parameter_supported: true } };
    const cases: readonly (readonly [Bends, object, number])[] = [
      [{}, { iss: 'https://elsewhere.example.org' }, 502],
      [promised, { iss: 'https://elsewhere.example.org' }, 502],
      [promised, {}, 502],
      [promised, { iss: provider.issuer }, 200],
    ];
    for (const [bends, iss, status] of cases) {
      provider.bend(bends);
      const { url, cookie, state } = await leave(server, ada.organisation);
      const asked = provider.asked.length;
      const brought = { code: provider.codeFor(url, BEA_THERE), state, ...iss };
      assert.equal((await comeBack(server, ada.organisation, { cookie, brought })).status, status);
      // Where it is not taken, the code is given to nobody.
      assert.equal(provider.asked.length, status === 200 ? asked + 1 : asked);
    }
  });

  it('takes what was begun for one organisation at the address of no other', async () => {
    const { url, cookie, state } = await leave(server, ada.organisation);
    const brought = { code: provider.codeFor(url, BEA_THERE), state };
    const asked = provider.asked.length;
    const answer = await comeBack(server, crypto.randomUUID(), { cookie, brought });
    assert.equal(answer.problem().code, 'not-found');
    assert.equal(provider.asked.length, asked);
  });

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});
