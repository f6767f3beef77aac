/** Invitations that are sent by mail, where mail is set up. */
import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { sql } from 'kysely';
import type { InvitationMade, NewInvitation } from '#contract/account.ts';
import { accept, ADA, cookieOf, membersOf, who } from './account-steps.ts';
import { forEachDatabase } from './databases.ts';
import { linkWorld } from './link-world.ts';
import { refusal, type Received } from './mail-sink.ts';
import { HOST, testServer, type TestServer } from './web-server.ts';

const DUA = { name: 'Dua Okoro', email: 'dua@example.org', password: 'four long corridors' } as const;
const INVITATION: NewInvitation = { who: { name: DUA.name }, email: DUA.email, roles: ['interviewer'] };

forEachDatabase('invitations by mail', (database) => {
  const world = linkWorld(database);
  let server: TestServer;
  before(() => {
    server = world.server();
  });
  const invite = async (invitation: NewInvitation, by: TestServer = server): Promise<InvitationMade> => {
    const { organisation, cookie } = world.ada();
    const path = `/api/o/${organisation}/invitations`;
    return (await by.ask('POST', path, { body: invitation, headers: { cookie } })).json<InvitationMade>();
  };
  const letters = async (): Promise<readonly { problem: string | null; organisation: string | null }[]> => {
    const { rows } = await sql<{ problem: string | null; organisation: string | null }>`
      select problem, organisation_id as organisation from outbox_message
      where about like 'invitation %' order by made_at, id`.execute(database.store().db);
    return rows;
  };
  /** The token of the link that the letter holds. */
  const mailedTo = ({ text }: Received): string => {
    const [, token] = new RegExp(`^http://${HOST}/invitation#([\\w-]{43})$`, 'm').exec(text) ?? [];
    return token ?? assert.fail(text);
  };
  /** The mail server does not take the next one, which waits from then on. */
  const waits = async (work: () => Promise<unknown>): Promise<void> => {
    world.sink().whims.recipients.push(refusal(450, '4.2.0 later'));
    await work();
    while (!(await letters()).some(({ problem }) => problem?.includes('450') === true)) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };

  it('sends a link to whom it invites, in the name of who invites, and shows another one', async () => {
    const made = await invite(INVITATION);
    assert.equal(made.mailed, true);
    const [mail] = await world.sink().wait(1);
    assert.ok(mail);
    assert.deepEqual(
      [mail.to, mail.headers.get('subject')],
      [[DUA.email], 'Join Harbour Labs on Second Round'],
    );
    assert.match(mail.text, new RegExp(`^${ADA.name} invites you to join Harbour Labs`));
    const mailed = mailedTo(mail);
    assert.notEqual(`/invitation#${mailed}`, made.link);
    const [letter] = await letters();
    assert.equal(letter?.organisation, world.ada().organisation);
    const joined = await accept(server, mailed, DUA);
    const me = await who(server, cookieOf(joined));
    assert.ok(me.kind === 'member' && me.email === DUA.email);
  });

  it('sends none of a link that was withdrawn or made anew before the mail server took it', async () => {
    const eve = { who: { name: 'Eve' }, email: 'eve@example.org', roles: ['interviewer'] } as const;
    await waits(() => invite(eve));
    const { invitations } = await membersOf(server, world.ada());
    const own = invitations.find(({ email }) => email === eve.email);
    assert.ok(own);
    const again = await invite({ ...eve, who: { person: own.person } });
    const sent = await world.sink().wait(1);
    const look = (token: string) => server.ask('POST', '/api/invitations/look', { body: { token } });
    for (const token of [...sent.map(mailedTo), again.link.slice('/invitation#'.length)]) {
      assert.equal((await look(token)).status, 200);
    }
    await waits(() => invite({ ...eve, who: { person: own.person } }));
    const { organisation, cookie } = world.ada();
    const { invitations: now } = await membersOf(server, world.ada());
    const path = `/api/o/${organisation}/invitations/${now.find(({ email }) => email === eve.email)?.id}`;
    assert.equal((await server.ask('DELETE', path, { headers: { cookie } })).status, 204);
    await sql`update outbox_message set next_at = now() where next_at is not null`.execute(
      database.store().db,
    );
    server.services.context.mail?.wake();
    assert.deepEqual((await letters()).filter(({ problem }) => problem === 'withdrawn').length, 2);
    assert.equal(world.sink().received.length, 1);
  });

  it('writes names as they are and lets none of them into the head of the mail', async () => {
    const { organisation } = world.ada();
    const { db } = database.store();
    const name = 'Ærø & Søn <script>, "x" 你好';
    await sql`update organisation set name = ${name} where id = ${organisation}`.execute(db);
    await invite({ who: { name: 'Fay' }, email: 'fay@example.org', roles: ['interviewer'] });
    const [mail] = await world.sink().wait(1);
    assert.ok(mail);
    assert.ok(mail.text.includes(`to join ${name} on Second Round.`), mail.text);
    assert.match(mail.headers.get('subject') ?? '', /^(Join )?=\?UTF-8\?/);
    assert.deepEqual([...mail.headers.keys()].toSorted(), [
      'auto-submitted',
      'content-transfer-encoding',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'subject',
      'to',
      'x-auto-response-suppress',
    ]);
    await sql`update organisation set name = 'Harbour Labs' where id = ${organisation}`.execute(db);
  });

  it('is not offered where no mail is set up', async () => {
    const without = testServer(database.store());
    const before = await letters();
    const made = await invite(
      { who: { name: 'Gil' }, email: 'gil@example.org', roles: ['interviewer'] },
      without,
    );
    assert.equal(made.mailed, false);
    assert.deepEqual(await letters(), before);
    await without.services.close();
  });
});
