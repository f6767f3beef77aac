import { run as runTests } from 'node:test';
import { spec } from 'node:test/reporters';
import { globSync } from 'node:fs';

export type Tally = { passed: number; failed: number; skipped: number };

export type Suite = {
  readonly name: string;
  /** Globs from the project's root. */
  readonly files: readonly string[];
  /** Fast suites share one process; suites with servers or browsers get a process per file. */
  readonly isolation: 'none' | 'process';
  /** Hang guard for one test, in milliseconds. */
  readonly timeout: number;
};

export const FAST: Suite = { name: 'fast', files: ['src/**/*.test.ts'], isolation: 'none', timeout: 60_000 };
export const WHOLE: Suite = {
  name: 'whole',
  files: ['test/*.test.ts'],
  isolation: 'process',
  timeout: 300_000,
};
export const LONG: Suite = {
  name: 'long',
  files: ['test/long/*.test.ts'],
  isolation: 'process',
  timeout: 3_600_000,
};

/** Runs one suite, printing as it goes. One that matches no file passes nothing, which its caller tells. */
export async function runSuite(suite: Suite, only?: string): Promise<Tally> {
  const files = suite.files
    .flatMap((pattern) => globSync(pattern))
    .filter((file) => only === undefined || file.includes(only))
    .sort();
  const tally: Tally = { passed: 0, failed: 0, skipped: 0 };
  if (files.length === 0) return tally;
  const stream = runTests({
    files,
    isolation: suite.isolation,
    timeout: suite.timeout,
    ...(suite.isolation === 'process' ? { concurrency: 2 } : {}),
  });
  stream.on('test:pass', (event) => {
    if (event.details.type === 'suite') return;
    if (event.skip === undefined || event.skip === false) tally.passed += 1;
    else tally.skipped += 1;
  });
  stream.on('test:fail', (event) => {
    if (event.details.type !== 'suite') tally.failed += 1;
  });
  const output = stream.compose(spec);
  output.pipe(process.stdout);
  await new Promise((resolve, reject) => {
    output.once('end', resolve);
    output.once('error', reject);
  });
  return tally;
}
