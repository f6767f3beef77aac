import { existsSync, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ok, refuse, type Result } from '#domain/result.ts';
import { startEngine, type EngineFailure } from '#store/database/embedded/engine.ts';
import { takeOwnerLock } from '#store/database/embedded/owner-lock.ts';
import { makeSocketFolder, type SocketFolder } from '#store/database/embedded/socket-folder.ts';
import type { OpenPool } from './open-pool.ts';
import { makePool } from './pool.ts';
import type { StoreProblem } from './problem.ts';

/** The major version of PostgreSQL inside the pinned PGlite. */
const MAJOR = '18';

/** One session serves everyone, so a query also waits for its turn within this time. */
const TURN_WITHIN = 15_000;

/**
 * Opens the embedded PostgreSQL in a folder of this machine: `owner.lock` and `owner.txt` say who has it,
 * `database/` is PostgreSQL's, `socket/` is where the pool connects.
 */
export async function openEmbedded(
  given: string,
  report: (line: string) => void,
): Promise<Result<OpenPool, StoreProblem>> {
  if (process.platform === 'win32') return refuse({ code: 'platform-unsupported', platform: 'Windows' });
  const folder = resolve(given);
  const unwritable = prepareFolder(folder);
  if (unwritable !== undefined) return refuse(unwritable);

  const lock = takeOwnerLock(folder);
  if (!lock.ok) return refuse({ code: 'folder-taken', folder, owner: lock.problem });

  const { release } = lock.value;
  try {
    const opened = await openLocked(folder, report);
    if (!opened.ok) {
      release();
      return opened;
    }
    const { close } = opened.value;
    return ok({ ...opened.value, close: () => close().finally(release) });
  } catch (error) {
    release();
    const problem = fileProblem(folder, error);
    if (problem === undefined) throw error;
    return refuse(problem);
  }
}

async function openLocked(
  folder: string,
  report: (line: string) => void,
): Promise<Result<OpenPool, StoreProblem>> {
  const database = join(folder, 'database');
  const foreign = versionProblem(folder, database);
  if (foreign !== undefined) return refuse(foreign);

  const socket = makeSocketFolder(folder);
  const engine = await startEngine({ database, socket: socket.path }, report);
  if (!engine.ok) {
    socket.remove();
    return refuse(engineProblem(folder, engine.problem));
  }
  const close = async (): Promise<void> => {
    await engine.value.close();
    socket.remove();
  };
  const pool = poolOn(socket, report);
  try {
    const { rows } = await pool.query<{ server_version: string }>('show server_version');
    return ok({ pool, version: rows[0]?.server_version ?? MAJOR, close });
  } catch (error) {
    await pool.end();
    await close();
    throw error;
  }
}

function poolOn(socket: SocketFolder, report: (line: string) => void): OpenPool['pool'] {
  return makePool(
    {
      host: socket.folder,
      user: 'postgres',
      database: 'postgres',
      max: 1,
      idleTimeoutMillis: 0,
      connectionTimeoutMillis: TURN_WITHIN,
    },
    report,
  );
}

/** Makes the folder and tries to write in it; tries, because rights alone do not tell a read-only disk. */
function prepareFolder(folder: string): StoreProblem | undefined {
  const probe = join(folder, `.probe-${process.pid}`);
  try {
    makeFolder(folder);
    writeFileSync(probe, 'written to see whether this folder can be written\n');
    rmSync(probe);
    return undefined;
  } catch (error) {
    const problem = fileProblem(folder, error);
    if (problem === undefined) throw error;
    return problem;
  }
}

/** Folder by folder: Node's own recursion never ends where a file system answers ENOENT below an existing folder. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another program may have made it just now.
    if (!existsSync(folder)) throw error;
  }
}

/** The problem that an error of the file system stands for, or undefined for any other error. */
function fileProblem(folder: string, error: unknown): StoreProblem | undefined {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) return undefined;
  if (error.code === 'ENOSPC') return { code: 'disk-full', folder };
  return { code: 'folder-not-writable', folder, cause: error.message };
}

function versionProblem(folder: string, database: string): StoreProblem | undefined {
  if (!existsSync(database)) return undefined;
  const file = join(database, 'PG_VERSION');
  if (!existsSync(file)) return { code: 'data-damaged', folder, log: ['database/PG_VERSION is missing'] };
  const found = readFileSync(file, 'utf8').trim();
  if (found === MAJOR) return undefined;
  if (!/^\d+$/u.test(found))
    return { code: 'data-damaged', folder, log: ['database/PG_VERSION is no version'] };
  return {
    code: Number(found) > Number(MAJOR) ? 'data-newer' : 'data-older',
    folder,
    found,
    expected: MAJOR,
  };
}

function engineProblem(folder: string, failure: EngineFailure): StoreProblem {
  const full = failure.log.some((line) => /no space left|ENOSPC/iu.test(line)) || freeBytes(folder) === 0;
  return full ? { code: 'disk-full', folder } : { code: 'data-damaged', folder, log: failure.log };
}

function freeBytes(folder: string): number {
  const disk = statfsSync(folder);
  return disk.bavail * disk.bsize;
}
