/** What the runs of Stryker have in common. Sandboxes are copies of the project, without what no test reads. */
const COMMON = {
  // It must find none: it stumbles on the real one.
  tsconfigFile: 'no-tsconfig.json',
  concurrency: 2,
  reporters: ['clear-text', 'json', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 95, break: 95 },
  allowEmpty: false,
};
const UNREAD = ['docs', 'dist', 'data', 'examples', 'src/web'];

const placesOf = (name) => ({
  tempDirName: `.cache/mutation-${name}`,
  jsonReporter: { fileName: `.cache/mutation-${name}.json` },
});

/** Tests that need nothing but Node, in a process for each mutant. */
export function plain({ name, mutate, command }) {
  return {
    ...COMMON,
    ...placesOf(name),
    mutate,
    testRunner: 'command',
    commandRunner: { command },
    ignorePatterns: [...UNREAD, 'bench', 'test', 'src/solver'],
    timeoutMS: 60_000,
  };
}

/** Tests with a database, all mutants in one process (`runner.mjs`). */
export function withDatabase({ name, mutate, tests, leftOut }) {
  return {
    ...COMMON,
    ...placesOf(name),
    mutate,
    testRunner: 'one-process',
    plugins: ['./bench/mutation/runner.mjs'],
    oneProcess: { tests, leftOut },
    coverageAnalysis: 'perTest',
    ignorePatterns: UNREAD,
    // So wide that a machine with much else to do does not end what only takes its time.
    timeoutMS: 60_000,
    timeoutFactor: 5,
  };
}
