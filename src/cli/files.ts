/** Files as the commands read and write them: whole, and with what can go wrong said in words. */
import { constants } from 'node:fs';
import { access, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Fault } from '#domain/fault.ts';
import { ok, refuse, type Result } from '#domain/result.ts';

const MEGABYTE = 1024 * 1024;
/** The largest file that is read; a problem with a thousand loops has about two megabytes. */
const LARGEST = 64 * MEGABYTE;
/** Bytes asked for at once: the whole of most files. */
const CHUNK = MEGABYTE / 2;

const REFUSALS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'a directory',
  ENOTDIR: 'a file where a directory should be',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'a file system that is read only',
  ENOSPC: 'a full disk',
  ELOOP: 'links that go round in circles',
  ENAMETOOLONG: 'a name that is too long',
};

/** The bytes of a file. Pipes may be named too. */
export async function readBytes(path: string): Promise<Result<Uint8Array, Fault>> {
  const expected = 'a file that can be read';
  try {
    await using file = await open(path, 'r');
    const chunks: Uint8Array[] = [];
    let size = 0;
    for (;;) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(CHUNK));
      if (bytesRead === 0) return ok(Buffer.concat(chunks));
      size += bytesRead;
      if (size > LARGEST) {
        return refuse({
          place: path,
          found: 'more bytes',
          expected: `at most ${LARGEST / MEGABYTE} megabytes`,
        });
      }
      chunks.push(buffer.subarray(0, bytesRead));
    }
  } catch (error) {
    return refuse({ place: path, found: refusalOf(error), expected });
  }
}

/** The plain names of what lies in a directory. */
export async function listDirectory(path: string): Promise<Result<readonly string[], Fault>> {
  try {
    return ok(await readdir(path));
  } catch (error) {
    return refuse({ place: path, found: refusalOf(error), expected: 'a directory that can be read' });
  }
}

/** Writes the whole text or nothing: readers see the old file until the new one is complete. */
export async function writeWhole(path: string, text: string): Promise<Result<void, Fault>> {
  const draft = `${path}.${process.pid}-${process.hrtime.bigint()}.part`;
  try {
    await writeFile(draft, text, { flag: 'wx', flush: true });
    await rename(draft, path);
    return ok(undefined);
  } catch (error) {
    await rm(draft, { force: true });
    return refuse({ place: path, found: refusalOf(error), expected: 'a place where a file can be written' });
  }
}

/** Whether `writeWhole` has a chance, asked before the work that makes the text. */
export async function checkWritable(path: string): Promise<Result<void, Fault>> {
  if (path === '') return refuse({ place: '--out', found: 'an empty name', expected: 'the name of a file' });
  const folder = dirname(path);
  const expected = 'a directory that can be written to';
  try {
    await access(folder, constants.W_OK);
    return ok(undefined);
  } catch (error) {
    const found = refusalOf(error);
    if (found !== REFUSALS['ENOENT']) return refuse({ place: folder, found, expected });
    const remedy = 'Make the directory, or choose another place.';
    return refuse({ place: await firstMissing(folder), found: 'no such directory', expected, remedy });
  }
}

/** The outermost directory on the way to `folder`, which is not there, that is not there either. */
async function firstMissing(folder: string): Promise<string> {
  const parent = dirname(folder);
  if (parent === folder) return folder;
  try {
    await access(parent);
    return folder;
  } catch (error) {
    return refusalOf(error) === REFUSALS['ENOENT'] ? firstMissing(parent) : folder;
  }
}

/** An error of the file system in words; any other error is a bug and is thrown on. */
function refusalOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') throw error;
  return REFUSALS[error.code] ?? `the error ${error.code}`;
}
