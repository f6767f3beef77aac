/** Measures our solver and its peers on this machine, keeps the records and writes the report: `bench/options.ts`. */
import { installPackages } from '../bench/install.ts';
import { readOptions, USAGE } from '../bench/options.ts';
import { INSTANCES, measureSearch } from '../bench/search-part.ts';
import { sharedFolder } from '../test/shared-folder.ts';

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
for (const part of options.parts) {
  if (part === 'search') await measureSearch(options);
}
