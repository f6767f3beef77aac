/** `second-round audit verify` as a process: what it says, how it ends, and what it can see only with an earlier head. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sql, type RawBuilder } from 'kysely';
import type { Organisation } from '#contract/organisation.ts';
import { migrate } from '#store/database/migrate.ts';
import { emptyFolder, opened, type Made } from './databases.ts';
import { testServer } from './web-server.ts';

const PROGRAM = fileURLToPath(new URL('../bin/second-round.mjs', import.meta.url));
const PATIENCE = 120_000;

let made: Made;
let own: string;
let other: string;
before(async () => {
  made = await emptyFolder();
  const store = await opened(made.config);
  assert.ok((await migrate(store.db)).ok);
  const { ask, services } = testServer(store);
  const start = async (name: string): Promise<string> =>
    (await ask('POST', '/api/organisations', { body: { name, timeZone: 'UTC' } })).json<Organisation>().id;
  own = await start('Harbour Labs');
  other = await start('Lindgren');
  const room = { name: 'Lathe', features: [] };
  for (let count = 0; count < 3; count += 1) await ask('POST', `/api/o/${own}/rooms`, { body: room });
  await services.close();
  await store.close();
});
after(() => made.remove());

function verify(...args: readonly string[]): {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
} {
  assert.ok(made.config.kind === 'embedded');
  return spawnSync(process.execPath, [PROGRAM, 'audit', 'verify', ...args], {
    encoding: 'utf8',
    timeout: PATIENCE,
    env: { PATH: process.env['PATH'], SECOND_ROUND_DATA: made.config.folder },
  });
}

/** What somebody does who owns the database and means it. */
async function tamper(statement: RawBuilder<unknown>): Promise<void> {
  const { db, close } = await opened(made.config);
  await sql`alter table audit_entry disable trigger audit_entry_stays`.execute(db);
  await statement.execute(db);
  await sql`alter table audit_entry enable trigger audit_entry_stays`.execute(db);
  await close();
}

it('prints the head of each organisation, and finds each later on, until the last entries are cut off', async () => {
  const whole = verify();
  assert.equal(whole.status, 0, whole.stderr);
  const lines = whole.stdout.trim().split('\n');
  assert.equal(lines.length, 2);
  const [line = ''] = lines.filter((one) => one.startsWith(own));
  assert.match(line, /^\S+ \(Harbour Labs\): whole, 4 entries, head [0-9a-f]{64}$/);
  const head = line.slice(-64);
  const again = verify('--organisation', own, '--head', head);
  assert.deepEqual([again.status, again.stdout], [0, `${line}\n`]);

  await tamper(sql`delete from audit_entry where organisation_id = ${own} and number = 4`);
  const unaware = verify('--organisation', own);
  assert.equal(unaware.status, 0, 'a chain that was cut off is whole by itself');
  assert.match(unaware.stdout, /: whole, 3 entries, head /);
  const aware = verify('--head', head);
  assert.equal(aware.status, 1);
  assert.match(aware.stdout, new RegExp(`No entry has the head ${head}: .+ were removed`));
});

it('names the first entry that does not agree, and still tells of the other organisations', async () => {
  await tamper(
    sql`update audit_entry set action = 'room-removed' where organisation_id = ${own} and number = 2`,
  );
  const { status, stdout } = verify();
  assert.equal(status, 1);
  assert.match(
    stdout,
    new RegExp(`^${own} \\(Harbour Labs\\): entry 2 was altered: .+whole up to entry 1, `, 'm'),
  );
  assert.match(stdout, new RegExp(`^${other} \\(Lindgren\\): whole, 1 entry, head `, 'm'));
  assert.equal(verify('--organisation', other).status, 0);
});

it('ends with 2 where it cannot read: somebody else has the database, or there is no such organisation', async () => {
  const none = verify('--organisation', '00000000-0000-7000-8000-000000000000');
  assert.deepEqual([none.status, none.stdout], [2, '']);
  assert.match(none.stderr, /There is no organisation 00000000-/);
  const store = await opened(made.config);
  const taken = verify();
  await store.close();
  assert.equal(taken.status, 2);
  assert.match(taken.stderr, /The data folder .+ is in use by/);
});

it('refuses what is no id and no hash', () => {
  const id = verify('--organisation', 'Harbour Labs');
  assert.deepEqual([id.status, id.stdout], [2, '']);
  assert.match(id.stderr, /^--organisation: found "Harbour Labs", expected the id of an organisation/);
  const head = verify('--head', 'abc');
  assert.equal(head.status, 2);
  assert.match(head.stderr, /^--head: found "abc", expected a hash of 64 hexadecimal digits/);
});
