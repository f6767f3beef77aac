/**
 * Stands in for `node:test` in Stryker's runs: it keeps what test files say, so that the same tests can be run again and
 * again in one process, without opening a database each time.
 */
import assert from 'node:assert/strict';

export type Work = () => unknown;
type Kept = { readonly name: string; readonly work: Work };

type Hooks = { readonly before: Work[]; readonly after: Work[]; readonly beforeEach: Work[] };

/** `around`: the hooks of its file, whose work is done anew for each suite of it. */
export type Suite = Hooks & { readonly name: string; readonly around: Hooks; readonly tests: Kept[] };

export const suites: Suite[] = [];

const noHooks = (): Hooks => ({ before: [], after: [], beforeEach: [] });
let fileHooks = noHooks();
let ofFile: Suite | undefined;
let open: Suite | undefined;

/** What is said from now on, and in no suite, belongs to a suite of the file itself. */
export function beginFile(name: string): void {
  fileHooks = noHooks();
  ofFile = begun(name);
}

/** What is described inside belongs to a suite of that name. */
export function suite(name: string, describeIt: () => void): void {
  open = begun(name);
  describeIt();
  open = undefined;
}

function begun(name: string): Suite {
  const made = { name, around: fileHooks, ...noHooks(), tests: [] };
  suites.push(made);
  return made;
}

export function it(name: string, work: Work): void {
  const to = open ?? ofFile ?? assert.fail('The runner says which file it reads.');
  assert.equal(typeof work, 'function', `${name}: options of a test are not known here`);
  to.tests.push({ name, work });
}
export const test = (name: string, work: Work): void => it(name, work);

const hooks = (): Hooks => open ?? fileHooks;
export const before = (work: Work): void => void hooks().before.push(work);
export const after = (work: Work): void => void hooks().after.push(work);
export const beforeEach = (work: Work): void => void hooks().beforeEach.push(work);
