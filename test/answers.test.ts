/** Answers, bounces and words that come back to real invitations: what each changes, what it does not, and what is kept. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { EntryView, Ledger, LoopLedger } from '#contract/ledger.ts';
import type { MailList, MailSeen } from '#contract/mail.ts';
import type { Received } from '#usecases/receive-mail.ts';
import { openReceiving, type Receiving } from '../src/receiving.ts';
import { bounceOf, invitedBy, replyTo, wordsTo, type Invited } from './answering.ts';
import { forEachDatabase } from './databases.ts';
import { toldWorld, type Told } from './told-world.ts';

forEachDatabase('answers', (database) => {
  const world = toldWorld(database);
  let receiving: Receiving;
  before(() => {
    receiving = openReceiving(database.store());
  });
  after(() => receiving.close());

  const receive = async (mail: Uint8Array): Promise<Received> => {
    const done = await receiving.receive(mail);
    assert.ok(done.ok, JSON.stringify(done));
    return done.value;
  };
  type Stand = { readonly told: Told; readonly ada: Invited; readonly lee: Invited; readonly loop: string };
  const invited = async (): Promise<Stand> => {
    const told = await world.organisation();
    const loop = await world.confirmed(told);
    const attendees = Map.groupBy(
      loop.sessions.flatMap(({ people }) => people.map(({ name }) => name)).concat('Lee'),
      (name) => name,
    );
    const mails = new Map<string, Invited>();
    for (const [name, times] of attendees) {
      const [first] = await world.sink().wait(times.length, told.addressOf(name));
      mails.set(name, invitedBy(first ?? assert.fail(name)));
    }
    const of = (name: string): Invited => mails.get(name) ?? assert.fail(name);
    return { told, ada: of('Ada'), lee: of('Lee'), loop: loop.id };
  };
  const idOf = ({ uid }: Invited): string => uid.split('@')[0] ?? '';
  const stand = async (of: Invited): Promise<object> => {
    const { db } = database.store();
    return db
      .selectFrom('session_invitation')
      .select(['response', 'response_sequence as sequence', 'response_stamp as stamp'])
      .where('id', '=', idOf(of))
      .executeTakeFirstOrThrow();
  };
  const kept = (of: Invited): Promise<object[]> =>
    database
      .store()
      .db.selectFrom('incoming_mail')
      .select(['kind', 'why', 'response', 'words', 'open'])
      .where('invitation_id', '=', idOf(of))
      .orderBy('id')
      .execute();

  it('an answer is known, kept, and in the record by mail', async () => {
    const { told, ada } = await invited();
    assert.equal(await receive(replyTo(ada, { stamp: '20260701T100000Z' })), 'answer');
    assert.deepEqual(await stand(ada), { response: 'accepted', sequence: 0, stamp: '2026-07-01T10:00:00Z' });
    assert.deepEqual(await kept(ada), [
      { kind: 'answer', why: null, response: 'accepted', words: null, open: false },
    ]);
    const entries = await database
      .store()
      .db.selectFrom('audit_entry')
      .select(['action', 'actor', 'actor_id as by'])
      .where('organisation_id', '=', told.organisation)
      .orderBy('number', 'desc')
      .limit(1)
      .execute();
    assert.deepEqual(entries, [{ action: 'answer-received', actor: 'mail', by: null }]);
  });

  it('H7, H9: of several answers the latest counts, and each once', async () => {
    const { ada } = await invited();
    const accepted = replyTo(ada, { stamp: '20260701T100000Z' });
    assert.equal(await receive(accepted), 'answer');
    assert.equal(await receive(replyTo(ada, { response: 'DECLINED', stamp: '20260701T110000Z' })), 'answer');
    assert.equal(await receive(accepted), 'known');
    assert.equal(await receive(replyTo(ada, { stamp: '20260701T100000Z' })), 'nothing');
    assert.deepEqual(await stand(ada), { response: 'declined', sequence: 0, stamp: '2026-07-01T11:00:00Z' });
    assert.deepEqual(
      (await kept(ada)).map((row) => ('why' in row ? row.why : '')),
      [null, null, 'older'],
    );
  });

  it('H9: the same answer from many sides at once is one change', async () => {
    const { ada } = await invited();
    const mail = replyTo(ada);
    const done = await Promise.all(Array.from({ length: 8 }, () => receive(mail)));
    assert.deepEqual(done.toSorted(), ['answer', ...Array.from({ length: 7 }, () => 'known')]);
  });

  it('H8: an answer to what was meanwhile cancelled or moved is no answer', async () => {
    const { told, ada, loop } = await invited();
    await world.cancel(told, loop);
    assert.equal(await receive(replyTo(ada)), 'nothing');
    assert.deepEqual(await stand(ada), { response: 'needs-action', sequence: null, stamp: null });
    assert.deepEqual(await kept(ada), [
      { kind: 'nothing', why: 'stale', response: null, words: null, open: true },
    ]);
  });

  it('H10: strangers, forged answers and those without the secret change nothing and are shown', async () => {
    const { ada, lee } = await invited();
    for (const [mail, why] of [
      [replyTo(ada, { to: 'interviews@example.org' }), 'without-secret'],
      [replyTo(ada, { attendee: 'eve@example.com' }), 'another-attendee'],
      [replyTo(ada, { lines: ['ATTENDEE;PARTSTAT=ACCEPTED:mailto:eve@example.com'] }), 'several-attendees'],
      [replyTo({ ...ada, uid: lee.uid }), 'another-event'],
    ] as const) {
      assert.equal(await receive(mail), 'nothing', why);
    }
    for (const one of [ada, lee]) {
      assert.deepEqual(await stand(one), { response: 'needs-action', sequence: null, stamp: null });
    }
    // Who wrote the secret of another says which event they mean: it is kept there where the secret leads.
    const reasons = [...(await kept(ada)), ...(await kept(lee))].map((row) => ('why' in row ? row.why : ''));
    assert.deepEqual(reasons.toSorted(), [
      'another-attendee',
      'another-event',
      'several-attendees',
      'without-secret',
    ]);
  });

  it('H11: a cancellation or an invitation of ours that comes back changes nothing', async () => {
    const { ada } = await invited();
    for (const method of ['CANCEL', 'REQUEST'])
      assert.equal(await receive(replyTo(ada, { method })), 'nothing');
    assert.deepEqual(
      (await kept(ada)).map((row) => ('why' in row ? row.why : '')),
      ['ours', 'ours'],
    );
  });

  it('H12: another time, somebody else, and a doubt with words are for the coordinator', async () => {
    const { ada, lee } = await invited();
    const time = ['DTSTART:20270104T090000Z', 'DTEND:20270104T100000Z', 'COMMENT:Rather in January'];
    assert.equal(
      await receive(replyTo(ada, { method: 'COUNTER', response: 'TENTATIVE', lines: time })),
      'proposal',
    );
    assert.equal(await receive(replyTo(ada, { response: 'DELEGATED' })), 'delegation');
    assert.equal(
      await receive(replyTo(lee, { response: 'TENTATIVE', lines: ['COMMENT:Could I bring my dog?'] })),
      'answer',
    );
    assert.deepEqual(await stand(ada), { response: 'needs-action', sequence: null, stamp: null });
    assert.deepEqual(await kept(lee), [
      { kind: 'answer', why: null, response: 'tentative', words: 'Could I bring my dog?', open: true },
    ]);
    const [proposal] = await database
      .store()
      .db.selectFrom('incoming_mail')
      .select(['starts_at as start', 'ends_at as end', 'words', 'open'])
      .where('kind', '=', 'proposal')
      .where('invitation_id', '=', idOf(ada))
      .execute();
    assert.deepEqual(proposal, {
      start: '2027-01-04T09:00:00Z',
      end: '2027-01-04T10:00:00Z',
      words: 'Rather in January',
      open: true,
    });
  });

  it('H13: a method in the head that differs is for people to read', async () => {
    const { ada } = await invited();
    assert.equal(await receive(replyTo(ada, { headMethod: 'REQUEST' })), 'nothing');
    assert.deepEqual(
      (await kept(ada)).map((row) => ('why' in row ? row.why : '')),
      ['method-differs'],
    );
  });

  it('H14: who declines stays booked, and nothing is cancelled or sent', async () => {
    const { told, ada } = await invited();
    const { db } = database.store();
    const booked = (): Promise<object[]> =>
      db
        .selectFrom('booking')
        .selectAll()
        .where('organisation_id', '=', told.organisation)
        .orderBy('resource_id')
        .execute();
    const [before, sent] = [await booked(), world.sink().received.length];
    assert.equal(await receive(replyTo(ada, { response: 'DECLINED' })), 'answer');
    assert.deepEqual(await booked(), before);
    assert.equal(world.sink().received.length, sent);
    const waiting = await db
      .selectFrom('outbox_message')
      .select('id')
      .where('next_at', 'is not', null)
      .execute();
    assert.deepEqual(waiting, []);
  });

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

  const pathOf = (told: Told, rest: string): string => `/api/o/${told.organisation}/${rest}`;
  const listed = async (told: Told, rest: string): Promise<readonly MailSeen[]> =>
    (await world.server().ask('GET', pathOf(told, rest))).json<MailList>().mail;

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
