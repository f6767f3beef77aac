/** What must not happen on the way to the mail server, each tried against a real one. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, it } from 'node:test';
import { ok, type Result } from '#domain/result.ts';
import { openSmtp, type MailProblem } from '#mail/smtp.ts';
import { openSealing } from '#secrets/sealing.ts';
import { newToken } from '#secrets/tokens.ts';
import type { DueMessage } from '#store/telling/outbox.ts';
import { makeStore, type Store } from '#store/store.ts';
import { sendMails } from '#usecases/mail/send-mails.ts';
import { forEachDatabase } from './databases.ts';
import { openMailSink, refusal, type MailSink } from './mail-sink.ts';

let sink: MailSink;
before(async () => {
  sink = await openMailSink();
});
after(() => sink.close());
beforeEach(() => {
  sink.received.length = 0;
});

const sent = (settings = sink.settings, to = 'ada@example.org'): Promise<Result<null, MailProblem>> =>
  openSmtp(settings)(
    { id: randomUUID(), to, subject: 'Hello', text: 'Hello.' },
    new AbortController().signal,
  );

it('hands no password and no message over a line that others can read', async () => {
  // The same server under a name that is not the one of this machine to itself; it offers no TLS.
  const server = { ...sink.settings.server, host: '127.1' };
  const done = await sent({ ...sink.settings, server });
  assert.deepEqual(done, {
    ok: false,
    problem: { lasting: false, text: 'the mail server answered 500 to STARTTLS' },
  });
  assert.equal(sink.received.length, 0);
});

it('sends to one address whatever it looks like', async () => {
  await sent(sink.settings, 'ada@example.org, eve@example.org');
  assert.ok(!sink.received.some(({ to }) => to.includes('eve@example.org')));
});

it('gives a message up only for what is said of it or of its recipient', async () => {
  sink.whims.senders.push(refusal(530, '5.7.0 sign in first'));
  assert.deepEqual(await sent(), {
    ok: false,
    problem: { lasting: false, text: 'the mail server answered 530 5.7.0 to MAIL FROM' },
  });
  sink.whims.messages.push(refusal(554, '5.6.0 not that'));
  const refused = await sent();
  assert.ok(!refused.ok && refused.problem.lasting);
});

forEachDatabase('the outbox', (database) => {
  let store: Store;
  before(() => {
    store = makeStore(database.store().db);
  });
  beforeEach(async () => {
    await database.store().db.deleteFrom('outbox_message').execute();
  });
  const sealing = openSealing(newToken());
  const add = async (about: string): Promise<void> => {
    const id = randomUUID();
    const content = sealing.seal('ada@example.org\nHello\nHello.', `mail ${id}`);
    const done = await store.keep(async ({ outbox }) =>
      ok(await outbox.add({ id, about, content, minutes: 60 })),
    );
    assert.ok(done.ok);
  };
  /** Claimed for no time at all: the next worker may take it at once. */
  const claimed = async (): Promise<DueMessage> => {
    const done = await store.keep(async ({ outbox }) => ok(await outbox.claim(0)));
    return (done.ok ? done.value : undefined) ?? assert.fail('nothing was due');
  };
  const state = async (): Promise<unknown[]> => {
    const rows = await database
      .store()
      .db.selectFrom('outbox_message')
      .select(['attempts', 'problem', 'sent_at'])
      .execute();
    return rows.map(({ attempts, problem, sent_at }) => [attempts, problem, sent_at !== null]);
  };

  it('believes a slow worker nothing about an attempt that another has begun since', async () => {
    await add('a thing');
    const slow = await claimed();
    const quick = await claimed();
    assert.deepEqual([slow.attempts, quick.attempts, slow.id], [1, 2, quick.id]);
    const said = await store.keep(async ({ outbox }) => {
      await outbox.failed(slow, 'too slow');
      await outbox.sent(slow);
      return ok(null);
    });
    assert.ok(said.ok);
    assert.deepEqual(await state(), [[2, null, false]]);
    await store.keep(async ({ outbox }) => ok(await outbox.sent(quick)));
    assert.deepEqual(await state(), [[2, null, true]]);
  });

  it('begins no further message once it is to end', async () => {
    await add('first');
    await add('second');
    let begun = 0;
    const done = await sendMails(
      { store, sealing },
      {
        send: openSmtp(sink.settings),
        random: () => 0.5,
        enough: () => begun > 0,
        signal: new AbortController().signal,
        attempted: () => (begun += 1),
      },
    );
    assert.ok(done.ok);
    assert.equal(sink.received.length, 1);
  });
});
