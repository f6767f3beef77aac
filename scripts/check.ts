import { runAll } from './run.ts';
import { HOUSE_CHECKS } from './house.ts';
import { FAST, runSuite } from './suites.ts';

const house = await runAll(HOUSE_CHECKS);
const tally = house === 0 ? await runSuite(FAST) : { passed: 0, failed: 0, skipped: 0 };
console.log(
  house === 0 ? `${tally.passed} passed, ${tally.failed} failed` : 'the checks above come before the tests',
);
process.exitCode = house === 0 && tally.failed === 0 ? 0 : 1;
