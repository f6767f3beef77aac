/**
 * Changes what decides who comes in and who may do what, in every way that Stryker knows, and sees whether the tests
 * notice; fails below 95 of 100. `policy` or `sessions` as an argument runs that part alone; files after it, as
 * `src/store/account/visit.ts` or `src/store/account/visit.ts:40-60`, only their changes.
 */
import { spawnSync } from 'node:child_process';
import { installPackages } from '../bench/install.ts';

const PARTS = ['policy', 'sessions'];

installPackages('mutation');
const stryker = 'bench/mutation/node_modules/@stryker-mutator/core/bin/stryker.js';
const asked = process.argv.slice(2);
const parts = asked.filter((one) => PARTS.includes(one));
const files = asked.filter((one) => !PARTS.includes(one));
const narrowed = files.length === 0 ? [] : ['--mutate', files.join(',')];
for (const part of parts.length === 0 ? PARTS : parts) {
  const done = spawnSync(process.execPath, [stryker, 'run', `bench/mutation/${part}.mjs`, ...narrowed], {
    stdio: 'inherit',
  });
  if (done.status !== 0) process.exitCode = done.status ?? 1;
}
