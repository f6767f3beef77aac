/**
 * The thread in which PostgreSQL runs. It creates the data on the first start, opens it, serves it on the Unix
 * socket, and closes it when told. In the calling thread a big query would block every other request.
 */
import { existsSync, renameSync, rmSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import type { EngineOrder, EngineWord } from './engine-words.ts';
import { DURABLE_START_PARAMETERS, DurableFiles, fsyncPath, fsyncTree } from './durable-files.ts';

const order = workerData as EngineOrder;
const port = parentPort;

function say(word: EngineWord): void {
  port?.postMessage(word);
}

function openDatabase(folder: string): Promise<PGlite> {
  return PGlite.create({
    fs: new DurableFiles(folder, stopAtOnce),
    extensions: { btree_gist },
    startParams: [...DURABLE_START_PARAMETERS],
    onStderr: (line) => {
      say({ kind: 'log', line });
      return true;
    },
  });
}

/** PostgreSQL gave up (PANIC). Nothing may run on in its memory; the next start recovers from the log. */
function stopAtOnce(reason: string): void {
  say({ kind: 'log', line: `PANIC: the engine stopped: ${reason}` });
  process.exit(1);
}

/** Creates beside, brings it to the disk, then renames: a start that was cut off leaves nothing half-made. */
async function createDatabase(folder: string): Promise<void> {
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  const database = await openDatabase(unfinished);
  await database.close();
  fsyncTree(unfinished);
  renameSync(unfinished, folder);
  fsyncPath(dirname(folder));
}

async function serve(): Promise<void> {
  if (!existsSync(order.database)) await createDatabase(order.database);
  const database = await openDatabase(order.database);
  // More than one, because a client that died may still be closing when the pool makes the next one.
  const server = new PGLiteSocketServer({ db: database, path: order.socket, maxConnections: 4 });
  await server.start();
  port?.once('message', () => void stop(server, database));
  say({ kind: 'ready' });
}

async function stop(server: PGLiteSocketServer, database: PGlite): Promise<void> {
  await server.stop();
  await database.close();
  say({ kind: 'closed' });
  process.exit(0);
}

await serve();
