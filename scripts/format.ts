import { runAll } from './run.ts';

process.exitCode = await runAll([
  ['oxfmt', '--write'],
  ['oxlint', '--fix'],
]);
