/** Joining with an account that was made for the address before, and perhaps not by whose mailbox it is. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { LinkPurpose } from '#domain/account/account.ts';
import type { Organisation } from '#contract/organisation.ts';
import {
  BEA,
  cookieOf,
  firstAccount,
  invited,
  secondAccount,
  signIn,
  who,
  type Signed,
} from './account-steps.ts';
import { forEachDatabase } from './databases.ts';
import { askedIn, askForLink, useLink, type Asked } from './link-steps.ts';
import { lastLetter, MAIL } from './links.ts';
import { testServer, type Answer, type TestServer } from './web-server.ts';

const NEW = { email: BEA.email, password: 'an evening by the canal' } as const;

forEachDatabase('joining by an account whose address was not its maker’s', (database) => {
  let server: TestServer;
  let token: string;
  before(async () => {
    server = testServer(database.store(), MAIL);
    const own = { name: 'Second House', timeZone: 'Europe/Oslo' };
    const other = (await server.ask('POST', '/api/organisations', { body: own })).json<Organisation>().id;
    const ada = await firstAccount(server);
    // Whoever invites sees the link too, and can follow it with a password of their own.
    await secondAccount(server, ada);
    const bea = { who: { name: 'Bea' }, email: BEA.email, roles: ['interviewer'] } as const;
    token = await invited(server, { organisation: other, cookie: ada.cookie }, bea);
  });
  after(() => server.services.close());

  const mailed = async (purpose: LinkPurpose): Promise<Asked & { readonly token: string }> => {
    const asked = askedIn(await askForLink(server, BEA.email, { purpose }));
    const { text } = await lastLetter(server, database.store());
    return { ...asked, token: /#([\w-]{43})$/m.exec(text)?.[1] ?? '' };
  };
  const join = ({ cookie }: Signed): Promise<Answer> =>
    server.ask('POST', '/api/invitations/join', { body: { token }, headers: { cookie } });

  it('goes with a mailed link, which has dropped the password that somebody else knew', async () => {
    const { cookie, token: link } = await mailed('sign-in');
    const signed = cookieOf(await useLink(server, { token: link }, { cookie }));
    assert.equal((await signIn(server, BEA)).status, 403);
    assert.equal((await join(signed)).status, 200);
  });

  it('opens with a password of one’s own from then on, and the one before opens nothing', async () => {
    const { cookie, token: link } = await mailed('new-password');
    const body = { proof: { token: link }, password: NEW.password };
    const set = await server.ask('POST', '/api/links/new-password', { body, headers: { cookie } });
    const me = await who(server, cookieOf(set));
    assert.equal(me.kind === 'member' && me.memberships.length, 2);
    assert.equal((await signIn(server, BEA)).status, 403);
    assert.equal((await signIn(server, NEW)).status, 200);
  });

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});
