/**
 * Stands in for `node:test` in Stryker's runs: it keeps what test files say, so that the same tests can be run again and
 * again in one process, without opening a database each time.
 */
import assert from 'node:assert/strict';

export type Work = () => unknown;
type Kept = { readonly name: string; readonly work: Work };

export type Suite = {
  readonly name: string;
  readonly before: Work[];
  readonly after: Work[];
  readonly beforeEach: Work[];
  readonly tests: Kept[];
};

export const suites: Suite[] = [];

/** What is described inside belongs to a suite of that name. */
export function suite(name: string, describeIt: () => void): void {
  suites.push({ name, before: [], after: [], beforeEach: [], tests: [] });
  describeIt();
}

function current(): Suite {
  return suites.at(-1) ?? assert.fail('Only suites of forEachDatabase can be recorded.');
}

export function it(name: string, work: Work): void {
  current().tests.push({ name, work });
}
export const before = (work: Work): void => void current().before.push(work);
export const after = (work: Work): void => void current().after.push(work);
export const beforeEach = (work: Work): void => void current().beforeEach.push(work);
