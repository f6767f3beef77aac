import { FENCES, SOCKETS, type Fence } from './scripts/fences.ts';

const PURE: readonly string[] = ['domain', 'solver', 'assess', 'contract'];
const TESTS: readonly string[] = ['**/*.test.ts', 'test/**', 'bench/**'];

const ROOMED: ReadonlySet<string> = new Set(
  FENCES.flatMap(({ folder, rooms }) => (rooms === true ? [folder] : [])),
);

/** The public files of a module. */
function publicOf(module: string): readonly string[] {
  return ROOMED.has(module) ? [`#${module}/*`, `#${module}/*/*`] : [`#${module}/*`];
}

/** Everything is refused but what the row allows; an override replaces the base rule, so each list is complete. */
function importsOf(fence: Fence): unknown {
  const allowed = [
    './*',
    `#${fence.folder}/**`,
    ...fence.modules.flatMap(publicOf),
    ...(fence.packages ?? []),
    ...(fence.node === true ? ['node:*', 'node:*/*'] : []),
  ];
  const types = fence.types ?? [];
  // A regex and not a group: a group that lets an import pass keeps oxlint from reading the groups beside it.
  const patterns: unknown[] = types.map((module) => ({
    regex: ROOMED.has(module) ? `^#${module}/(?:[^/]*/)?[^/]*$` : `^#${module}/[^/]*$`,
    allowTypeImports: true,
    message: `src/${fence.folder} may import types only from there.`,
  }));
  patterns.push({
    group: [
      '**',
      ...[...allowed, ...types.flatMap(publicOf)].map((pattern) => `!${pattern}`),
      ...(fence.sockets === true ? [] : SOCKETS),
    ],
    message: `src/${fence.folder} may not import this; the table is in scripts/fences.ts.`,
  });
  return ['error', { patterns }];
}

const sizes: Record<string, unknown> = {
  'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  complexity: ['error', { max: 12 }],
  'max-depth': ['error', { max: 3 }],
  'max-params': ['error', { max: 4 }],
};

const config: Record<string, unknown> = {
  plugins: ['typescript', 'import', 'unicorn', 'oxc', 'promise'],
  categories: { correctness: 'error' },
  options: { typeAware: true },
  ignorePatterns: ['dist/**', 'node_modules/**', 'data/**'],
  rules: {
    ...sizes,
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/no-floating-promises': [
      'error',
      {
        allowForKnownSafeCalls: [
          { from: 'package', name: ['it', 'describe', 'test', 'suite'], package: 'node:test' },
        ],
      },
    ],
    'typescript/no-misused-promises': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    'typescript/consistent-type-imports': 'error',
    'import/no-default-export': 'error',
    'no-console': 'error',
    // The plan format has a field of that name.
    'unicorn/no-thenable': 'off',
    eqeqeq: 'error',
  },
  overrides: [
    ...FENCES.map((fence) => ({
      files: [`src/${fence.folder}/**`],
      rules: { 'no-restricted-imports': importsOf(fence) },
    })),
    {
      files: PURE.map((folder) => `src/${folder}/**`),
      rules: {
        'no-restricted-globals': [
          'error',
          'Date',
          'console',
          'process',
          'crypto',
          'performance',
          'setTimeout',
          'setInterval',
          'fetch',
        ],
        'no-restricted-properties': [
          'error',
          { object: 'Math', property: 'random', message: 'Randomness is handed in as a seed.' },
          { object: 'Temporal', property: 'Now', message: 'Time is handed in.' },
        ],
      },
    },
    {
      // The one way out is src/outbound; the page asks its own server.
      files: FENCES.filter(({ folder }) => ![...PURE, 'outbound', 'web'].includes(folder)).map(
        ({ folder }) => `src/${folder}/**`,
      ),
      rules: { 'no-restricted-globals': ['error', 'fetch', 'WebSocket', 'EventSource'] },
    },
    {
      files: TESTS,
      rules: {
        'no-restricted-imports': 'off',
        'no-restricted-globals': 'off',
        'max-lines-per-function': 'off',
        'no-console': 'off',
      },
    },
    { files: ['scripts/**', 'bench/**'], rules: { 'no-console': 'off' } },
    {
      files: ['*.config.ts', 'src/web/vite.config.ts', 'bench/mutation/*.mjs'],
      rules: { 'import/no-default-export': 'off' },
    },
    // The build's own settings stand beside the page but are no part of it.
    { files: ['src/web/vite.config.ts'], rules: { 'no-restricted-imports': 'off' } },
  ],
};

export default config;
