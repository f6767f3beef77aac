/** Members who must sign in by their provider: all else is shut to them, and they are told where to go; administrators keep theirs. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { ok } from '#domain/result.ts';
import type { PasskeyCreation, PasskeyQuestion } from '#contract/passkeys.ts';
import { makePasswordLink } from '#usecases/sign-in/make-password-link.ts';
import { ADA, BEA, cookieOf, signIn, who, type First, type Signed } from './account-steps.ts';
import { startBentProvider, type BentProvider } from './bent-provider.ts';
import { forEachDatabase } from './databases.ts';
import { useLink } from './link-steps.ts';
import { linkWorld } from './link-world.ts';
import { setProvider } from './provider-steps.ts';
import { softPasskey, type SoftPasskey } from './soft-passkey.ts';
import { HOST, testServer, type Answer, type TestServer } from './web-server.ts';

const ORIGIN = `http://${HOST}`;
const PASSWORD = 'a wholly new password';

forEachDatabase('a provider that members must use', (database) => {
  const world = linkWorld(database);
  let server: TestServer;
  let provider: BentProvider;
  let reaching: TestServer;
  let ada: First;
  before(async () => {
    [server, ada] = [world.server(), world.ada()];
    provider = await startBentProvider();
    reaching = testServer(database.store(), { outboundAllow: [provider.place] });
    await demanded(true);
  });
  after(async () => {
    await reaching.services.close();
    provider.stop();
  });

  const demanded = async (required: boolean): Promise<void> => {
    const answer = await setProvider(reaching, ada, { issuer: provider.issuer, required });
    assert.equal(answer.status, 200, answer.text);
  };
  /** Nobody is let in, and the way to go is named. */
  const isLedThere = (answer: Answer): void => {
    const { code, detail, organisation } = answer.problem();
    assert.deepEqual([code, organisation], ['use-provider', ada.organisation], detail);
    assert.match(detail, /Your organisation wants you to sign in through Harbour ID/);
    assert.equal(answer.headers.get('set-cookie'), null);
  };
  const isIn = async (answer: Answer, email: string): Promise<void> => {
    const me = await who(server, cookieOf(answer));
    assert.ok(me.kind === 'member' && me.email === email, answer.text);
  };
  const setPassword = (proof: object, password: string, cookie = ''): Promise<Answer> =>
    server.ask('POST', '/api/links/new-password', { body: { proof, password }, headers: { cookie } });

  it('signs nobody in by the link of a mail, or its code, but administrators', async () => {
    const bea = await world.sent(BEA.email);
    isLedThere(await useLink(server, { token: bea.token }, bea));
    isLedThere(await useLink(server, { code: bea.code }, bea));
    const { token, cookie } = await world.sent(ADA.email);
    await isIn(await useLink(server, { token }, { cookie }), ADA.email);
  });

  it('sets no password by the link of a mail, or its code, but an administrator’s', async () => {
    const bea = await world.sent(BEA.email, 'new-password');
    isLedThere(await setPassword({ token: bea.token }, PASSWORD, bea.cookie));
    isLedThere(await setPassword({ code: bea.code }, PASSWORD, bea.cookie));
    const { token, cookie } = await world.sent(ADA.email, 'new-password');
    await isIn(await setPassword({ token }, ADA.password, cookie), ADA.email);
    assert.equal((await signIn(server, { ...BEA, password: PASSWORD })).problem().code, 'wrong-password');
  });

  it('takes the operator’s link of an administrator, who mends it, and makes none for others', async () => {
    const token = async (email: string): Promise<string> => {
      const made = await makePasswordLink(server.services.context, { email, origin: ORIGIN });
      return made.ok ? made.value.slice(-43) : assert.fail(made.problem.text);
    };
    const refused = await makePasswordLink(server.services.context, { email: BEA.email, origin: ORIGIN });
    assert.ok(!refused.ok);
    assert.match(refused.problem.text, /must sign in through Harbour ID, so a link would open nothing/);
    const answer = await setPassword({ token: await token(ADA.email) }, ADA.password);
    await isIn(answer, ADA.email);
    ada = { ...ada, cookie: cookieOf(answer).cookie };
    await demanded(false);
    assert.equal((await signIn(server, BEA)).status, 200);
    const before = await token(BEA.email);
    await demanded(true);
    // One that was made before is refused when it is used.
    isLedThere(await setPassword({ token: before }, PASSWORD));
  });

  it('lets no session begin that was on its way when the organisation began to want it', async () => {
    const { context } = server.services;
    const begun = (email: string, way: 'password' | 'passkey' | 'mail-link') =>
      context.store.keep(async ({ accounts, accountSessions }) => {
        const { id: account, password } = (await accounts.byEmail(email)) ?? assert.fail(email);
        const session = { id: context.newId(), account, secretHash: context.newToken(), browser: '', way };
        return ok(await accountSessions.begin(session, password));
      });
    for (const way of ['password', 'passkey', 'mail-link'] as const) {
      assert.deepEqual([await begun(BEA.email, way), await begun(ADA.email, way)], [ok(false), ok(true)]);
    }
  });

  it('signs nobody in with a passkey but administrators', async () => {
    const made = async (signed: Signed): Promise<SoftPasskey & Signed> => {
      const headers = { cookie: signed.cookie };
      const question = await server.ask('POST', '/api/account/passkeys/question', { headers });
      const key = softPasskey(question.json<PasskeyCreation>(), ORIGIN);
      const body = { credential: key.made };
      const added = await server.ask('POST', '/api/account/passkeys', { body, headers });
      return { ...key, cookie: cookieOf(added).cookie };
    };
    const used = async (key: SoftPasskey): Promise<Answer> => {
      const asked = await server.ask('POST', '/api/session/passkey/question');
      const headers = {
        cookie: /^__Host-passkey=[\w-]{43}/.exec(asked.headers.get('set-cookie') ?? '')?.[0] ?? '',
      };
      const body = { credential: key.use(asked.json<PasskeyQuestion>()) };
      return server.ask('POST', '/api/session/passkey', { body, headers });
    };
    const adas = await made(ada);
    ada = { ...ada, cookie: adas.cookie };
    await demanded(false);
    const beas = await made(cookieOf(await signIn(server, BEA)));
    await isIn(await used(beas), BEA.email);
    await demanded(true);
    isLedThere(await used(beas));
    await isIn(await used(adas), ADA.email);
  });

  it('leaves no error behind', () => assert.deepEqual([...server.errors, ...reaching.errors], []));
});
