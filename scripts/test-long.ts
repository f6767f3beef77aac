import { LONG, runSuite } from './suites.ts';

const tally = await runSuite(LONG, process.argv[2]);
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed === 0 && tally.passed > 0 ? 0 : 1;
