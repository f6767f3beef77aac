/** Brings the peers, and what draws the plots, onto this machine: from npm beside the bench, else Debian's packages. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { installDebianPackages } from '../test/debian-package.ts';

const FOLDER = fileURLToPath(new URL('packages/', import.meta.url));

/** npm's packages at the versions of their lock file; throws when npm cannot bring them. */
export function installPackages(): void {
  if (existsSync(`${FOLDER}node_modules/.package-lock.json`)) return;
  console.error('Installing the peers and the plots (npm ci in bench/packages) …');
  const done = spawnSync('npm', ['ci', '--ignore-scripts', '--loglevel=error'], {
    cwd: FOLDER,
    stdio: 'inherit',
  });
  if (done.status !== 0) throw new Error('npm could not install bench/packages; its message is above');
}

/** Undefined when the program is there or could be installed, else why it cannot be had. */
export function installProgram(program: string, debian: string): string | undefined {
  if (spawnSync(program, ['--version']).status === 0) return undefined;
  console.error(`Installing ${debian} from Debian …`);
  return installDebianPackages(debian);
}
