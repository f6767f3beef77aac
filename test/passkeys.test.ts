/** Passkeys: made, used as both factors or as the second, and whatever may be wrong with one. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, it } from 'node:test';
import { sql } from 'kysely';
import type { SignedInList } from '#contract/account.ts';
import type { FactorsView, RecoveryCodes } from '#contract/factors.ts';
import type { PasskeyAssertion, PasskeyCreation, PasskeyQuestion } from '#contract/passkeys.ts';
import {
  ADA,
  BEA,
  cookieOf,
  firstAccount,
  membersOf,
  secondAccount,
  signIn,
  who,
  type First,
  type Signed,
} from './account-steps.ts';
import { forEachDatabase } from './databases.ts';
import { softPasskey, type SoftPasskey, type Wrong } from './soft-passkey.ts';
import { HOST, testServer, type Answer, type TestServer } from './web-server.ts';

const ORIGIN = `http://${HOST}`;
/** A browser in which nobody is signed in, with the question that it was asked. */
type Asked = { readonly cookie: string; readonly question: PasskeyQuestion };

forEachDatabase('a passkey', (database) => {
  let server: TestServer;
  let ada: First;
  let whole: Signed;
  let bea: Signed;
  let key: SoftPasskey;
  let beas: SoftPasskey;
  before(async () => {
    server = testServer(database.store());
    ada = await firstAccount(server);
    bea = await secondAccount(server, ada);
  });
  after(() => server.services.close());
  beforeEach(() => database.store().db.deleteFrom('tries').execute());

  const asked = (signed: Signed, method: string, path: string, body?: unknown): Promise<Answer> =>
    server.ask(method, path, { headers: { cookie: signed.cookie }, ...(body === undefined ? {} : { body }) });
  const creation = async (signed: Signed): Promise<PasskeyCreation> =>
    (await asked(signed, 'POST', '/api/account/passkeys/question')).json<PasskeyCreation>();
  const factors = async (signed: Signed): Promise<FactorsView> =>
    (await asked(signed, 'GET', '/api/account/factors')).json<FactorsView>();
  const question = async (): Promise<Asked> => {
    const answer = await server.ask('POST', '/api/session/passkey/question');
    const cookie = /^__Host-passkey=[\w-]{43}/.exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? '';
    return { cookie, question: answer.json<PasskeyQuestion>() };
  };
  const answer = ({ cookie }: Pick<Asked, 'cookie'>, body: PasskeyAssertion): Promise<Answer> =>
    server.ask('POST', '/api/session/passkey', { headers: { cookie }, body });
  const signInWith = async (wrong?: Wrong): Promise<Answer> => {
    const one = await question();
    return answer(one, key.use(one.question, wrong));
  };

  it('is made in one’s own account, and brings recovery codes where it is the first factor', async () => {
    const options = await creation(ada);
    assert.deepEqual(
      [options.rp.id, options.user.name, options.authenticatorSelection],
      [
        'localhost',
        ADA.email,
        { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
      ],
    );
    assert.deepEqual(
      options.pubKeyCredParams.map(({ alg }) => alg),
      [-8, -7, -257],
    );
    for (const wrong of [
      { origin: 'https://evil.example' },
      { name: 'evil.example' },
      { unverified: true },
      { challenge: 'A'.repeat(43) },
      { type: 'webauthn.get' },
    ]) {
      const made = softPasskey(await creation(ada), ORIGIN, wrong).made;
      const refused = await asked(ada, 'POST', '/api/account/passkeys', made);
      assert.deepEqual([refused.status, refused.problem().code], [403, 'wrong-code'], JSON.stringify(wrong));
    }
    key = softPasskey(options, ORIGIN);
    // Asked by Ada's browser, so that no other answers.
    assert.equal((await asked(bea, 'POST', '/api/account/passkeys', key.made)).status, 403);
    const added = await asked(ada, 'POST', '/api/account/passkeys', key.made);
    assert.equal(added.json<RecoveryCodes>().recoveryCodes.length, 10);
    whole = cookieOf(added);
    assert.equal((await asked(whole, 'POST', '/api/account/passkeys', key.made)).status, 403);
    const second = softPasskey(await creation(whole), ORIGIN);
    const more = await asked(whole, 'POST', '/api/account/passkeys', second.made);
    assert.deepEqual(more.json<RecoveryCodes>().recoveryCodes, []);
    assert.equal(more.headers.get('set-cookie'), null);
    const { passkeys } = await factors(whole);
    assert.deepEqual(
      passkeys.map(({ usedAt }) => usedAt),
      [null, null],
    );
    assert.deepEqual(
      (await creation(whole)).excludeCredentials.map(({ id }) => id),
      [key.id, second.id],
    );
  });

  it('has a name of its owner’s, and is nobody else’s to change', async () => {
    const { passkeys } = await factors(whole);
    const [, second] = passkeys;
    const path = `/api/account/passkeys/${second?.id ?? ''}`;
    assert.equal((await asked(bea, 'PUT', path, { name: 'Mine' })).status, 404);
    assert.equal((await asked(bea, 'DELETE', path)).status, 404);
    assert.equal((await asked(whole, 'PUT', path, { name: 'The blue one' })).status, 200);
    assert.equal((await factors(whole)).passkeys[1]?.name, 'The blue one');
    assert.equal((await asked(whole, 'DELETE', path)).status, 204);
    assert.equal((await factors(whole)).passkeys.length, 1);
  });

  it('signs in alone, as both factors', async () => {
    const signed = cookieOf(await signInWith());
    assert.equal((await who(server, signed)).kind, 'member');
    const { sessions } = (await asked(signed, 'GET', '/api/account/sessions')).json<SignedInList>();
    const here = sessions.find((session) => session.here);
    assert.deepEqual([here?.way, here?.secondFactor], ['passkey', 'passkey']);
    assert.ok((await factors(signed)).passkeys[0]?.usedAt !== null);
  });

  it('is refused with whatever is wrong with it, and all answers are the same', async () => {
    beas = softPasskey(await creation(bea), ORIGIN);
    bea = cookieOf(await asked(bea, 'POST', '/api/account/passkeys', beas.made));
    const answers = new Map<string, string>();
    const tell = async (what: string, done: Promise<Answer>): Promise<void> => {
      const { status, text, headers } = await done;
      answers.set(what, `${status} ${text} ${headers.get('set-cookie') ?? ''}`);
    };
    await tell('other origin', signInWith({ origin: 'https://evil.example' }));
    await tell('other origin of this name', signInWith({ origin: 'http://localhost:4000' }));
    await tell('other name', signInWith({ name: 'evil.example' }));
    await tell('no user verification', signInWith({ unverified: true }));
    await tell('unknown credential', signInWith({ id: 'A'.repeat(22) }));
    await tell('credential of another account', signInWith({ id: beas.id }));
    await tell(
      'another account’s name on it',
      signInWith({ userHandle: Buffer.from(crypto.randomUUID()).toString('base64url') }),
    );
    await tell('counter going back', signInWith({ counter: 1 }));
    await tell('the count of a copy', signInWith({ counter: 0 }));
    await tell('made for registering', signInWith({ type: 'webauthn.create' }));
    const one = await question();
    const forged = key.use(one.question);
    await tell(
      'other signature',
      answer(one, { ...forged, response: { ...forged.response, signature: 'AAAA' } }),
    );
    assert.equal(new Set(answers.values()).size, 1, [...answers].join('\n'));
    assert.match([...answers.values()][0] ?? '', /^403 .*This passkey opens nothing here/);
    assert.equal((await signInWith({ counter: 100 })).status, 200);
    assert.equal((await signInWith({ counter: 100 })).status, 403);
    assert.equal((await signInWith({ counter: 101 })).status, 200);
    // A copy that is used at the very same time.
    const both = await Promise.all([signInWith({ counter: 102 }), signInWith({ counter: 102 })]);
    assert.deepEqual(both.map(({ status }) => `${status}`).toSorted(), ['200', '403']);
  });

  it('E3: a challenge is answered once, by the browser that was asked, for what it was asked', async () => {
    let count = 200;
    const next = (): Wrong => ({ counter: (count += 1) });
    const one = await question();
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => answer(one, key.use(one.question, next()))),
    );
    assert.deepEqual(answers.map(({ status }) => `${status}`).toSorted(), ['200', '403', '403', '403']);
    assert.equal((await answer(one, key.use(one.question, next()))).status, 403);
    // Another browser's, none at all, an invented one, and one that was spoilt by a wrong answer.
    const [two, three] = [await question(), await question()];
    assert.equal((await answer(three, key.use(two.question, next()))).status, 403);
    assert.equal((await answer({ cookie: '' }, key.use(two.question, next()))).status, 403);
    assert.equal((await signInWith({ ...next(), challenge: 'A'.repeat(43) })).status, 403);
    assert.equal((await answer(two, key.use(two.question, { ...next(), unverified: true }))).status, 403);
    assert.equal((await answer(two, key.use(two.question, next()))).status, 403);
    assert.equal((await answer(three, key.use(three.question, next()))).status, 200);
    // What was asked for making one, or as second factor, signs nobody in.
    const making = await creation(whole);
    const asQuestion = { ...making, rpId: 'localhost', userVerification: 'required' } as const;
    const asProof = key.use(asQuestion, next());
    assert.equal((await asked(whole, 'POST', '/api/account/proof/passkey', asProof)).status, 403);
    assert.equal((await answer({ cookie: whole.cookie }, key.use(asQuestion, next()))).status, 403);
  });

  it('E4: five minutes are the most between question and answer', async () => {
    const [old, older] = [await question(), await question()];
    const { db } = database.store();
    const aged = (challenge: string, by: string): Promise<unknown> =>
      sql`update passkey_challenge set ends_at = ends_at - ${by}::interval where challenge = ${challenge}`.execute(
        db,
      );
    await aged(old.question.challenge, '4 minutes');
    await aged(older.question.challenge, '5 minutes');
    assert.equal((await answer(old, key.use(old.question, { counter: 301 }))).status, 200);
    assert.equal((await answer(older, key.use(older.question, { counter: 302 }))).status, 403);
    await question();
    const left = await db.selectFrom('passkey_challenge').select('challenge').execute();
    assert.ok(!left.some(({ challenge }) => challenge === older.question.challenge));
  });

  it('is asked for as second factor after the password, and shows again who one is', async () => {
    const half = cookieOf(await signIn(server, ADA));
    assert.deepEqual(await who(server, half), {
      kind: 'halfway',
      email: ADA.email,
      authenticator: false,
      passkeys: true,
    });
    const ask = async (signed: Signed, path: string): Promise<PasskeyQuestion> =>
      (await asked(signed, 'POST', path)).json<PasskeyQuestion>();
    const first = await ask(half, '/api/session/finish/question');
    assert.deepEqual(
      first.allowCredentials?.map(({ id }) => id),
      [key.id],
    );
    assert.equal(
      (await asked(half, 'POST', '/api/session/finish', key.use(first, { unverified: true, counter: 401 })))
        .status,
      403,
    );
    const again = await ask(half, '/api/session/finish/question');
    const given = await asked(half, 'POST', '/api/session/finish', key.use(again, { counter: 402 }));
    const signed = cookieOf(given);
    assert.deepEqual(
      [(await who(server, half)).kind, (await who(server, signed)).kind],
      ['nobody', 'member'],
    );
    await sql`update account_session set proven_at = proven_at - interval '11 minutes'`.execute(
      database.store().db,
    );
    assert.equal((await asked(signed, 'POST', '/api/account/passkeys/question')).problem().code, 'prove-it');
    const proof = await ask(signed, '/api/account/proof/question');
    const shown = await asked(signed, 'POST', '/api/account/proof/passkey', key.use(proof, { counter: 403 }));
    assert.equal(shown.status, 200);
    assert.equal((await asked(signed, 'POST', '/api/account/passkeys/question')).status, 200);
    // Somebody else's finishes nothing of hers, and one that she has not is not asked for.
    const stranger = cookieOf(await signIn(server, BEA));
    assert.equal((await who(server, stranger)).kind, 'halfway');
    const theirs = await ask(stranger, '/api/session/finish/question');
    assert.equal(
      (await asked(stranger, 'POST', '/api/session/finish', key.use(theirs, { counter: 404 }))).status,
      403,
    );
  });

  it('opens nothing for somebody who is shut out', async () => {
    const signed = cookieOf(await signInWith({ counter: 501 }));
    const { members } = await membersOf(server, { ...ada, ...signed });
    const person = members.find(({ email }) => email === BEA.email)?.person ?? '';
    const put = (disabled: boolean): Promise<Answer> =>
      asked(signed, 'PUT', `/api/o/${ada.organisation}/members/${person}`, {
        roles: ['interviewer'],
        disabled,
      });
    const tried = async (): Promise<Answer> => {
      const one = await question();
      return answer(one, beas.use(one.question));
    };
    assert.equal((await put(true)).status, 200);
    assert.match((await tried()).problem().detail, /This passkey opens nothing here/);
    await put(false);
    assert.equal((await tried()).status, 200);
  });

  it('belongs to a name: an address of numbers has none, and is told where to go', async () => {
    const headers = { host: '127.0.0.1:3000' };
    const refused = await server.ask('POST', '/api/session/passkey/question', { headers });
    assert.deepEqual([refused.status, refused.problem().code], [403, 'origin']);
    assert.match(refused.problem().detail, /Open it as http:\/\/localhost:3000\./);
  });

  it('is removed by its owner, and opens nothing any more', async () => {
    const signed = cookieOf(await signInWith({ counter: 601 }));
    const { passkeys } = await factors(signed);
    for (const { id } of passkeys) {
      assert.equal((await asked(signed, 'DELETE', `/api/account/passkeys/${id}`)).status, 204);
    }
    assert.equal((await signInWith({ counter: 602 })).status, 403);
    const after = await factors(signed);
    assert.deepEqual([after.passkeys, after.recoveryCodes], [[], 0]);
    assert.equal((await who(server, cookieOf(await signIn(server, ADA)))).kind, 'member');
    assert.deepEqual(server.errors, []);
  });
});
