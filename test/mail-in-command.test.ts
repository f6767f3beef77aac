/** `second-round mail in` as a mail server calls it: a mail on standard input, and an exit status that it understands. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { StoreConfig } from '#store/database/open.ts';
import { wordsTo } from './answering.ts';
import { forEachDatabase } from './databases.ts';

const PROGRAM = fileURLToPath(new URL('../bin/second-round.mjs', import.meta.url));
const PATIENCE = 120_000;

function mailIn(
  env: Readonly<Record<string, string>>,
  input: Uint8Array,
): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  return spawnSync(process.execPath, [PROGRAM, 'mail', 'in'], {
    encoding: 'utf8',
    timeout: PATIENCE,
    input,
    env: { PATH: process.env['PATH'], ...env },
  });
}

const placeOf = (config: StoreConfig): Readonly<Record<string, string>> =>
  config.kind === 'server' ? { DATABASE_URL: config.url } : { SECOND_ROUND_DATA: config.folder };

forEachDatabase('the command that takes mail in', (database) => {
  const words = wordsTo('interviews@example.org', 'I am ill.');
  if (database.kind === 'embedded') {
    it('asks the mail server to try again while another process has the database', () => {
      const { status, stdout, stderr } = mailIn(placeOf(database.config()), words);
      assert.deepEqual([status, stdout], [75, '']);
      assert.match(stderr, /is in use by/);
    });
    return;
  }

  it('takes in a mail once, however often it comes, and a long one too', async () => {
    const env = placeOf(database.config());
    for (const mail of [words, words, wordsTo('interviews@example.org', 'x'.repeat(3_000_000))]) {
      const { status, stdout, stderr } = mailIn(env, mail);
      assert.deepEqual([status, stdout, stderr], [0, '', '']);
    }
    const rows = await database
      .store()
      .db.selectFrom('incoming_mail')
      .select(['kind', 'words'])
      .orderBy('id')
      .execute();
    assert.deepEqual(
      rows.map(({ kind, words: kept }) => [kind, kept?.slice(0, 9)]),
      [
        ['words', 'I am ill.'],
        ['words', 'xxxxxxxxx'],
      ],
    );
  });

  it('lists what nobody can place, in one line each', () => {
    const env = { PATH: process.env['PATH'], ...placeOf(database.config()) };
    const listed = spawnSync(process.execPath, [PROGRAM, 'mail', 'unplaced'], {
      encoding: 'utf8',
      timeout: PATIENCE,
      env,
    });
    assert.equal(listed.status, 1);
    const lines = listed.stdout.trim().split('\n');
    assert.equal(lines.length, 3);
    assert.match(lines[1] ?? '', / \| words \| .*I am ill\./);
    assert.equal(lines[2], '2 mails of which nobody can say whose it is');
  });

  it('asks the mail server to try again where the database is away or a setting is wrong', () => {
    for (const env of [
      { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' },
      { ...placeOf(database.config()), IMAP_URL: 'nonsense' },
    ]) {
      const { status, stdout, stderr } = mailIn(env, words);
      assert.deepEqual([status, stdout], [75, '']);
      assert.notEqual(stderr, '');
    }
  });
});
