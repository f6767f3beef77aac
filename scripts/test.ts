import { runAll } from './run.ts';
import { HOUSE_CHECKS } from './house.ts';
import { FAST, runSuite, WHOLE } from './suites.ts';

const only = process.argv[2];
const house = only === undefined ? await runAll(HOUSE_CHECKS) : 0;
const tallies = [await runSuite(FAST, only), await runSuite(WHOLE, only)];
const sum = (part: 'passed' | 'failed' | 'skipped'): number =>
  tallies.reduce((total, tally) => total + tally[part], 0);
const failed = sum('failed') + (house === 0 ? 0 : 1);
if (house !== 0) console.error('FAILED: a check of the house (see above, before the tests).');
if (sum('passed') === 0) console.error(`No test ran${only === undefined ? '' : ` that matches "${only}"`}.`);
console.log(
  `${sum('passed')} passed, ${failed} failed${sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''}`,
);
process.exitCode = failed === 0 && sum('passed') > 0 ? 0 : 1;
