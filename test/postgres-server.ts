/**
 * A real PostgreSQL server for tests: found on this machine or installed from Debian's packages, started as a
 * cluster of its own in a temporary folder, reachable on a Unix socket only, and gone when this process ends.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { installDebianPackages } from './debian-package.ts';

/** The folder with `postgres` and `initdb`, or why there is none. */
export type ServerPrograms =
  | { readonly kind: 'found'; readonly bin: string }
  | { readonly kind: 'absent'; readonly reason: string };

const OLDEST = 15;
const DEBIAN = '/usr/lib/postgresql';

/** Looks for the programs and, as root where apt is, installs Debian's package once. */
export function findServerPrograms(): ServerPrograms {
  const here = programsHere();
  if (here !== undefined) return { kind: 'found', bin: here };
  const wanted = `PostgreSQL ${OLDEST} or later (postgres, initdb) is neither on PATH nor in ${DEBIAN}`;
  const failure = installDebianPackages('postgresql');
  if (failure !== undefined) return { kind: 'absent', reason: `${wanted}, and ${failure}` };
  const installed = programsHere();
  if (installed !== undefined) return { kind: 'found', bin: installed };
  return { kind: 'absent', reason: `${wanted}, not even after installing the package` };
}

function programsHere(): string | undefined {
  const debian = existsSync(DEBIAN)
    ? readdirSync(DEBIAN)
        .toSorted((a, b) => Number(b) - Number(a))
        .map((version) => join(DEBIAN, version, 'bin'))
    : [];
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...debian];
  return folders.find(
    (bin) => existsSync(join(bin, 'postgres')) && existsSync(join(bin, 'initdb')) && majorOf(bin) >= OLDEST,
  );
}

function majorOf(bin: string): number {
  const told = spawnSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' });
  return Number(/(\d+)/u.exec(told.stdout)?.[1] ?? 0);
}

export type Cluster = {
  /** The URL of a database of that name in the cluster. */
  readonly url: (name: string) => string;
  /** Runs a statement as superuser on the database `postgres`. */
  readonly run: (statement: string) => Promise<void>;
};

/** Ends with our end of its input, however this process dies, and then removes the folder. */
const UNTIL_ORPHANED =
  'folder=$1; shift; "$@" & server=$!; cat >/dev/null; kill -INT $server; wait $server; rm -rf "$folder"';

/** Starts a cluster with real fsync and room for 120 connections. */
export async function startCluster(bin: string): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir().length > 60 ? '/tmp' : tmpdir(), 'sr-pg-'));
  const user = serverUser();
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid ?? user.uid);
  const data = join(folder, 'data');
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'],
    { ...user, cwd: folder, stdio: 'pipe' },
  );

  const settings = [
    'listen_addresses=',
    `unix_socket_directories=${folder}`,
    'max_connections=120',
    'fsync=on',
  ];
  const server = [join(bin, 'postgres'), '-D', data, ...settings.flatMap((setting) => ['-c', setting])];
  const log = join(folder, 'log');
  const keeper = spawn(
    'sh',
    ['-c', UNTIL_ORPHANED, 'sh', folder, 'sh', '-c', `exec "$@" 2>'${log}'`, 'sh', ...server],
    {
      ...user,
      cwd: folder,
      stdio: ['pipe', 'ignore', 'ignore'],
    },
  );
  keeper.unref();
  if (keeper.stdin instanceof Socket) keeper.stdin.unref();

  const url = (name: string): string => `postgres://postgres@${encodeURIComponent(folder)}/${name}`;
  const run = (statement: string): Promise<void> => runOn(url('postgres'), statement);
  await untilAnswers(run, log);
  return { url, run };
}

/** The server refuses to run as root, so root drops to the user of Debian's package or to nobody. */
function serverUser(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const uid = spawnSync('id', ['-u', name], { encoding: 'utf8' });
    const gid = spawnSync('id', ['-g', name], { encoding: 'utf8' });
    if (uid.status === 0 && gid.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Error('Neither a user "postgres" nor "nobody" exists to run the PostgreSQL server as.');
}

async function runOn(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function untilAnswers(run: (statement: string) => Promise<void>, log: string): Promise<void> {
  let last: unknown;
  for (let tries = 0; tries < 300; tries += 1) {
    try {
      await run('select 1');
      return;
    } catch (error) {
      last = error;
      await sleep(100);
    }
  }
  const told = existsSync(log) ? readFileSync(log, 'utf8') : '';
  throw new Error(`The PostgreSQL server did not start within 30 s: ${String(last)}\n${told}`);
}
