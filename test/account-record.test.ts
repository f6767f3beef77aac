/** What of accounts is in the record of an organisation: who joins, is invited, changed, shut out or removed. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { accept, BEA, firstAccount, invited, membersOf, secondAccount, signIn } from './account-steps.ts';
import { forEachDatabase } from './databases.ts';
import { testServer } from './web-server.ts';

forEachDatabase('the record of accounts', (database) => {
  it('names every change of the members, by whom, and nothing of who signs in', async () => {
    const server = testServer(database.store());
    const ada = await firstAccount(server);
    const headers = { cookie: ada.cookie };
    const at = `/api/o/${ada.organisation}`;
    await secondAccount(server, ada);
    await signIn(server, BEA);
    await signIn(server, { ...BEA, password: 'not her password' });
    const { members } = await membersOf(server, ada);
    const bea = members.find(({ email }) => email === BEA.email)?.person ?? '';
    const change = (body: object) => server.ask('PUT', `${at}/members/${bea}`, { body, headers });
    await change({ roles: ['coordinator'], disabled: false });
    await change({ roles: ['coordinator'], disabled: false });
    await change({ roles: ['coordinator'], disabled: true });
    await change({ roles: ['coordinator'], disabled: false });
    await server.ask('PUT', `${at}/members/${ada.person}`, {
      body: { roles: ['interviewer'], disabled: false },
      headers,
    });
    const cem = { who: { name: 'Cem' }, email: 'cem@example.org', roles: ['interviewer'] } as const;
    const token = await invited(server, ada, cem);
    const { invitations } = await membersOf(server, ada);
    await server.ask('DELETE', `${at}/invitations/${invitations[0]?.id ?? ''}`, { headers });
    assert.equal((await accept(server, token, { name: 'Cem', password: 'three small boats' })).status, 404);
    await server.ask('DELETE', `${at}/members/${bea}`, { headers });
    const rename = () => server.ask('PUT', '/api/account', { body: { name: 'Ada King' }, headers });
    assert.equal((await rename()).status, 200);
    // Nobody has to be renamed any more, so there is nothing to record.
    assert.equal((await rename()).status, 200);

    const rows = await database
      .store()
      .db.selectFrom('audit_entry')
      .select(['action', 'actor', 'subject_id', 'details'])
      .orderBy('number')
      .execute();
    assert.deepEqual(
      rows.map(({ action, actor }) => `${actor} ${action}`),
      [
        'computer organisation-started',
        'computer person-added',
        'computer member-joined',
        'member person-added',
        'member member-invited',
        'visitor member-joined',
        'member member-roles-changed',
        'member member-disabled',
        'member member-enabled',
        'member person-added',
        'member member-invited',
        'member invitation-withdrawn',
        'member member-removed',
        'member feed-renewed',
        'member person-changed',
      ],
    );
    assert.ok(!/Bea|example\.org/.test(JSON.stringify(rows)));
    assert.deepEqual(server.errors, []);
    await server.services.close();
  });
});
