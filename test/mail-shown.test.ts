/** Bounces, words and what was answered, as those who coordinate see them. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { EntryView, Ledger, LoopLedger } from '#contract/ledger.ts';
import type { MailList } from '#contract/mail.ts';
import { answersWorld, idOf, pathOf } from './answers-world.ts';
import { bounceOf, replyTo, wordsTo, type Invited } from './answering.ts';
import { forEachDatabase } from './databases.ts';

forEachDatabase('what came back', (database) => {
  const { world, receive, invited, kept, listed } = answersWorld(database);

  it('H4: a wrong address is marked, the message is shown as come back, and nothing goes out again', async () => {
    const { told, ada, lee } = await invited();
    assert.equal(await receive(bounceOf(ada, { status: '5.1.1' })), 'delivery');
    assert.equal(await receive(bounceOf(lee, { status: '4.4.1', action: 'delayed' })), 'delivery');
    const { db } = database.store();
    const delivery = async (of: Invited): Promise<unknown> =>
      (
        await db
          .selectFrom('ledger_message')
          .select('delivery')
          .where('invitation_id', '=', idOf(of))
          .executeTakeFirstOrThrow()
      ).delivery;
    assert.deepEqual([await delivery(ada), await delivery(lee)], ['bounced', 'delayed']);
    const marked = async (): Promise<unknown> =>
      (
        await db
          .selectFrom('person')
          .select('unreachable_at')
          .where('organisation_id', '=', told.organisation)
          .where('id', '=', told.ada.id)
          .executeTakeFirstOrThrow()
      ).unreachable_at;
    assert.notEqual(await marked(), null);
    // Another address is another matter, and what comes back from the old one says nothing of it.
    await db
      .updateTable('person')
      .set({ email: 'ada@new.example.org' })
      .where('id', '=', told.ada.id)
      .execute();
    assert.equal(await marked(), null);
    assert.equal(await receive(bounceOf(ada, { status: '5.1.1' })), 'delivery');
    assert.equal(await marked(), null);
  });

  it('a full mailbox comes back without a mark, also by the Message-ID alone', async () => {
    const { told, ada } = await invited();
    const plain = { ...ada, answersTo: 'interviews@example.org' };
    assert.equal(await receive(bounceOf(plain, { status: '5.2.2' })), 'delivery');
    const { db } = database.store();
    const row = await db
      .selectFrom('ledger_message')
      .select('delivery')
      .where('invitation_id', '=', idOf(ada))
      .executeTakeFirstOrThrow();
    assert.equal(row.delivery, 'bounced');
    const person = await db
      .selectFrom('person')
      .select('unreachable_at')
      .where('organisation_id', '=', told.organisation)
      .where('id', '=', told.ada.id)
      .executeTakeFirstOrThrow();
    assert.equal(person.unreachable_at, null);
  });

  it('H2, H3: plain words and absence notices are kept, and nothing is ever sent in answer', async () => {
    const { ada } = await invited();
    const sent = world.sink().received.length;
    assert.equal(await receive(wordsTo(ada.answersTo, 'I am ill, sorry.')), 'words');
    assert.equal(
      await receive(wordsTo(ada.answersTo, 'On holiday', ['Auto-Submitted: auto-replied'])),
      'automatic',
    );
    assert.equal(await receive(new TextEncoder().encode('no mail at all')), 'nothing');
    assert.deepEqual(await kept(ada), [
      { kind: 'words', why: null, response: null, words: 'I am ill, sorry.', open: true },
      { kind: 'automatic', why: null, response: null, words: 'On holiday', open: false },
    ]);
    assert.equal(world.sink().received.length, sent);
    const { db } = database.store();
    assert.deepEqual(
      await db.selectFrom('outbox_message').select('id').where('next_at', 'is not', null).execute(),
      [],
    );
  });

  it('words of somebody who is known go to their organisation, others to nobody’s', async () => {
    const { told } = await invited();
    const from = (address: string): Uint8Array =>
      wordsTo('interviews@example.org', `from ${address}`, [`From: ${address}`]);
    assert.equal(await receive(from(told.addressOf('Ada'))), 'words');
    assert.equal(await receive(from('nobody@example.com')), 'words');
    const { db } = database.store();
    const rows = await db
      .selectFrom('incoming_mail')
      .select(['sender', 'organisation_id as organisation'])
      .where('invitation_id', 'is', null)
      .where('sender', 'in', [told.addressOf('Ada'), 'nobody@example.com'])
      .orderBy('sender')
      .execute();
    const organisations = await db
      .selectFrom('organisation')
      .select('id')
      .where('sample', '=', false)
      .execute();
    const only = organisations.length === 1 ? told.organisation : null;
    assert.deepEqual(
      rows.map(({ organisation }) => organisation),
      [told.organisation, only],
    );
  });

  it('what nobody can place is shown to the only organisation, and to none where there are several', async () => {
    const { told } = await invited();
    const { db } = database.store();
    await receive(wordsTo('interviews@example.org', 'to whom?', ['From: stranger@example.com']));
    await db
      .updateTable('incoming_mail')
      .set({ organisation_id: null })
      .where('sender', '=', 'stranger@example.com')
      .execute();
    const seen = async (): Promise<boolean> => {
      const { mail } = (await world.server().ask('GET', pathOf(told, 'mail'))).json<MailList>();
      return mail.some(({ sender }) => sender === 'stranger@example.com');
    };
    const others = (sample: boolean): Promise<unknown> =>
      db.updateTable('organisation').set({ sample }).where('id', '<>', told.organisation).execute();
    await others(true);
    assert.equal(await seen(), true);
    await others(false);
    await world.organisation();
    assert.equal(await seen(), false);
    const unplaced = await world.server().services.context.store.read(({ mail }) => mail.unplaced());
    assert.ok(unplaced.some(({ sender }) => sender === 'stranger@example.com'));
  });

  it('H4: nothing more goes to a wrong address by itself; the ledger says why, and sends again when told to', async () => {
    const { told, ada, loop } = await invited();
    assert.equal(await receive(bounceOf(ada, { status: '5.1.1' })), 'delivery');
    await world.cancel(told, loop);
    const ledger = async (): Promise<LoopLedger> => {
      const { loops } = (
        await world.server().ask('GET', pathOf(told, `loops/${loop}/ledger`))
      ).json<Ledger>();
      return loops[0] ?? assert.fail();
    };
    const own = async (): Promise<readonly EntryView[]> =>
      (await ledger()).entries.filter(({ id }) => id === told.ada.id);
    assert.deepEqual(
      (await own()).map(({ standing, messages }) => [standing, messages[0]?.problem]),
      [
        ['by-hand', 'unreachable'],
        ['by-hand', 'unreachable'],
      ],
    );
    const [entry] = await own();
    const again = { body: { invitation: entry?.invitation } };
    (await world.server().ask('POST', pathOf(told, `loops/${loop}/ledger/again`), again)).json();
    const mails = await world.sink().wait(3, told.addressOf('Ada'));
    assert.match(mails.at(-1)?.raw ?? '', /METHOD:CANCEL/);
    // Who answers is there after all.
    assert.equal(await receive(replyTo(ada, { response: 'DECLINED', sequence: 2 })), 'answer');
    const row = await database
      .store()
      .db.selectFrom('person')
      .select('unreachable_at')
      .where('id', '=', told.ada.id)
      .executeTakeFirstOrThrow();
    assert.equal(row.unreachable_at, null);
  });

  it('shows what came back beside the loop and in all, with whose it is, and takes it away when it was seen to', async () => {
    const { told, ada, lee, loop } = await invited();
    await receive(replyTo(ada, { response: 'DECLINED', lines: ['COMMENT:I am away.'] }));
    await receive(wordsTo(lee.answersTo, 'May I bring my dog?'));
    await receive(replyTo(lee, { to: 'interviews@example.org' }));
    await receive(replyTo(lee));
    const mails = await listed(told, `loops/${loop}/mail`);
    assert.deepEqual(
      mails.map(({ kind, why, response, words, open, about }) => [
        kind,
        why ?? response ?? words,
        open,
        about?.name,
      ]),
      [
        ['answer', 'accepted', false, 'Lee'],
        ['nothing', 'without-secret', true, 'Lee'],
        ['words', 'May I bring my dog?', true, 'Lee'],
        ['answer', 'declined', true, 'Ada'],
      ],
    );
    const declined = mails.find(({ response }) => response === 'declined') ?? assert.fail();
    assert.deepEqual(
      [declined.words, declined.settles, declined.about?.loop, declined.about?.id, declined.about?.candidate],
      ['I am away.', true, loop, told.ada.id, 'Lee'],
    );
    assert.ok(['design', 'debrief'].includes(declined.about?.module ?? ''));
    const open = async (): Promise<readonly string[]> =>
      (await listed(told, 'mail')).filter((one) => one.about?.loop === loop && one.open).map(({ id }) => id);
    assert.equal((await open()).length, 3);
    const settle = { body: { mail: declined.id } };
    const after = (
      await world.server().ask('POST', pathOf(told, `loops/${loop}/mail/settled`), settle)
    ).json<MailList>();
    assert.equal(after.mail.find(({ id }) => id === declined.id)?.open, false);
    assert.equal((await open()).length, 2);
    const elsewhere = await world.organisation();
    assert.equal((await world.server().ask('GET', pathOf(elsewhere, `loops/${loop}/mail`))).status, 404);
    assert.equal((await world.server().ask('POST', pathOf(elsewhere, 'mail/settled'), settle)).status, 404);
    assert.deepEqual(
      (await listed(elsewhere, 'mail')).filter(({ about }) => about !== undefined),
      [],
    );
  });

  it('H14: a decline needs nobody any more once they said otherwise, or their seat was changed', async () => {
    const { told, ada, loop } = await invited();
    await receive(replyTo(ada, { response: 'DECLINED', stamp: '20260701T100000Z' }));
    const open = async (): Promise<number> =>
      (await listed(told, `loops/${loop}/mail`)).filter((one) => one.open).length;
    assert.equal(await open(), 1);
    await receive(replyTo(ada, { stamp: '20260701T110000Z' }));
    assert.equal(await open(), 0);
    await receive(replyTo(ada, { response: 'DECLINED', stamp: '20260701T120000Z' }));
    assert.equal(await open(), 1);
    await world.cancel(told, loop);
    assert.equal(await open(), 0);
  });
});
