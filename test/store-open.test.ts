import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { ok } from '#domain/result.ts';
import { openStore, type OpenStore } from '#store/database/open.ts';
import { storeProblemText, type StoreProblem } from '#store/database/problem.ts';
import { inTransaction } from '#store/database/transaction.ts';
import { startUpkeep } from '#store/database/upkeep.ts';
import { emptyFolder } from './databases.ts';
import { killCycles, WRITER } from './kill.ts';

const base = mkdtempSync(join(tmpdir(), 'sr-open-'));
const stores: OpenStore[] = [];
after(async () => {
  await Promise.all(stores.map((store) => store.close()));
  rmSync(base, { recursive: true, force: true });
});

/** The store of a folder; closed at the end where the test does not. */
async function open(folder: string, report?: (line: string) => void): Promise<OpenStore> {
  const store = await openStore({ kind: 'embedded', folder }, report);
  assert.ok(store.ok, JSON.stringify(store));
  stores.push(store.value);
  return store.value;
}

/** A folder with an empty database in it. */
async function dataFolder(): Promise<string> {
  const { config } = await emptyFolder(base);
  assert.ok(config.kind === 'embedded');
  return config.folder;
}

async function refusalOf(folder: string): Promise<StoreProblem> {
  const store = await openStore({ kind: 'embedded', folder });
  if (store.ok) await store.value.close();
  return store.ok ? assert.fail('the folder was opened') : store.problem;
}

describe('the embedded database', () => {
  it('is created in a folder whose name has spaces and letters of all kinds, and keeps what was written', async () => {
    const folder = join(base, 'zweite Ründe 第二轮', 'data');
    const store = await open(folder);
    assert.match(store.version, /^18\./u);
    await sql`create table note (words text)`.execute(store.db);
    await sql`insert into note values ('日程')`.execute(store.db);
    await store.close();
    assert.deepEqual(readdirSync(folder).toSorted(), ['database', 'owner.lock', 'owner.txt']);

    const again = await open(folder);
    assert.deepEqual((await sql`select words from note`.execute(again.db)).rows, [{ words: '日程' }]);
    await again.close();
  });

  it('can be entered by its user only', async () => {
    const folder = await dataFolder();
    const store = await open(folder);
    assert.equal(statSync(join(folder, 'socket')).mode & 0o777, 0o700);
    assert.equal(statSync(join(folder, 'database')).mode & 0o077, 0);
    await store.close();
  });

  it('works where the path is too long for a socket', async () => {
    const folder = join(base, 'long'.repeat(40));
    renameSync(await dataFolder(), folder);
    const store = await open(folder);
    assert.deepEqual((await sql`select 1 as one`.execute(store.db)).rows, [{ one: 1 }]);
    assert.equal(existsSync(join(folder, 'socket')), false);
    await store.close();
  });

  it('removes a socket that a killed program left', async () => {
    const folder = await dataFolder();
    mkdirSync(join(folder, 'socket'));
    writeFileSync(join(folder, 'socket', '.s.PGSQL.5432'), '');
    await (await open(folder)).close();
  });

  it('creates anew when the first creation was cut off', async () => {
    const folder = join(base, 'cut-off');
    mkdirSync(join(folder, 'database.unfinished', 'base'), { recursive: true });
    writeFileSync(join(folder, 'database.unfinished', 'PG_VERSION'), '18\n');
    await (await open(folder)).close();
    assert.equal(existsSync(join(folder, 'database.unfinished')), false);
  });

  it('does its upkeep by itself, and tells when that fails instead of ending', async () => {
    const store = await open(await dataFolder());
    const place = async (): Promise<unknown> =>
      (await sql`select checkpoint_lsn::text as at from pg_control_checkpoint()`.execute(store.db)).rows;
    await sql`create table kept (n integer)`.execute(store.db);
    const before = await place();
    const told: string[] = [];
    const stop = startUpkeep(store, (line) => told.push(line), { checkpoint: 100, vacuum: 300 });
    while (isDeepStrictEqual(await place(), before)) await sleep(20);
    assert.deepEqual(told, []);
    await store.close();
    while (told.length < 2) await sleep(20);
    assert.match(told[0] ?? '', /upkeep of the embedded database failed and is tried again later: /);
    stop();
  });
});

describe('the owner of a data folder', () => {
  it('F12: is named to a second opener, in this process and in another', async () => {
    const folder = await dataFolder();
    const store = await open(folder);
    const expected = new RegExp(`in use by process ${process.pid} on .+ since 20\\d\\d-`, 'u');
    assert.match(storeProblemText(await refusalOf(folder)), expected);
    const second = spawnSync(process.execPath, [WRITER, folder], { encoding: 'utf8' });
    assert.equal(second.status, 3);
    assert.match(second.stdout, /^folder-taken: /u);
    assert.match(second.stdout, expected);

    assert.deepEqual((await sql`select 1 as one`.execute(store.db)).rows, [{ one: 1 }]);
    await store.close();
    await (await open(folder)).close();
  });

  it('is one of several who come at the same time', async () => {
    const folder = await dataFolder();
    const writers = Array.from({ length: 4 }, () => spawn(process.execPath, [WRITER, folder]));
    const told = await Promise.all(
      writers.map(async ({ stdout }) => {
        for await (const chunk of stdout) return String(chunk).split(/[:\n]/u)[0];
        return '';
      }),
    );
    for (const writer of writers) writer.kill('SIGKILL');
    assert.deepEqual(
      told.toSorted((a = '', b = '') => a.localeCompare(b)),
      ['folder-taken', 'folder-taken', 'folder-taken', 'ready'],
    );
  });
});

describe('the embedded database and the disk', () => {
  it('loses no acknowledged row when it is killed again and again, and its lock is never stale', async (t) => {
    const { acknowledged, lost, slowestStart } = await killCycles(await dataFolder(), 10);
    t.diagnostic(`${acknowledged} acknowledged, slowest start ${slowestStart.toFixed(0)} ms`);
    assert.deepEqual(lost, []);
    assert.ok(acknowledged > 20, `only ${acknowledged} rows were acknowledged`);
    assert.ok(slowestStart < 10_000);
  });

  const skip = existsSync('/proc/self/fd') ? false : 'the paths of open files are read from /proc';
  it('brings the log to the disk at each commit', { skip }, async () => {
    const folder = await dataFolder();
    const fsyncsFor = (rows: number): number => {
      const log = join(base, `fsyncs-${rows}`);
      const preload = new URL('./programs/log-fsyncs.ts', import.meta.url).href;
      const env = { ...process.env, FSYNC_LOG: log };
      execFileSync(process.execPath, ['--import', preload, WRITER, folder, String(rows), String(rows)], {
        env,
      });
      return readFileSync(log, 'utf8')
        .split('\n')
        .filter((path) => path.includes('/pg_wal/')).length;
    };
    fsyncsFor(1);
    const few = fsyncsFor(10);
    const many = fsyncsFor(110);
    assert.ok(many - few >= 100, `100 more commits made ${many - few} more fsyncs`);
  });

  it('brings every file of a new database to the disk', { skip }, () => {
    const folder = join(base, 'new');
    const log = join(base, 'fsyncs-new');
    const preload = new URL('./programs/log-fsyncs.ts', import.meta.url).href;
    const env = { ...process.env, FSYNC_LOG: log };
    execFileSync(process.execPath, ['--import', preload, WRITER, folder, '0', '1'], { env });
    const synced = new Set(readFileSync(log, 'utf8').split('\n'));
    const unfinished = join(folder, 'database.unfinished');
    for (const path of ['', 'PG_VERSION', 'global/pg_control', 'base/1/PG_VERSION', 'base', 'pg_hba.conf']) {
      assert.ok(
        synced.has(join(unfinished, path).replace(/\/$/u, '')),
        `${path} was not brought to the disk`,
      );
    }
    assert.ok(synced.has(folder), 'the new name was not brought to the disk');
  });

  it('comes back by itself after PostgreSQL stopped, with everything acknowledged', async () => {
    const folder = await dataFolder();
    const reports: string[] = [];
    const { db } = await open(folder, (line) => reports.push(line));
    await sql`create table note (n integer)`.execute(db);
    await sql`insert into note values (1)`.execute(db);

    // Without its log folder PostgreSQL cannot go on to the next file of the log, and panics.
    const [log, away] = [join(folder, 'database', 'pg_wal'), join(folder, 'away')];
    renameSync(log, away);
    const stopped = await inTransaction(db, async (tx) => {
      await sql`insert into note values (2)`.execute(tx);
      await sql`select pg_switch_wal()`.execute(tx);
      return ok(null);
    });
    assert.ok(!stopped.ok && stopped.problem.code === 'unavailable', JSON.stringify(stopped));
    renameSync(away, log);

    const notes = async (): Promise<unknown> => {
      const read = await inTransaction(db, async (tx) =>
        ok((await sql`select n from note`.execute(tx)).rows),
      );
      return read.ok ? read.value : undefined;
    };
    let found = await notes();
    for (let tries = 0; found === undefined && tries < 100; tries += 1) {
      await sleep(100);
      found = await notes();
    }
    assert.deepEqual(found, [{ n: 1 }]);
    assert.ok(reports.includes('The embedded database runs again.'), reports.join('\n'));
  });
});

describe('a data folder that cannot be opened', () => {
  it('is refused in words when it cannot be written', async () => {
    const isRoot = process.getuid?.() === 0;
    const folder = isRoot ? '/proc/second-round' : join(base, 'read-only', 'data');
    if (!isRoot) {
      mkdirSync(join(base, 'read-only'));
      chmodSync(join(base, 'read-only'), 0o500);
    }
    const problem = await refusalOf(folder);
    assert.equal(problem.code, 'folder-not-writable');
    assert.match(storeProblemText(problem), /cannot be written \(.+\)\. Give this user the right/u);
  });

  it('is refused in words when a file is in the way', async () => {
    writeFileSync(join(base, 'file'), '');
    assert.equal((await refusalOf(join(base, 'file', 'data'))).code, 'folder-not-writable');
  });

  for (const [version, code] of [
    ['19', 'data-newer'],
    ['17', 'data-older'],
    ['nonsense', 'data-damaged'],
  ] as const) {
    it(`is refused as ${code} when its version is ${version}, and left as it is`, async () => {
      const folder = await dataFolder();
      writeFileSync(join(folder, 'database', 'PG_VERSION'), `${version}\n`);
      assert.equal((await refusalOf(folder)).code, code);
      assert.equal(readFileSync(join(folder, 'database', 'PG_VERSION'), 'utf8'), `${version}\n`);
    });
  }

  for (const file of ['PG_VERSION', 'global/pg_control', 'pg_wal']) {
    it(`is refused as damaged without ${file}, and its lock is free again`, async () => {
      const folder = await dataFolder();
      rmSync(join(folder, 'database', file), { recursive: true });
      for (const problem of [await refusalOf(folder), await refusalOf(folder)]) {
        assert.equal(problem.code, 'data-damaged');
        assert.match(storeProblemText(problem), /Restore a backup.*The database said: .+/u);
      }
    });
  }

  it('is refused as damaged when its control file is cut short', async () => {
    const folder = await dataFolder();
    truncateSync(join(folder, 'database', 'global', 'pg_control'), 100);
    assert.equal((await refusalOf(folder)).code, 'data-damaged');
  });
});
