/** Measures our solver and its peers on this machine, keeps the records and writes the report: `bench/options.ts`. */
import { installPackages } from '../bench/install.ts';
import { measureColdStart } from '../bench/cold-start-part.ts';
import { measureGrowth } from '../bench/growth-part.ts';
import { measureOneLoop } from '../bench/one-loop-part.ts';
import { type BenchOptions, type Part, readOptions, USAGE } from '../bench/options.ts';
import { writeReport } from '../bench/report/write-report.ts';
import { measureSameSeed } from '../bench/same-seed-part.ts';
import { INSTANCES } from '../bench/instances.ts';
import { measureSearch } from '../bench/search-part.ts';
import { sharedFolder } from '../test/shared-folder.ts';

/** A new thing to measure is one more line here, one more kind of record and its place in the report. */
const MEASURE: Readonly<Record<Part, (options: BenchOptions) => Promise<void>>> = {
  search: measureSearch,
  'one-loop': measureOneLoop,
  'cold-start': measureColdStart,
  growth: measureGrowth,
  'same-seed': measureSameSeed,
  report: writeReport,
};

const args = process.argv.slice(2);
if (args.includes('--help')) {
  process.stdout.write(USAGE);
  process.exit(0);
}
const shared = sharedFolder();
const options = readOptions(args, {
  folder: shared === undefined ? undefined : `${shared}instances`,
  referee: shared === undefined ? undefined : `${shared}referee/referee.py`,
  instances: INSTANCES,
});
installPackages();
for (const part of options.parts) await MEASURE[part](options);
