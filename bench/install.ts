/** Brings the peers, and what draws the plots, onto this machine: from npm beside the bench, else Debian's packages. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { installDebianPackages } from '../test/debian-package.ts';

/** npm's packages of a folder at the versions of their lock file; throws when npm cannot bring them. */
export function installPackages(folder: 'packages' | 'mutation' = 'packages'): void {
  const cwd = fileURLToPath(new URL(`${folder}/`, import.meta.url));
  if (existsSync(`${cwd}node_modules/.package-lock.json`)) return;
  console.error(`Installing what the bench needs (npm ci in bench/${folder}) …`);
  const done = spawnSync('npm', ['ci', '--ignore-scripts', '--loglevel=error'], {
    cwd,
    stdio: 'inherit',
  });
  if (done.status !== 0) throw new Error(`npm could not install bench/${folder}; its message is above`);
}

/** Undefined when the program is there or could be installed, else why it cannot be had. */
export function installProgram(program: string, debian: string): string | undefined {
  if (spawnSync(program, ['--version']).status === 0) return undefined;
  console.error(`Installing ${debian} from Debian …`);
  return installDebianPackages(debian);
}
