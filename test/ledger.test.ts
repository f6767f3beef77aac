/** The ledger: who does not know yet, and what can be done about it. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { EntryView, Ledger, LoopLedger } from '#contract/ledger.ts';
import type { LoopView } from '#contract/loop.ts';
import { ok } from '#domain/result.ts';
import { sql } from 'kysely';
import { tellLoops } from '#usecases/telling/tell-loops.ts';
import { forEachDatabase } from './databases.ts';
import { refusal } from './mail-sink.ts';
import { eventOf, readMails } from './read-invitations.ts';
import { bookingAt, smallOrganisation } from './small-organisation.ts';
import { toldWorld, type Told } from './told-world.ts';
import { testServer } from './web-server.ts';

const HEAD = [
  'auto-submitted',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'reply-to',
  'subject',
  'to',
  'x-auto-response-suppress',
];
const byText = (a: string, b: string): number => (a < b ? -1 : 1);

forEachDatabase('the ledger', (database) => {
  const world = toldWorld(database);
  const path = ({ organisation }: { readonly organisation: string }, rest: string): string =>
    `/api/o/${organisation}/${rest}`;
  const ledgerOf = async (told: Told, loop: string): Promise<LoopLedger> => {
    const { loops } = (await world.server().ask('GET', path(told, `loops/${loop}/ledger`))).json<Ledger>();
    return loops[0] ?? assert.fail('no ledger');
  };
  /** Waits until no message is about to go out. */
  const settled = async (told: Told, loop: string): Promise<LoopLedger> => {
    for (const end = performance.now() + 30_000; performance.now() < end;) {
      const ledger = await ledgerOf(told, loop);
      if (ledger.entries.every(({ standing }) => standing !== 'waits')) return ledger;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return assert.fail('messages still wait');
  };
  const deed = async (
    told: Told,
    loop: string,
    rest: 'again' | 'told',
    entry: EntryView,
  ): Promise<LoopLedger> =>
    (
      await world.server().ask('POST', path(told, `loops/${loop}/ledger/${rest}`), {
        body: { invitation: entry.invitation },
      })
    ).json<LoopLedger>();
  const standings = ({ entries }: LoopLedger): string[] =>
    entries.map(({ name, title, standing }) => `${name}, ${title}: ${standing}`);
  const only = (ledger: LoopLedger, standing: string): EntryView => {
    const [entry, ...more] = ledger.entries.filter((one) => one.standing === standing);
    assert.ok(entry !== undefined && more.length === 0, standings(ledger).join('; '));
    return entry;
  };

  it('says who was sent what, and that nobody has to do anything', async () => {
    const told = await world.organisation();
    const loop = await world.confirmed(told);
    const ledger = await settled(told, loop.id);
    assert.deepEqual(standings(ledger), [
      'Ada, System design: sent',
      'Bob, System design: sent',
      'Lee, System design: sent',
      'Ada, Debrief: sent',
    ]);
    assert.deepEqual([ledger.open, ledger.tells], [0, true]);
    for (const { messages } of ledger.entries) {
      assert.deepEqual(
        messages.map(({ kind, state, attempts }) => [kind, state, attempts]),
        [['request', 'sent', 1]],
      );
    }
    const all = (await world.server().ask('GET', path(told, 'ledger'))).json<Ledger>();
    const opening = await world.server().ask('GET', path(told, `openings/${told.opening}/ledger`));
    assert.deepEqual([all.loops, opening.json<Ledger>()], [[ledger], all]);
  });

  it('H4: a message that is refused for good is shown, is not tried again by itself, and is sent again by the button', async () => {
    const told = await world.organisation();
    world.sink().whims.recipients.push(refusal(550, '5.1.1 no such user'));
    const loop = await world.confirmed(told);
    const ledger = await settled(told, loop.id);
    const failed = only(ledger, 'failed');
    assert.match(failed.messages[0]?.problem ?? '', /answered 550 5\.1\.1 to RCPT TO/);
    assert.equal(ledger.open, 1);
    // Whatever else tells of the loop: that message is not tried again as long as there is nothing else to say.
    await retell(told, loop);
    assert.deepEqual((await settled(told, loop.id)).entries, ledger.entries);
    const again = await deed(told, loop.id, 'again', failed);
    assert.equal(again.entries.find(({ invitation }) => invitation === failed.invitation)?.standing, 'waits');
    const sent = await settled(told, loop.id);
    assert.deepEqual([sent.open, sent.entries.every(({ standing }) => standing === 'sent')], [0, true]);
    const uids = world.sink().received.map(({ raw }) => raw).length;
    assert.equal(uids, ledger.entries.length);
  });

  it('somebody without an address is to be told by hand, which can be noted', async () => {
    const told = await world.organisation();
    const bob = { name: 'Bob', timeZone: 'Europe/Berlin', works: [], pools: ['Learning'], version: 2 };
    (await world.server().ask('PUT', path(told, `people/${told.bob.id}`), { body: bob })).json();
    const loop = await world.confirmed(told);
    const ledger = await settled(told, loop.id);
    const entry = only(ledger, 'by-hand');
    assert.deepEqual([entry.name, entry.messages[0]?.problem, ledger.open], ['Bob', 'no-address', 1]);
    const noted = await deed(told, loop.id, 'told', entry);
    assert.equal(only(noted, 'told').name, 'Bob');
    assert.equal(noted.open, 0);
    // A change is news again, and the cancellation is one.
    await world.cancel(told, loop.id);
    assert.equal(only(await settled(told, loop.id), 'by-hand').messages[0]?.kind, 'cancel');
  });

  it('what was not told yet when it is cancelled is not told at all', async () => {
    const told = await world.organisation();
    const bob = { name: 'Bob', timeZone: 'Europe/Berlin', works: [], pools: ['Learning'], version: 2 };
    (await world.server().ask('PUT', path(told, `people/${told.bob.id}`), { body: bob })).json();
    const loop = await world.confirmed(told);
    await settled(told, loop.id);
    await world.cancel(told, loop.id);
    const ledger = await settled(told, loop.id);
    assert.deepEqual(
      ledger.entries.map(({ name }) => name),
      ['Ada', 'Lee', 'Ada'],
    );
  });

  it('where no mail is set up everything is told by hand, and nothing breaks', async () => {
    const server = testServer(database.store());
    const booking = bookingAt(() => server);
    const small = await smallOrganisation(server);
    const choice = await booking.bestOf(small, booking.only(small));
    const loop = (await booking.confirm(small, booking.only(small), choice, 'one')).json<LoopView>();
    const at = path(small, `loops/${loop.id}/ledger`);
    const { loops, mail } = (await server.ask('GET', at)).json<Ledger>();
    assert.deepEqual([mail, loops[0]?.open], [false, loops[0]?.entries.length]);
    for (const { invitation } of loops[0]?.entries ?? []) {
      assert.equal((await server.ask('POST', `${at}/told`, { body: { invitation } })).status, 200);
    }
    assert.equal((await server.ask('GET', at)).json<Ledger>().loops[0]?.open, 0);
    assert.deepEqual(server.errors, []);
    await server.services.close();
  });

  it('what can still be undone waits, and is taken back without a trace', async () => {
    const told = await world.organisation();
    const loop = await world.confirmed(told);
    await settled(told, loop.id);
    const { db } = database.store();
    const had = world.sink().received.length;
    const room = (name: string): Promise<unknown> =>
      db.updateTable('room').set({ name }).where('id', '=', told.room.id).execute();
    await room('Anvil');
    await retell(told, loop, 10);
    const waiting = await ledgerOf(told, loop.id);
    assert.equal(waiting.entries.filter(({ standing }) => standing === 'waits').length, 3);
    await room('Lathe');
    await retell(told, loop, 10);
    const after = await ledgerOf(told, loop.id);
    assert.deepEqual(
      standings(after).filter((one) => !one.endsWith('sent')),
      [],
    );
    assert.deepEqual(
      after.entries.map(({ messages }) => messages.length),
      [1, 1, 1, 1],
    );
    // A later change takes the place of the one that waits.
    await room('Anvil');
    await retell(told, loop, 10);
    await room('Bench');
    await retell(told, loop);
    await world.sink().wait(had + 3);
    await settled(told, loop.id);
    assert.equal(world.sink().received.length, had + 3);
    const texts = world.sink().received.slice(had);
    for (const { raw } of texts) assert.ok(raw.includes('Bench') && !raw.includes('Anvil'), raw);
  });

  it('A17, H5: no name of a person, a room or an organisation gets into the head of a mail or beside an event', async () => {
    const told = await world.organisation();
    const { db } = database.store();
    const evil = 'Eve"\r\nBcc: mallory@example.net\r\nATTENDEE:mailto:x@example.net';
    await db.updateTable('organisation').set({ name: evil }).where('id', '=', told.organisation).execute();
    await db.updateTable('room').set({ name: evil }).where('id', '=', told.room.id).execute();
    await db
      .updateTable('person')
      .set({ name: `${evil},;\u202e` })
      .where('id', '=', told.ada.id)
      .execute();
    const loop = await world.confirmed(told);
    await world.sink().wait(loop.sessions.flatMap(({ people }) => people).length + 1);
    for (const { to, headers } of world.sink().received) {
      assert.equal(to.length, 1);
      assert.ok(!headers.has('bcc'));
      assert.deepEqual([...headers.keys()].toSorted(byText), HEAD);
      assert.ok(!headers.get('subject')?.includes('\u202e'));
    }
    for (const mail of readMails(world.sink().received) ?? []) {
      const { attendees, organizer } = eventOf(mail);
      assert.deepEqual(
        [attendees.map(({ address }) => address), organizer],
        [[`mailto:${mail.to}`], `mailto:${mail.replyTo}`],
      );
    }
    assert.deepEqual(world.server().errors, []);
  });

  it('G3: an invitation that was taken before the process ended comes once more as the same event', async () => {
    const told = await world.organisation();
    const had = world.sink().received.length;
    world.sink().whims.messages.push('taken');
    const loop = await world.confirmed(told);
    await world.sink().wait(had + 1);
    // The server that got no answer ends; what it had begun is still marked as under way.
    await world.restart();
    await sql`update outbox_message set next_at = now() where next_at is not null`.execute(
      database.store().db,
    );
    world.server().services.context.mail?.wake();
    await settled(told, loop.id);
    const mails = readMails(world.sink().received) ?? [];
    const byName = Map.groupBy(mails, ({ messageId }) => messageId);
    const twice = [...byName.values()].filter(({ length }) => length > 1);
    assert.equal(twice.length, 1);
    const [[first, second] = []] = twice;
    assert.ok(first && second);
    assert.deepEqual(second, first);
    assert.deepEqual(eventOf(second), eventOf(first));
    // G5: every attendee got a mail.
    assert.equal(byName.size, 4);
  });

  it('F11: two senders and one that begins again send each message once', async () => {
    const second = testServer(database.store(), world.settings());
    const told = await world.organisation();
    const loop = await world.confirmed(told);
    await settled(told, loop.id);
    second.services.context.mail?.wake();
    await second.services.close();
    const ids = world.sink().received.map(({ headers }) => headers.get('message-id'));
    assert.deepEqual([ids.length, new Set(ids).size], [4, 4]);
  });

  async function retell(told: Told, loop: LoopView, after = 0): Promise<void> {
    const { context } = world.server().services;
    const { organisation } = told;
    const done = await context.store.write(async (tables) => {
      await tellLoops(context, tables, { organisation, loops: [loop.id], after });
      tables.record({
        organisation,
        action: 'plan-confirmed',
        id: loop.id,
        at: context.now(),
        actor: { kind: 'computer' },
      });
      return ok(null);
    });
    assert.ok(done.ok);
  }
});
