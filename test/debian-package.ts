/** Programs of the machine that tests need and npm does not have: installed from Debian's packages where that may be. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Hang guard for one call of apt, which waits for others as long as it may wait itself. */
const PATIENCE = 900_000;
const WAITING = ['DPkg::Lock::Timeout=300', 'Acquire::Retries=2', 'Acquire::http::Timeout=60'];

/** Undefined when it went well, else why not. Only root may install; test files that do so at once wait for each other. */
export function installDebianPackages(...names: readonly string[]): string | undefined {
  if (process.getuid?.() !== 0) return `only root may install Debian's ${names.join(' and ')}`;
  if (!existsSync('/usr/bin/apt-get')) return `there is no apt-get to install ${names.join(' and ')} with`;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...given: readonly string[]): void => {
    const lock = join(tmpdir(), 'second-round-apt.lock');
    const options = WAITING.flatMap((option) => ['-o', option]);
    const limits = { env, stdio: 'pipe', timeout: PATIENCE } as const;
    execFileSync('flock', [lock, 'apt-get', '-qq', ...options, ...given], limits);
  };
  try {
    apt('update');
    apt('install', '-y', '--no-install-recommends', ...names);
    return undefined;
  } catch (error) {
    return `installing ${names.join(' and ')} failed: ${error instanceof Error ? error.message : String(error)}`;
  }
}
