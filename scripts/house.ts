/** What must hold of the sources before any test runs: format, lint with the import fences, types, dead code. */
export const HOUSE_CHECKS: readonly (readonly [string, ...string[]])[] = [
  ['oxfmt', '--check'],
  ['oxlint', '--deny-warnings'],
  ['tsc', '-p', 'tsconfig.pure.json'],
  ['tsc', '-p', 'tsconfig.node.json'],
  ['tsc', '-p', 'tsconfig.web.json'],
  ['knip'],
];
