/** The server killed while a message is between the mail server and us: case G3 as it happens. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, it } from 'node:test';
import type { LoopView } from '#contract/loop.ts';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { openSmtp } from '#mail/smtp.ts';
import { keyIn } from '#secrets/key-file.ts';
import { openSealing } from '#secrets/sealing.ts';
import { makeStore } from '#store/store.ts';
import { sendMails } from '#usecases/mail/send-mails.ts';
import { ADA, ORGANISATION } from './account-people.ts';
import { invitedBy } from './answering.ts';
import { emptyFolder, opened, type Made } from './databases.ts';
import { openMailSink } from './mail-sink.ts';
import { bookingAt, smallOrganisation } from './small-organisation.ts';
import { withAddresses } from './told-world.ts';
import { askAt, type TestServer } from './web-server.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const sink = await openMailSink();
after(() => sink.close());

type Serving = {
  readonly ask: TestServer['ask'];
  readonly token: string;
  readonly kill: () => Promise<void>;
};

/** The real program on a folder in which nobody has an account yet; `token` makes the first. */
async function serving(folder: string): Promise<Serving> {
  const env = { ...process.env, ...sink.env, PORT: '0', SECOND_ROUND_DATA: folder, DATABASE_URL: '' };
  const child = spawn(process.execPath, ['src/main.ts', 'serve'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit');
  let told = '';
  const [url, token] = await new Promise<readonly [string, string]>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      told += text;
      const [, address, secret] = /(http:\/\/[^\s/]+:\d+)\/set-up#([\w-]{43})\s/.exec(told) ?? [];
      if (address !== undefined && secret !== undefined) resolve([address, secret]);
    });
    void ended.then(() => reject(new Error(told)));
  });
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  return { ask: askAt(url), token, kill };
}

async function freshFolder(): Promise<Made & { readonly config: { readonly kind: 'embedded' } }> {
  const { config, remove } = await emptyFolder();
  assert.ok(config.kind === 'embedded');
  return { config, remove };
}

it('G3: a message that the mail server took before the kill comes once more, under the same name', async () => {
  const { config, remove } = await freshFolder();
  const { ask, token, kill } = await serving(config.folder);
  (await ask('POST', '/api/set-up', { body: { ...ADA, token, organisation: ORGANISATION } })).json();
  sink.whims.messages.push('taken');
  assert.ok(
    (await ask('POST', '/api/links', { body: { email: ADA.email, purpose: 'sign-in' } })).status < 300,
  );
  await sink.wait(1);
  await kill();

  const { db, close } = await opened(config);
  const [waits] = await db.selectFrom('outbox_message').select(['id', 'attempts', 'sent_at']).execute();
  assert.deepEqual([waits?.attempts, waits?.sent_at], [1, null]);
  await sql`update outbox_message set next_at = now()`.execute(db);
  const key = keyIn(config.folder);
  assert.ok(key.ok);
  const attempts: unknown[] = [];
  await sendMails(
    { store: makeStore(db), sealing: openSealing(key.value) },
    {
      send: openSmtp(sink.settings),
      random: () => 0.5,
      enough: () => false,
      signal: new AbortController().signal,
      attempted: (attempt) => attempts.push(attempt),
    },
  );
  await close();
  await remove();
  assert.deepEqual(attempts, [{ message: waits?.id, attempts: 2 }]);
  const [first, second, ...more] = sink.received.map(({ headers }) => headers.get('message-id'));
  assert.deepEqual([second, more], [first, []]);
  assert.equal(sink.received[0]?.text, sink.received[1]?.text);
});

it('G3: of a loop each invitation arrives, however often the server is killed on the way, under the same names', async () => {
  sink.received.length = 0;
  const { config, remove } = await freshFolder();
  const first = await serving(config.folder);
  const told = await withAddresses(first, await smallOrganisation(first), 1);
  const { bestOf, confirm, only } = bookingAt(() => first);
  sink.whims.messages.push('taken');
  (await confirm(told, only(told), await bestOf(told, only(told)), 'once')).json<LoopView>();
  await sink.wait(1);
  await first.kill();

  const due = async (): Promise<readonly string[]> => {
    const { db, close } = await opened(config);
    await sql`update outbox_message set next_at = now() where next_at is not null`.execute(db);
    const rows = await db.selectFrom('outbox_message').select('id').where('sent_at', 'is', null).execute();
    await close();
    return rows.map(({ id }) => id);
  };
  // One was taken and never marked, and nothing of the rest has been tried.
  const all = await due();
  assert.ok(all.length > 3);
  sink.whims.messages.push(undefined, 'taken');
  const second = await serving(config.folder);
  await sink.wait(3);
  await second.kill();
  const left = await due();
  assert.equal(left.length, all.length - 1);
  const third = await serving(config.folder);
  await sink.wait(3 + left.length);
  await third.kill();

  const names = sink.received.map(({ headers }) => headers.get('message-id') ?? '');
  const times = [...Map.groupBy(names, (name) => name).values()].map(({ length }) => length);
  assert.equal(times.length, all.length, 'each under one name');
  assert.deepEqual(
    times.filter((many) => many > 1),
    [2, 2],
  );
  // A calendar program shows one event: the same UID and SEQUENCE, to the same person.
  for (const copies of Map.groupBy(sink.received.map(invitedBy), ({ messageId }) => messageId).values()) {
    for (const copy of copies) assert.deepEqual(copy, copies[0]);
  }
  const people = ['Ada', 'Bob', 'Lee'].filter((name) =>
    sink.received.some(({ to }) => to.includes(told.addressOf(name))),
  );
  assert.deepEqual(people, ['Ada', 'Bob', 'Lee']);
  await remove();
});
