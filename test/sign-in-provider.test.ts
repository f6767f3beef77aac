/** Signing in by an organisation's provider: who comes in, by what, and until when; the cases E7 and E12. */
import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import type { SignedInList } from '#contract/account.ts';
import { ADA, BEA, cookieOf, invited, membersOf, signIn, who, type First } from './account-steps.ts';
import type { BentProvider, Person } from './bent-provider.ts';
import { forEachDatabase } from './databases.ts';
import { comeBack, leave, leftBy, setProvider, signInBy, standing } from './provider-steps.ts';
import type { Answer, TestServer } from './web-server.ts';

const BEA_THERE = { sub: 'bea-1', email: BEA.email, email_verified: true } as const;

forEachDatabase('signing in by a provider', (database) => {
  let server: TestServer;
  let provider: BentProvider;
  let ada: First;
  const stands = standing(database);
  before(() => {
    [server, provider, ada] = [stands.server(), stands.provider(), stands.ada()];
  });

  const by = (person: Person): Promise<Answer> =>
    signInBy(server, { provider, organisation: ada.organisation }, person);
  const actions = async (): Promise<string[]> => {
    const entries = await database
      .store()
      .db.selectFrom('audit_entry')
      .select('action')
      .orderBy('number')
      .execute();
    return entries.map(({ action }) => action);
  };

  it('links a member by a verified address the first time, and knows them by the subject from then on', async () => {
    const answer = await by(BEA_THERE);
    assert.deepEqual([answer.status, answer.text], [200, '{"next":"/"}']);
    const me = await who(server, cookieOf(answer));
    assert.ok(me.kind === 'member' && me.email === BEA.email);
    assert.equal((await actions()).at(-1), 'identity-linked');
    const again = await by({ sub: 'bea-1' });
    assert.equal((await who(server, cookieOf(again))).kind, 'member');
    const [asked] = provider.asked.slice(-1);
    assert.equal(asked?.get('redirect_uri'), `http://localhost:3000/sign-in/back/${ada.organisation}`);
  });

  it('shows no mailbox, whatever the provider says of it, and makes accounts without a password', async () => {
    const dora = { sub: 'dora-1', email: 'dora@example.org', email_verified: true } as const;
    await invited(server, ada, { who: { name: 'Dora' }, email: dora.email, roles: ['interviewer'] });
    assert.equal((await by(dora)).status, 200);
    const accounts = await database
      .store()
      .db.selectFrom('account')
      .select(['confirmed_at', 'password'])
      .where('email', '=', dora.email)
      .execute();
    assert.deepEqual(accounts, [{ confirmed_at: null, password: null }]);
    assert.equal((await signIn(server, { email: dora.email, password: '' })).status, 403);
  });

  it('tells the provider what binds the answer to the question, and keeps it from logs', async () => {
    const { url } = await leave(server, ada.organisation);
    const asked = new URL(url).searchParams;
    for (const name of ['state', 'nonce', 'code_challenge'])
      assert.match(asked.get(name) ?? '', /^[\w-]{43}$/);
    assert.deepEqual(
      ['response_type', 'code_challenge_method', 'response_mode', 'client_id'].map((name) => asked.get(name)),
      ['code', 'S256', 'fragment', 'second-round'],
    );
    await by(BEA_THERE);
    assert.deepEqual(
      server.log.filter((line) => /code-|state|nonce/.test(line)),
      [],
    );
  });

  it('E7: whoever comes back goes to a path of ours only', async () => {
    const nexts = ['/o/x/people?show=pools', '//evil', '/\\evil', 'https:evil', 'javascript:alert(1)'];
    const to: string[] = [];
    for (const next of nexts) {
      const { url, cookie, state } = await leave(server, ada.organisation, { next });
      const brought = { code: provider.codeFor(url, BEA_THERE), state };
      to.push((await comeBack(server, ada.organisation, { cookie, brought })).json<{ next: string }>().next);
    }
    assert.deepEqual(to, ['/o/x/people?show=pools', '/', '/', '/', '/']);
  });

  it('counts a second factor that the provider asked for, and none that it did not', async () => {
    const seconds: (string | null)[] = [];
    for (const amr of [['pwd'], ['pwd', 'otp'], ['mfa'], ['hwk']]) {
      await by({ ...BEA_THERE, amr });
      // Such a session does not list the others; one that began with the password does.
      const { cookie } = cookieOf(await signIn(server, BEA));
      const answer = await server.ask('GET', '/api/account/sessions', { headers: { cookie } });
      const list = answer.json<SignedInList>().sessions.filter(({ way }) => way === 'provider');
      const [newest] = list.toSorted((one, other) => other.beganAt.localeCompare(one.beganAt));
      assert.ok(newest);
      seconds.push(newest.secondFactor);
    }
    assert.deepEqual(seconds, [null, 'provider', 'provider', 'provider']);
  });

  it('asks once more for the address where the token has none', async () => {
    const token = await invited(server, ada, {
      who: { name: 'Cem' },
      email: 'cem@example.org',
      roles: ['coordinator'],
    });
    assert.equal(token.length, 43);
    provider.bend({ userInfo: { sub: 'somebody-else', email: 'cem@example.org', email_verified: true } });
    assert.equal((await by({ sub: 'cem-1' })).status, 502);
    provider.bend({ userInfo: { sub: 'cem-1', email: 'cem@example.org', email_verified: true } });
    const me = await who(server, cookieOf(await by({ sub: 'cem-1' })));
    assert.ok(me.kind === 'member');
    assert.deepEqual([me.name, me.memberships[0]?.roles], ['Cem', ['coordinator']]);
    assert.deepEqual((await actions()).slice(-2), ['member-joined', 'identity-linked']);
    // The invitation is used, and the link of it opens nothing any more.
    const look = await server.ask('POST', '/api/invitations/look', { body: { token } });
    assert.equal(look.status, 404);
  });

  it('lets nobody in whose address is not verified, who is a stranger, or of whom the provider may not speak', async () => {
    await invited(server, ada, { who: { name: 'Dua' }, email: 'dua@example.org', roles: ['interviewer'] });
    const dua = { sub: 'dua-1', email: 'dua@example.org' };
    for (const verified of [false, undefined, 'true', 1]) {
      const answer = await by({ ...dua, email_verified: verified });
      assert.match(answer.problem().detail, /does not say that your e-mail address is verified/);
    }
    const stranger = await by({ sub: 'eve-1', email: 'eve@example.org', email_verified: true });
    assert.match(stranger.problem().detail, /is no member here, and is not invited/);
    const odd = await by({ sub: 'eve-2', email: '"ada@example.org"@evil.example', email_verified: true });
    assert.equal(odd.problem().code, 'provider');
    await setProvider(server, ada, { issuer: provider.issuer, domains: ['harbour.example'] });
    const other = await by({ ...dua, email_verified: true });
    assert.match(other.problem().detail, /speaks here for addresses of harbour.example only/);
    await setProvider(server, ada, { issuer: provider.issuer, domains: ['example.org'] });
    assert.equal((await by({ ...dua, email_verified: true })).status, 200);
    await setProvider(server, ada, { issuer: provider.issuer });
  });

  it('never takes roles, names or places from the provider', async () => {
    const roles = { roles: ['administrator'], groups: ['administrator'], organisation: crypto.randomUUID() };
    provider.bend({ claims: { ...roles, name: 'Somebody Else' } });
    const me = await who(server, cookieOf(await by(BEA_THERE)));
    assert.ok(me.kind === 'member');
    assert.deepEqual(
      [me.name, me.memberships],
      [BEA.name, [{ organisation: ada.organisation, roles: ['interviewer'] }]],
    );
  });

  it('E12: whoever is disabled is out, and is not let in by the provider', async () => {
    const { cookie } = cookieOf(await by(BEA_THERE));
    const { members } = await membersOf(server, ada);
    const bea = members.find(({ email }) => email === BEA.email)?.person ?? '';
    const change = (disabled: boolean): Promise<Answer> =>
      server.ask('PUT', `/api/o/${ada.organisation}/members/${bea}`, {
        body: { roles: ['interviewer'], disabled },
        headers: { cookie: ada.cookie },
      });
    assert.equal((await change(true)).status, 200);
    assert.equal((await who(server, { cookie })).kind, 'nobody');
    assert.match((await by(BEA_THERE)).problem().detail, /is no member here/);
    assert.equal((await change(false)).status, 200);
  });

  it('lets members who must use it come in by nothing else, and always lets administrators in', async () => {
    const bea = cookieOf(await signIn(server, BEA));
    assert.equal((await setProvider(server, ada, { issuer: provider.issuer, required: true })).status, 200);
    assert.equal((await who(server, bea)).kind, 'nobody', 'whoever came in otherwise is out');
    const refused = (await signIn(server, BEA)).problem();
    assert.deepEqual([refused.code, refused.organisation], ['use-provider', ada.organisation]);
    assert.match(refused.detail, /sign in through Harbour ID/);
    assert.equal(
      (await signIn(server, { ...BEA, password: 'not her password' })).problem().code,
      'wrong-password',
    );
    assert.equal((await by(BEA_THERE)).status, 200);
    assert.equal((await signIn(server, ADA)).status, 200);
    const token = await invited(server, ada, {
      who: { name: 'Fay' },
      email: 'fay@example.org',
      roles: ['interviewer'],
    });
    const body = { token, name: 'Fay', password: 'a long password of Fay' };
    assert.equal(
      (await server.ask('POST', '/api/invitations/accept', { body })).problem().code,
      'use-provider',
    );
    assert.equal((await by({ sub: 'fay-1', email: 'fay@example.org', email_verified: true })).status, 200);
    await setProvider(server, ada, { issuer: provider.issuer });
    assert.equal((await signIn(server, BEA)).status, 200);
  });

  it('links and unlinks who one is there, under one’s own account', async () => {
    const signed = cookieOf(await signIn(server, ADA));
    const link = async (cookie: string): Promise<ReturnType<typeof leftBy>> => {
      const body = { organisation: ada.organisation };
      return leftBy(
        await server.ask('POST', '/api/account/identities', { body, headers: { cookie } }),
        cookie,
      );
    };
    const left = await link(signed.cookie);
    const brought = { code: provider.codeFor(left.url, { sub: 'ada-9' }), state: left.state };
    // Not by whoever is signed in as somebody else in the same browser by then, nor by nobody.
    const own = left.cookie.split('; ')[0] ?? '';
    assert.equal((await comeBack(server, ada.organisation, { cookie: own, brought })).status, 404);
    const anew = await link(signed.cookie);
    const right = { code: provider.codeFor(anew.url, { sub: 'ada-9' }), state: anew.state };
    const answer = await comeBack(server, ada.organisation, { cookie: anew.cookie, brought: right });
    assert.deepEqual(
      [answer.status, answer.text, answer.headers.get('set-cookie')],
      [200, '{"next":"/account"}', null],
    );
    const there = cookieOf(await by({ sub: 'ada-9' }));
    const me = await who(server, there);
    assert.ok(me.kind === 'member' && me.email === ADA.email);
    // Whoever is Bea there is Bea here already.
    const third = await link(signed.cookie);
    const taken = { code: provider.codeFor(third.url, { sub: 'bea-1' }), state: third.state };
    assert.equal(
      (await comeBack(server, ada.organisation, { cookie: third.cookie, brought: taken })).problem().code,
      'in-use',
    );
    const at = `/api/account/identities/${ada.organisation}`;
    assert.equal((await server.ask('DELETE', at, { headers: signed })).status, 204);
    assert.equal((await who(server, there)).kind, 'nobody');
    assert.equal((await who(server, signed)).kind, 'member');
    assert.equal((await by({ sub: 'ada-9' })).status, 502);
    assert.equal((await actions()).at(-1), 'identity-unlinked');
  });

  it('ends with the link the sessions that came by it, but the one in which it is unlinked', async () => {
    const [here, there] = [cookieOf(await by(BEA_THERE)), cookieOf(await by(BEA_THERE))];
    const other = cookieOf(await signIn(server, BEA));
    const at = `/api/account/identities/${ada.organisation}`;
    assert.equal((await server.ask('DELETE', at, { headers: here })).status, 204);
    const kinds = [];
    for (const signed of [here, there, other]) kinds.push((await who(server, signed)).kind);
    assert.deepEqual(kinds, ['member', 'nobody', 'member']);
  });

  it('ends with the provider every session that came by it, and no other', async () => {
    const remove = (): Promise<Answer> =>
      server.ask('DELETE', `/api/o/${ada.organisation}/provider`, { headers: { cookie: ada.cookie } });
    const there = cookieOf(await by(BEA_THERE));
    const here = cookieOf(await signIn(server, BEA));
    assert.equal(
      (await setProvider(server, ada, { issuer: provider.issuer, name: 'Another name' })).status,
      200,
    );
    assert.equal((await who(server, there)).kind, 'member', 'it is the same provider');
    assert.equal(
      (await setProvider(server, ada, { issuer: provider.issuer, clientId: 'another' })).status,
      200,
    );
    assert.equal((await who(server, there)).kind, 'nobody', 'it is another one');
    await setProvider(server, ada, { issuer: provider.issuer });
    const again = cookieOf(await by(BEA_THERE));
    assert.equal((await remove()).status, 204);
    assert.equal((await who(server, again)).kind, 'nobody');
    assert.equal((await who(server, here)).kind, 'member');
    assert.equal((await remove()).status, 404);
    assert.deepEqual((await actions()).at(-1), 'provider-removed');
    const none = await server.ask('POST', '/api/sign-in/provider', {
      body: { organisation: ada.organisation, next: '/' },
    });
    const unknown = await server.ask('POST', '/api/sign-in/provider', {
      body: { organisation: crypto.randomUUID(), next: '/' },
    });
    assert.deepEqual([none.status, none.text], [unknown.status, unknown.text]);
    await setProvider(server, ada, { issuer: provider.issuer });
  });

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});
