/** Answers that lie in a mailbox: read from a real IMAP server, once, and marked only when they have been taken in. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { refuse, type Result } from '#domain/result.ts';
import { openMailbox } from '#mail/mailbox.ts';
import { mailboxSettings, type MailboxSettings } from '#mail/settings.ts';
import type { Unserved } from '#store/database/transaction.ts';
import type { Received } from '#usecases/mail/receive-mail.ts';
import { openReceiving, type Receiving } from '../src/jobs/receiving.ts';
import { startReceivingMail } from '../src/jobs/receiving-mail.ts';
import { invitedBy, replyTo, wordsTo } from './answering.ts';
import { forEachDatabase } from './databases.ts';
import { startImapServer, whyNoImapServer, type ImapServer } from './imap-server.ts';
import { toldWorld } from './told-world.ts';

const absent = whyNoImapServer();
const skip = absent !== undefined && process.env['CI'] === undefined && absent;
const PATIENCE = 30_000;

describe('a mailbox', { skip }, () => {
  let server: ImapServer;
  before(async () => {
    if (absent !== undefined) assert.fail(absent);
    server = await startImapServer();
  });
  after(() => server.stop());

  const settingsOf = (url: string): MailboxSettings => {
    const read = mailboxSettings(url);
    assert.ok(read.ok && read.value);
    return read.value;
  };
  const until = async (what: () => Promise<boolean> | boolean): Promise<void> => {
    for (const end = performance.now() + PATIENCE; !(await what()); await sleep(20)) {
      assert.ok(performance.now() < end, 'it did not come to that');
    }
  };
  type Take = (bytes: Uint8Array) => Promise<Result<Received, Unserved>>;
  const words: Take = () => Promise.resolve({ ok: true, value: 'words' });
  const QUICK = { again: 10, failed: 50, tries: 3 };
  const reading = (
    user: string,
    receive: Take,
    setAside: Take = words,
  ): { readonly stop: () => Promise<void>; readonly failures: unknown[]; readonly received: string[] } => {
    const [failures, received]: [unknown[], string[]] = [[], []];
    const mailbox = openMailbox(settingsOf(server.url(user)), {
      connecting: 10_000,
      silent: 20_000,
      idle: 300,
    });
    const told = {
      failed: (error: unknown) => failures.push(error),
      received: (what: string) => received.push(what),
    };
    const { stop } = startReceivingMail({ receive, setAside }, mailbox, told, QUICK);
    return { stop, failures, received };
  };

  it('hands over what has not been read, also what comes later, and marks it', async () => {
    const texts: string[] = [];
    await server.deliver('one', wordsTo('interviews@example.org', 'first'));
    const { stop, failures } = reading('one', async (bytes) => {
      texts.push(/\r\n\r\n(.*)$/s.exec(Buffer.from(bytes).toString())?.[1] ?? '');
      return words(bytes);
    });
    await until(() => texts.length === 1);
    await server.deliver('one', wordsTo('interviews@example.org', 'second'));
    await until(async () => texts.length === 2 && (await server.unseen('one')) === 0);
    await stop();
    assert.deepEqual([texts, failures], [['first', 'second'], []]);
  });

  it('leaves what could not be taken in, and takes it when that goes again', async () => {
    let away = true;
    await server.deliver('two', wordsTo('interviews@example.org', 'hello'));
    const { stop, received } = reading('two', async (bytes) =>
      away ? refuse({ code: 'unavailable', cause: 'away' }) : words(bytes),
    );
    await sleep(400);
    assert.deepEqual([await server.unseen('two'), received], [1, []]);
    away = false;
    await until(() => received.length === 1);
    await until(async () => (await server.unseen('two')) === 0);
    await stop();
  });

  it('G10: sets aside what fails again and again, and the others go on', async () => {
    const aside: string[] = [];
    const poison = wordsTo('interviews@example.org', 'poison');
    for (const mail of [poison, wordsTo('interviews@example.org', 'good')])
      await server.deliver('three', mail);
    const { stop, failures, received } = reading(
      'three',
      async (bytes) => {
        if (Buffer.from(bytes).includes('poison')) throw new Error('a bug');
        return words(bytes);
      },
      async (bytes) => {
        aside.push(Buffer.from(bytes).toString());
        return words(bytes);
      },
    );
    await until(async () => aside.length === 1 && (await server.unseen('three')) === 0);
    await stop();
    assert.deepEqual([failures.length, received], [QUICK.tries, ['words']]);
    assert.match(aside[0] ?? '', /poison$/);
  });

  it('says why it cannot be read, without the password and without whose it is', async () => {
    const bad = settingsOf(server.url('four'));
    const cases: readonly [settings: MailboxSettings, reason: RegExp][] = [
      [{ ...bad, login: { user: 'four', password: 'wrong-one' } }, /does not take the user and the password/],
      [{ ...bad, folder: 'Nowhere' }, /folder of IMAP_URL is not there/],
      [{ ...bad, port: 1 }, /cannot be read just now \(ECONNREFUSED\)/],
      [{ ...bad, host: '127.0.0.2' }, /cannot be read just now/],
    ];
    for (const [settings, reason] of cases) {
      const read = await openMailbox(settings, { connecting: 3_000, silent: 3_000, idle: 10 }).read(
        () => Promise.resolve('taken'),
        new AbortController().signal,
      );
      assert.ok(!read.ok);
      assert.match(read.problem, reason);
      assert.doesNotMatch(read.problem, /wrong-one|four/);
    }
  });

  it('stops at once, also while it waits', async () => {
    const mailbox = openMailbox(settingsOf(server.url('five')));
    const ending = new AbortController();
    const read = mailbox.read(() => Promise.resolve('taken'), ending.signal);
    await sleep(500);
    ending.abort();
    assert.deepEqual(await read, { ok: true, value: null });
  });

  forEachDatabase('answers from a mailbox', (database) => {
    const world = toldWorld(database);
    const open: Receiving[] = [];
    after(() => Promise.all(open.map((one) => one.close())));

    it('two processes read one mailbox, and each answer counts once', async () => {
      const told = await world.organisation();
      const loop = await world.confirmed(told);
      const [mail] = await world.sink().wait(1, told.addressOf('Lee'));
      assert.ok(mail);
      const lee = invitedBy(mail);
      const user = `six-${database.kind}`;
      const processes = [1, 2].map(() => {
        const receiving = openReceiving(database.store());
        open.push(receiving);
        return reading(user, receiving.receive, receiving.setAside);
      });
      for (const response of ['TENTATIVE', 'ACCEPTED']) {
        const stamp = response === 'ACCEPTED' ? '20260701T110000Z' : '20260701T100000Z';
        await server.deliver(user, replyTo(lee, { response, stamp }));
      }
      await until(
        () => processes.flatMap(({ received }) => received).filter((what) => what === 'answer').length === 2,
      );
      await until(async () => (await server.unseen(user)) === 0);
      for (const { stop, failures } of processes) {
        await stop();
        assert.deepEqual(failures, []);
      }
      const { db } = database.store();
      const rows = await db
        .selectFrom('incoming_mail as m')
        .innerJoin('session_invitation as i', 'i.id', 'm.invitation_id')
        .select(['m.kind', 'i.response'])
        .where('i.loop_id', '=', loop.id)
        .execute();
      assert.deepEqual(rows, [
        { kind: 'answer', response: 'accepted' },
        { kind: 'answer', response: 'accepted' },
      ]);
    });
  });
});
