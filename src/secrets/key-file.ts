/** The key for sealing, in a file that only the owner of the data folder reads; made at the first start. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ok, refuse, type Result } from '#domain/result.ts';
import { newToken } from './tokens.ts';

const NAME = 'secret.key';
const KEY = /^[\w-]{43}$/;

/** Why there is no key: the file, and what is to be done. */
export type KeyProblem = { readonly text: string };

export function keyIn(folder: string): Result<string, KeyProblem> {
  const file = join(folder, NAME);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return keyOf(file, existsSync(file) ? readFileSync(file, 'utf8').trim() : makeKey(file));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const text = `The file ${file} cannot be used: ${error.message}. It holds the key that seals secrets; give it back, or set SECOND_ROUND_KEY.`;
    return refuse({ text });
  }
}

/** Fails where there is one: two that start at once must not make two keys. */
function makeKey(file: string): string {
  const key = newToken();
  writeFileSync(file, `${key}\n`, { flag: 'wx', mode: 0o600 });
  return key;
}

function keyOf(file: string, key: string): Result<string, KeyProblem> {
  if (KEY.test(key)) return ok(key);
  const text = `The file ${file} holds no key any more (43 letters). Give it back from a backup; without it, what was sealed cannot be read, and providers and second factors must be set up anew. To go on so, remove the file.`;
  return refuse({ text });
}
