/** Changes the policy in every way that Stryker knows and sees whether its tests notice; fails below 95 of 100. */
import { spawnSync } from 'node:child_process';
import { installPackages } from '../bench/install.ts';

installPackages('mutation');
const stryker = 'bench/mutation/node_modules/@stryker-mutator/core/bin/stryker.js';
const done = spawnSync(process.execPath, [stryker, 'run', 'bench/mutation/policy.json'], {
  stdio: 'inherit',
});
process.exitCode = done.status ?? 1;
