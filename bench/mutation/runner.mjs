/**
 * A test runner for Stryker that keeps one process and one embedded database for many mutants: a mutant takes a second
 * and not ten. The test files are those of `npm test`; `test/one-process` stands in for what
 * they import.
 */
import { mkdtempSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { commonTokens, declareFactoryPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';

/** The world of a suite is made and left by its hooks, which mutants can break as well: that counts as a test. */
const MADE = 'its world is made';
const LEFT = 'its world is left';

/** Milliseconds: many mutants keep a mail from coming, which takes a fiftieth of that where it comes. */
const PATIENCE_WITH_MAIL = 5000;

/** Stryker's own: which mutant is active, and which code a test reaches. */
const switches = (globalThis.__stryker__ ??= {});

class OneProcessRunner {
  #tests;
  #leftOut;
  #loaded;
  constructor(options) {
    ({ tests: this.#tests, leftOut: this.#leftOut } = options.oneProcess);
  }

  capabilities() {
    return { reloadEnvironment: false };
  }

  async dryRun() {
    const tests = [];
    const began = performance.now();
    const failure = await this.#run({
      told: (id, timeSpentMs) => tests.push({ id, name: id, status: 'success', timeSpentMs }),
    });
    if (failure !== undefined) return { status: 'error', errorMessage: `${failure.id}: ${failure.message}` };
    console.error(`${tests.length} tests in ${Math.round(performance.now() - began)} ms`);
    return { status: 'complete', tests, mutantCoverage: switches.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, mutantActivation }) {
    // One that is active from the start is in what modules do when they are loaded.
    if (mutantActivation === 'static') switches.activeMutant = activeMutant.id;
    await this.#load();
    switches.activeMutant = activeMutant.id;
    let nrOfTests = 0;
    const failure = await this.#run({ only: testFilter, told: () => (nrOfTests += 1) });
    switches.activeMutant = undefined;
    if (failure === undefined) return { status: 'survived', nrOfTests };
    return {
      status: 'killed',
      killedBy: [failure.id],
      failureMessage: failure.message,
      nrOfTests: nrOfTests + 1,
    };
  }

  /** Until the first test that fails, which is answered. */
  async #run({ only, told }) {
    const { suites } = await this.#load();
    for (const suite of suites) {
      const failure = await this.#runSuite(suite, { only, told });
      if (failure !== undefined) return failure;
    }
    return undefined;
  }

  async #runSuite(suite, { only, told }) {
    const idOf = (name) => `${suite.name}: ${name}`;
    const wanted = suite.tests.filter(
      ({ name }) => !this.#leftOut.includes(name) && (only === undefined || only.includes(idOf(name))),
    );
    if (wanted.length === 0 && !(only ?? []).includes(idOf(MADE))) return undefined;
    const { around } = suite;
    const makeWorld = { name: MADE, works: [...around.before, ...suite.before] };
    const each = [...around.beforeEach, ...suite.beforeEach];
    const tests = wanted.map(({ name, work }) => ({ name, works: [...each, work] }));
    let failure;
    for (const { name, works } of [makeWorld, ...tests]) {
      failure = await this.#runTest(idOf(name), works, told);
      if (failure !== undefined) break;
    }
    // Each for itself: a world that was never made cannot be left as it should be.
    for (const work of [...suite.after, ...around.after]) {
      const left = await this.#runTest(idOf(LEFT), [work], () => undefined);
      failure ??= left;
    }
    await this.#loaded.emptyTheDatabase();
    switches.currentTestId = undefined;
    return failure;
  }

  async #runTest(id, works, told) {
    switches.currentTestId = id;
    const began = performance.now();
    try {
      // As long as it takes: what hangs is ended by Stryker, which then begins a new process.
      for (const work of works) await work();
      told(id, performance.now() - began);
      return undefined;
    } catch (error) {
      return { id, message: error instanceof Error ? error.message : String(error) };
    }
  }

  async #load() {
    if (this.#loaded !== undefined) return this.#loaded;
    const here = (path) => pathToFileURL(join(process.cwd(), path)).href;
    const instead = {
      'node:test': here('test/one-process/recorder.ts'),
      './databases.ts': here('test/one-process/one-database.ts'),
      '#secrets/passwords.ts': here('test/one-process/quick-passwords.ts'),
    };
    registerHooks({
      resolve: (specifier, context, next) =>
        specifier in instead
          ? { url: instead[specifier], format: 'module-typescript', shortCircuit: true }
          : next(specifier, context),
    });
    process.env['MAIL_PATIENCE'] = `${PATIENCE_WITH_MAIL}`;
    const { suites, beginFile } = await import(here('test/one-process/recorder.ts'));
    const { openTheDatabase, emptyTheDatabase } = await import(here('test/one-process/one-database.ts'));
    for (const test of this.#tests) {
      beginFile(test);
      await import(here(test));
    }
    await openTheDatabase(mkdtempSync(join(tmpdir(), 'sr-mutation-')));
    this.#loaded = { suites, emptyTheDatabase };
    return this.#loaded;
  }
}

const LIST = { type: 'array', items: { type: 'string' } };

/**
 * `tests`: files, from the project's root; `leftOut`: names of tests that take long and notice nothing that others do
 * not, or look at what something else stands in for.
 */
export const strykerValidationSchema = {
  properties: {
    oneProcess: { type: 'object', properties: { tests: LIST, leftOut: LIST } },
  },
};

function makeRunner(options) {
  return new OneProcessRunner(options);
}
makeRunner.inject = tokens(commonTokens.options);

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'one-process', makeRunner)];
