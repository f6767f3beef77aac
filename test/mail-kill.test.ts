/** The server killed while a message is between the mail server and us: case G3 as it happens. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { openSmtp } from '#mail/smtp.ts';
import { keyIn } from '#secrets/key-file.ts';
import { openSealing } from '#secrets/sealing.ts';
import { makeStore } from '#store/store.ts';
import { sendMails } from '#usecases/mail/send-mails.ts';
import { ADA, ORGANISATION } from './account-people.ts';
import { emptyFolder, opened } from './databases.ts';
import { openMailSink } from './mail-sink.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const sink = await openMailSink();
const made = await emptyFolder();
assert.ok(made.config.kind === 'embedded');
const { config } = made;
after(async () => {
  await sink.close();
  await made.remove();
});

it('G3: a message that the mail server took before the kill comes once more, under the same name', async () => {
  const env = { ...process.env, ...sink.env, PORT: '0', SECOND_ROUND_DATA: config.folder, DATABASE_URL: '' };
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
  const post = async (path: string, body: object): Promise<void> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    assert.equal(answer.status, 200, await answer.text());
  };
  await post('/api/set-up', { ...ADA, token, organisation: ORGANISATION });
  sink.whims.messages.push('taken');
  await post('/api/links', { email: ADA.email, purpose: 'sign-in' });
  await sink.wait(1);
  child.kill('SIGKILL');
  await ended;

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
  assert.deepEqual(attempts, [{ message: waits?.id, attempts: 2 }]);
  const [first, second, ...more] = sink.received.map(({ headers }) => headers.get('message-id'));
  assert.deepEqual([second, more], [first, []]);
  assert.equal(sink.received[0]?.text, sink.received[1]?.text);
});
