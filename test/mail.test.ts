/** Mail from the outbox to a real mail server: refusals, greylisting, silence, several workers, and a crash in between. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, it } from 'node:test';
import { sql } from 'kysely';
import { NOBODY } from '#domain/telling/mail.ts';
import { ok } from '#domain/result.ts';
import { openSmtp, type SendMail } from '#mail/smtp.ts';
import { openSealing, type Sealing } from '#secrets/sealing.ts';
import { newToken } from '#secrets/tokens.ts';
import { makeStore, type Store } from '#store/store.ts';
import { postMail } from '#usecases/mail/post-mail.ts';
import { sendMails, type Attempt } from '#usecases/mail/send-mails.ts';
import { startMailing } from '../src/jobs/mailing.ts';
import { forEachDatabase } from './databases.ts';
import { openMailSink, refusal, type MailSink } from './mail-sink.ts';

const TEXT = 'Grüße, 你好, an equals sign = and a long line: ' + 'x'.repeat(200) + '\n\n.\nthe end\n';

forEachDatabase('the outbox', (database) => {
  let sink: MailSink;
  let store: Store;
  const sealing = openSealing(newToken());
  let attempts: Attempt[] = [];
  before(async () => {
    sink = await openMailSink();
    store = makeStore(database.store().db);
  });
  after(() => sink.close());
  beforeEach(async () => {
    attempts = [];
    sink.received.length = 0;
    await database.store().db.deleteFrom('outbox_message').execute();
  });

  const add = async (about: string, more: { to?: string; minutes?: number } = {}): Promise<string> => {
    const id = randomUUID();
    const mail = { to: more.to ?? 'ada@example.org', subject: `About ${about}`, text: TEXT };
    const letter = { id, about, mail, minutes: more.minutes ?? 60 };
    const done = await store.keep(async (tables) => ok(await postMail({ sealing }, tables, letter)));
    assert.ok(done.ok);
    return id;
  };
  const turn = async (send: SendMail = openSmtp(sink.settings), by: Sealing = sealing): Promise<void> => {
    const done = await sendMails(
      { store, sealing: by },
      {
        send,
        random: () => 0.5,
        enough: () => false,
        signal: new AbortController().signal,
        attempted: (attempt) => attempts.push(attempt),
      },
    );
    assert.ok(done.ok);
  };
  /** `next` is a time, in seconds. */
  type Row = { content: string | null; problem: string | null; state: string; next: number | null };
  const row = async (id: string): Promise<Row> => {
    const { rows } = await sql<Row>`select content, problem,
      case when sent_at is not null then 'sent' when next_at is null then 'over' else 'waits' end as state,
      extract(epoch from next_at)::float8 as next
      from outbox_message where id = ${id}`.execute(database.store().db);
    return rows[0] ?? assert.fail(`no row ${id}`);
  };
  const clock = async (): Promise<number> => {
    const { rows } = await sql<{ at: number }>`select extract(epoch from now())::float8 as at`.execute(
      database.store().db,
    );
    return rows[0]?.at ?? assert.fail('the database has a clock');
  };
  /** One turn, after which the message waits for so long from then on. */
  const turnPutsOff = async (id: string, minutes: number): Promise<void> => {
    const began = await clock();
    await turn();
    const { state, next } = await row(id);
    const from = (next ?? 0) - minutes * 60;
    assert.equal(state, 'waits');
    assert.ok(began <= from && from <= (await clock()), `${from - began} s after the turn began`);
  };
  const dueIn = (time: string) =>
    sql`update outbox_message set next_at = now() + ${time}::interval where next_at is not null`.execute(
      database.store().db,
    );
  const makeDue = () => dueIn('-1 second');

  it('sends a message once, with a name of its own, unaltered, and keeps nothing of it', async () => {
    const id = await add('a thing');
    await turn();
    await turn();
    const [mail, ...more] = sink.received;
    assert.ok(mail);
    assert.equal(more.length, 0);
    assert.deepEqual(mail.to, ['ada@example.org']);
    assert.equal(mail.text.trimEnd(), TEXT.trimEnd());
    const told = ['from', 'to', 'subject', 'message-id', 'auto-submitted'].map((name) =>
      mail.headers.get(name),
    );
    assert.deepEqual(told, [
      'Harbour interviews <interviews@example.org>',
      'ada@example.org',
      'About a thing',
      `<${id}@example.org>`,
      'auto-generated',
    ]);
    assert.ok(mail.raw.split('\r\n').every((line) => line.length <= 998));
    assert.deepEqual(await row(id), { content: null, problem: null, state: 'sent', next: null });
    assert.deepEqual(attempts, [{ message: id, attempts: 1 }]);
  });

  it('sends nothing of a transaction that is rolled back', async () => {
    const mail = { to: 'ada@example.org', subject: 'x', text: 'x' };
    const done = await store.keep(async (tables) => {
      await postMail({ sealing }, tables, { id: randomUUID(), about: 'x', mail });
      return { ok: false as const, problem: 'no' };
    });
    assert.ok(!done.ok);
    await turn();
    assert.equal(sink.received.length, 0);
  });

  it('tries again after a minute where the server wants to wait, then after two', async () => {
    sink.whims.recipients.push(refusal(450, '4.2.0 <ada@example.org> greylisted'));
    sink.whims.messages.push(refusal(451, '4.3.0 come back later'));
    const id = await add('grey');
    await turnPutsOff(id, 1);
    assert.equal((await row(id)).problem, 'the mail server answered 450 4.2.0 to RCPT TO');
    await dueIn('1 hour');
    await turn();
    assert.equal(attempts.length, 1, 'not before its time');
    await makeDue();
    await turnPutsOff(id, 2);
    await makeDue();
    await turn();
    assert.equal((await row(id)).state, 'sent');
    assert.deepEqual(
      sink.received.map(({ headers }) => headers.get('message-id')),
      [`<${id}@example.org>`],
    );
    assert.equal(attempts.length, 3);
    assert.ok(!JSON.stringify(attempts).includes('ada'));
  });

  it('gives up a recipient who is refused for good, and goes on with the next', async () => {
    sink.whims.recipients.push(refusal(550, '5.1.1 <nobody@example.org> unknown'));
    const id = await add('nobody there', { to: 'nobody@example.org' });
    const other = await add('somebody');
    await turn();
    const problem = 'the mail server answered 550 5.1.1 to RCPT TO';
    assert.deepEqual(await row(id), { content: null, problem, state: 'over', next: null });
    assert.equal((await row(other)).state, 'sent');
  });

  it('does not send what is too late, and takes its content away', async () => {
    const id = await add('late', { minutes: 10 });
    const { db } = database.store();
    await sql`update outbox_message set expires_at = now() - interval '1 second' where id = ${id}`.execute(
      db,
    );
    await turn();
    assert.deepEqual(await row(id), { content: null, problem: 'too late', state: 'over', next: null });
    // An attempt that fails is not put off to a time when it would be too late.
    sink.whims.recipients.push(refusal(450, 'later'));
    const short = await add('short', { minutes: 0.5 });
    await turn();
    assert.deepEqual([(await row(short)).content, (await row(short)).state], [null, 'over']);
    assert.equal(sink.received.length, 0);
  });

  it('puts a newer message in the place of one about the same that waits', async () => {
    const older = await add('the same');
    const newer = await add('the same');
    await turn();
    assert.deepEqual([(await row(older)).content, (await row(older)).problem], [null, 'withdrawn']);
    assert.deepEqual(
      sink.received.map(({ headers }) => headers.get('message-id')),
      [`<${newer}@example.org>`],
    );
  });

  it('keeps what it sends sealed, and gives up what another key has sealed', async () => {
    const id = await add('a secret');
    const { content } = await row(id);
    assert.ok(
      content !== null &&
        !content.includes('@') &&
        !content.includes(' ') &&
        sealing.unseal(content, `mail ${id}`)?.includes(TEXT),
    );
    await turn(undefined, openSealing(newToken()));
    assert.deepEqual(await row(id), {
      content: null,
      problem: 'it was sealed with another key',
      state: 'over',
      next: null,
    });
    assert.equal(sink.received.length, 0);
  });

  it('sends to nobody what is addressed to nobody', async () => {
    const id = await add('nothing', { to: NOBODY });
    await turn();
    assert.deepEqual([(await row(id)).state, sink.received.length, attempts.length], ['sent', 0, 0]);
  });

  it('gives a server up that falls silent, and one that is not there', async () => {
    sink.whims.messages.push('hang');
    const id = await add('silence');
    const began = performance.now();
    await turn(openSmtp(sink.settings, { connecting: 5_000, silent: 10_000, whole: 300 }));
    assert.ok(performance.now() - began < 5_000);
    assert.equal((await row(id)).problem, 'the mail server took too long');
    assert.equal((await row(id)).state, 'waits');
    await makeDue();
    const server = { host: '127.0.0.1', port: 1, secure: false };
    await turn(openSmtp({ ...sink.settings, server }));
    assert.equal((await row(id)).problem, 'the mail server cannot be reached');
  });

  it('G3: after a crash between the server’s yes and the mark it sends again, under the same name', async () => {
    const id = await add('crash');
    const smtp = openSmtp(sink.settings);
    const crashing: SendMail = async (message, signal) => {
      await smtp(message, signal);
      throw new Error('killed');
    };
    await assert.rejects(turn(crashing), /killed/);
    await turn();
    assert.equal(sink.received.length, 1, 'others leave it alone as long as it may be under way');
    await makeDue();
    await turn();
    const names = sink.received.map(({ headers }) => headers.get('message-id'));
    assert.deepEqual(names, [`<${id}@example.org>`, `<${id}@example.org>`]);
    assert.equal((await row(id)).state, 'sent');
  });

  it('F11: several workers send each message once', async () => {
    const ids = [];
    for (let index = 0; index < 12; index += 1) ids.push(await add(`thing ${index}`));
    await Promise.all([turn(), turn(), turn()]);
    const names = sink.received.map(({ headers }) => headers.get('message-id'));
    assert.equal(names.length, ids.length);
    assert.deepEqual(new Set(names), new Set(ids.map((id) => `<${id}@example.org>`)));
  });

  it('is sent at once when the worker is woken, and not after it was stopped', async () => {
    const failures: unknown[] = [];
    const told = { attempted: () => undefined, failed: (error: unknown) => failures.push(error) };
    const mailing = startMailing({ store, sealing }, openSmtp(sink.settings), told, {
      look: 3_600_000,
      end: 100,
    });
    await add('first');
    mailing.wake();
    await sink.wait(1);
    await Promise.all([add('second'), add('third')]);
    mailing.wake();
    mailing.wake();
    await sink.wait(3);
    sink.whims.messages.push('hang');
    await add('hanging');
    mailing.wake();
    const began = performance.now();
    await mailing.stop();
    assert.ok(performance.now() - began < 10_000);
    await add('afterwards');
    mailing.wake();
    await mailing.stop();
    assert.deepEqual([sink.received.length, failures], [3, []]);
  });
});
