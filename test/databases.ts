/**
 * Runs one suite on both databases: the embedded one, and a PostgreSQL server. Without a server the second half
 * is skipped saying so, except in CI (`CI` is set), where it fails.
 *
 *     forEachDatabase('bookings', (database) => {
 *       it('takes a room', async () => { const { db } = database.store(); … });
 *     });
 *
 * Each suite has a fresh database with all migrations (`forEachEmptyDatabase`: with none) and its own store.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { migrate } from '#store/database/migrate.ts';
import { MIGRATIONS, readMigrations } from '#store/database/migration-files.ts';
import { openStore, type OpenStore, type StoreConfig } from '#store/database/open.ts';
import { storeProblemText } from '#store/database/problem.ts';
import { findServerPrograms, startCluster, type Cluster } from './postgres-server.ts';

export type TestDatabase = {
  readonly kind: StoreConfig['kind'];
  /** The open store. To be called inside a test, not while the suite is described. */
  readonly store: () => OpenStore;
  /** How to open the same database once more; the embedded one refuses that while the store is open. */
  readonly config: () => StoreConfig;
};

type Suite = (database: TestDatabase) => void;
export type Made = { readonly config: StoreConfig; readonly remove: () => Promise<void> };

export function forEachDatabase(name: string, suite: Suite): void {
  describeOn(name, suite, { embedded: migratedFolder, server: migratedServerDatabase });
}

export function forEachEmptyDatabase(name: string, suite: Suite): void {
  describeOn(name, suite, { embedded: () => emptyFolder(), server: emptyServerDatabase });
}

type Makers = { readonly [K in StoreConfig['kind']]: () => Promise<Made> };

function describeOn(name: string, suite: Suite, makers: Makers): void {
  describe(`${name}, on the embedded database`, () => withStore('embedded', makers.embedded, suite));

  const onServer = `${name}, on a PostgreSQL server`;
  if (programs.kind === 'found') {
    describe(onServer, () => withStore('server', makers.server, suite));
  } else if (process.env['CI'] === undefined) {
    it(onServer, { skip: programs.reason }, () => undefined);
  } else {
    it(onServer, () => assert.fail(programs.reason));
  }
}

const programs = findServerPrograms();

function withStore(kind: StoreConfig['kind'], make: () => Promise<Made>, suite: Suite): void {
  let made: Made | undefined;
  let store: OpenStore | undefined;
  before(async () => {
    made = await make();
    store = await opened(made.config);
  });
  after(async () => {
    await store?.close();
    await made?.remove();
  });
  suite({
    kind,
    store: () => store ?? assert.fail('The store is open inside tests only.'),
    config: () => made?.config ?? assert.fail('The database exists inside tests only.'),
  });
}

/** Opens the store or fails the test with the problem's sentence. */
export async function opened(config: StoreConfig): Promise<OpenStore> {
  const store = await openStore(config);
  return store.ok ? store.value : assert.fail(storeProblemText(store.problem));
}

async function migrated(config: StoreConfig): Promise<void> {
  const store = await opened(config);
  const result = await migrate(store.db);
  await store.close();
  assert.ok(result.ok, JSON.stringify(result));
}

/** A data folder with an empty database in it, below the given folder. */
export async function emptyFolder(below: string = tmpdir()): Promise<Made> {
  return copyOf(below, await template('empty', async (config) => (await opened(config)).close()));
}

async function migratedFolder(): Promise<Made> {
  return copyOf(tmpdir(), await template('migrated', migrated));
}

function copyOf(below: string, source: string): Made {
  const folder = mkdtempSync(join(below, 'sr-store-'));
  cpSync(join(source, 'database'), join(folder, 'database'), { recursive: true });
  const remove = async (): Promise<void> => rmSync(folder, { recursive: true, force: true });
  return { config: { kind: 'embedded', folder }, remove };
}

/** A data folder made once for these migrations and kept in `.cache`, because making one takes seconds. */
async function template(kind: string, fill: (config: StoreConfig) => Promise<void>): Promise<string> {
  const cache = fileURLToPath(new URL('../.cache/', import.meta.url));
  const folder = join(cache, `database-${kind}-${fingerprint()}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  for (const name of readdirSync(cache)) {
    const stale = name.startsWith(`database-${kind}-`) && !name.includes(fingerprint());
    if (stale) rmSync(join(cache, name), { recursive: true, force: true });
  }
  const unfinished = mkdtempSync(`${folder}-`);
  await fill({ kind: 'embedded', folder: unfinished });
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Another test process was quicker.
    if (!existsSync(folder)) throw error;
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}

/** Changes with the migrations and with the engine, so that a stale template is never used. */
function fingerprint(): string {
  const migrations = readMigrations(MIGRATIONS);
  assert.ok(migrations.ok, JSON.stringify(migrations));
  const hash = createHash('sha256').update(import.meta.resolve('@electric-sql/pglite'));
  for (const { name, checksum } of migrations.value) hash.update(`${name} ${checksum}\n`);
  return hash.digest('hex').slice(0, 12);
}

let cluster: Promise<Cluster> | undefined;
let migratedTemplate: Promise<string> | undefined;
let databases = 0;

function theCluster(): Promise<Cluster> {
  assert.ok(programs.kind === 'found');
  cluster ??= startCluster(programs.bin);
  return cluster;
}

function emptyServerDatabase(): Promise<Made> {
  return serverDatabase('template1');
}

async function migratedServerDatabase(): Promise<Made> {
  migratedTemplate ??= makeMigratedTemplate();
  return serverDatabase(await migratedTemplate);
}

async function makeMigratedTemplate(): Promise<string> {
  const { run, url } = await theCluster();
  await run('create database migrated');
  await migrated({ kind: 'server', url: url('migrated') });
  return 'migrated';
}

async function serverDatabase(from: string): Promise<Made> {
  const { run, url } = await theCluster();
  databases += 1;
  const name = `suite_${databases}`;
  await run(`create database ${name} template ${from}`);
  return {
    config: { kind: 'server', url: url(name) },
    remove: () => run(`drop database ${name} with (force)`),
  };
}
