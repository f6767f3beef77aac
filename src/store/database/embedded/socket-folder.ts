import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where clients find the engine. `folder` is what the pool takes as host, `path` the socket inside it. */
export type SocketFolder = { readonly folder: string; readonly path: string; readonly remove: () => void };

/** PostgreSQL clients expect the socket under this name. */
const NAME = '.s.PGSQL.5432';

/** The kernel takes 108 bytes on Linux and 104 on macOS, one of them the closing zero. */
const LONGEST = 100;

/**
 * A folder that only this user may enter, for the socket: beside the data, or a short temporary one where that
 * path is too long for a socket. A socket file of a killed process is removed; call it under the owner lock.
 */
export function makeSocketFolder(dataFolder: string): SocketFolder {
  const beside = join(dataFolder, 'socket');
  if (Buffer.byteLength(join(beside, NAME)) > LONGEST) {
    return socketIn(mkdtempSync(join(tmpdir(), 'second-round-')));
  }
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(beside, { mode: 0o700 });
  return socketIn(beside);
}

function socketIn(folder: string): SocketFolder {
  chmodSync(folder, 0o700);
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  return { folder, path: join(folder, NAME), remove };
}
