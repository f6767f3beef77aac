/** A server that sends mail to a mail server of the test, with Ada, Bea, and Cem who may not come in. */
import assert from 'node:assert/strict';
import { after, before, beforeEach } from 'node:test';
import { sql } from 'kysely';
import type { LinkPurpose } from '#domain/account/account.ts';
import { openMailer } from '#mail/smtp.ts';
import {
  accept,
  BEA,
  cookieOf,
  firstAccount,
  invited,
  membersOf,
  secondAccount,
  who,
  type First,
} from './account-steps.ts';
import type { TestDatabase } from './databases.ts';
import { askedIn, askForLink, mailedIn, type Asked, type Mailed } from './link-steps.ts';
import { mailAtRest } from './mail-at-rest.ts';
import { openMailSink, type MailSink } from './mail-sink.ts';
import { testServer, type Answer, type TestServer } from './web-server.ts';

export const CEM = {
  name: 'Cem Aydin',
  email: 'cem@example.org',
  password: 'the third quiet train',
} as const;

export type LinkWorld = {
  /** To be called inside a test, not while the suite is described. */
  readonly server: () => TestServer;
  readonly sink: () => MailSink;
  readonly ada: () => First;
  readonly setDisabled: (email: string, disabled: boolean) => Promise<void>;
  /** Asks for a link, in the browser that has asked before, and reads the mail. */
  readonly sent: (email: string, purpose?: LinkPurpose, before?: Asked) => Promise<Mailed & Asked>;
  /** Makes every link so much older. */
  readonly older: (interval: string) => Promise<unknown>;
  readonly isBea: (answer: Answer) => Promise<boolean>;
  readonly forgetTries: () => Promise<unknown>;
};

/** Of the suite that is being described; each test begins without links, mail and tries. */
export function linkWorld(database: TestDatabase): LinkWorld {
  let sink: MailSink | undefined;
  let server: TestServer | undefined;
  let ada: First | undefined;
  const only = <T>(thing: T | undefined): T => thing ?? assert.fail('The server is there inside tests only.');
  const forgetTries = () => database.store().db.deleteFrom('tries').execute();
  before(async () => {
    // Without mail, so that no invitation is on its way when the first test begins.
    const quiet = testServer(database.store());
    ada = await firstAccount(quiet);
    await secondAccount(quiet, ada);
    const cem = { who: { name: CEM.name }, email: CEM.email, roles: ['interviewer'] } as const;
    await accept(quiet, await invited(quiet, ada, cem), CEM);
    await quiet.services.close();
    // They have come by mail before: the first time is another suite's (`squatting.test.ts`).
    await sql`update account set confirmed_at = now()`.execute(database.store().db);
    sink = await openMailSink();
    server = testServer(database.store(), { mail: openMailer(sink.settings) });
    await setDisabled(CEM.email, true);
  });
  after(async () => {
    await server?.services.close();
    await sink?.close();
  });
  beforeEach(async () => {
    await mailAtRest(database);
    await forgetTries();
    await database.store().db.deleteFrom('account_link').execute();
    only(sink).received.length = 0;
  });
  const setDisabled = async (email: string, disabled: boolean): Promise<void> => {
    const { organisation, cookie } = only(ada);
    const { members } = await membersOf(only(server), { organisation, cookie });
    const person = members.find((member) => member.email === email)?.person ?? '';
    const body = { roles: ['interviewer'], disabled };
    const path = `/api/o/${organisation}/members/${person}`;
    assert.equal((await only(server).ask('PUT', path, { body, headers: { cookie } })).status, 200);
  };
  return {
    server: () => only(server),
    sink: () => only(sink),
    ada: () => only(ada),
    setDisabled,
    forgetTries,
    sent: async (email, purpose = 'sign-in', before) => {
      const already = only(sink).received.filter(({ to }) => to.includes(email)).length;
      const asked = askedIn(await askForLink(only(server), email, { purpose, ...before }));
      const mail = (await only(sink).wait(already + 1, email)).at(-1);
      assert.ok(mail);
      return { ...asked, ...mailedIn(mail) };
    },
    older: (interval) =>
      sql`update account_link set made_at = made_at - ${interval}::interval,
        ends_at = ends_at - ${interval}::interval`.execute(database.store().db),
    isBea: async (answer) => {
      const me = await who(only(server), cookieOf(answer));
      return me.kind === 'member' && me.email === BEA.email;
    },
  };
}
