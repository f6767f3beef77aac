/** Answers to real invitations: what each changes, what it does not, and what is kept. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { openReceiving } from '../src/jobs/receiving.ts';
import { answersWorld, idOf } from './answers-world.ts';
import { invitedBy, replyTo } from './answering.ts';
import { forEachDatabase } from './databases.ts';
import { mailAtRest } from './mail-at-rest.ts';

forEachDatabase('answers', (database) => {
  const { world, receive, invited, stand, kept } = answersWorld(database);

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

  it('H9: an answer counts that comes while the invitation is still on its way', async () => {
    const told = await world.organisation();
    const sink = world.sink();
    const found: string[] = [];
    sink.beforeTaken = async (mail) => {
      // Nothing goes out before it is committed: whoever can answer is known.
      if (mail.to.includes(told.addressOf('Ada'))) found.push(await receive(replyTo(invitedBy(mail))));
    };
    await world.confirmed(told);
    const mails = await sink.wait(2, told.addressOf('Ada'));
    await mailAtRest(database);
    delete sink.beforeTaken;
    assert.deepEqual(found, ['answer', 'answer']);
    for (const mail of mails)
      assert.partialDeepStrictEqual(await stand(invitedBy(mail)), { response: 'accepted' });
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
    assert.deepEqual(
      reasons.toSorted((a, b) => String(a).localeCompare(String(b))),
      ['another-attendee', 'another-event', 'several-attendees', 'without-secret'],
    );
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

  it('without tags in addresses the event and the attendee alone tell whose answer it is', async () => {
    const { ada } = await invited();
    const plain = { ...ada, answersTo: 'interviews@example.org' };
    const receiving = openReceiving(database.store(), false);
    const done = await receiving.receive(replyTo(plain));
    const forged = await receiving.receive(
      replyTo(plain, { attendee: 'eve@example.com', response: 'DECLINED' }),
    );
    await receiving.close();
    assert.deepEqual(
      [done, forged],
      [
        { ok: true, value: 'answer' },
        { ok: true, value: 'nothing' },
      ],
    );
  });
});
