import { parseArgs } from 'node:util';

const PARTS = ['search', 'one-loop', 'cold-start', 'growth', 'same-seed', 'report'] as const;
export type Part = (typeof PARTS)[number];

export type BenchOptions = {
  /** Holds `NAME.problem.json` for each instance. */
  readonly folder: string;
  readonly referee: string | undefined;
  readonly parts: readonly Part[];
  readonly instances: readonly string[];
  readonly solvers: readonly string[];
  /** CPU seconds for one solver on one instance. */
  readonly seconds: number;
  /** One-loop problems. */
  readonly problems: number;
  /** Loops of the problems that grow. */
  readonly sizes: readonly number[];
};

export const USAGE: string = `npm run bench -- [FOLDER] [options]

FOLDER               where the instances lie (NAME.problem.json); default: the shared test material
--referee FILE       the independent referee; default: the one of the shared test material
--only PARTS         of ${PARTS.join(', ')}; default: all
--instances NAMES    default: all seven
--solvers NAMES      ours, peers, all, or peers by name; default: all
--seconds N          CPU seconds for one solver on one instance; default: 60
--problems N         generated problems of one loop; default: 1000
--sizes NUMBERS      loops of the problems that grow; default: 10,20,50,100,200,500,1000

Lists are separated by commas (peers' names that hold one by semicolons). What is measured again takes the place of
its record in bench/results; the rest stays, and the report is made from all of them.
`;

type Defaults = Pick<BenchOptions, 'referee' | 'instances'> & { readonly folder: string | undefined };

/** Throws a RangeError that says what is wrong with the arguments. */
export function readOptions(args: readonly string[], defaults: Defaults): BenchOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      referee: { type: 'string' },
      only: { type: 'string', default: PARTS.join() },
      instances: { type: 'string', default: defaults.instances.join() },
      solvers: { type: 'string', default: 'all' },
      seconds: { type: 'string', default: '60' },
      problems: { type: 'string', default: '1000' },
      sizes: { type: 'string', default: '10,20,50,100,200,500,1000' },
    },
  });
  const folder = positionals[0] ?? defaults.folder;
  const parts = values.only.split(',').map((name) => partNamed(name));
  if (folder === undefined && parts.some((part) => part === 'search' || part === 'same-seed'))
    throw new RangeError('the folder with the instances is missing: name it as the first argument');
  return {
    folder: folder ?? '',
    referee: values.referee ?? defaults.referee,
    parts,
    instances: values.instances.split(','),
    solvers: values.solvers.split(
      values.solvers.includes(';') || PEER_COMMA.test(values.solvers) ? ';' : ',',
    ),
    seconds: numberIn(values.seconds, '--seconds'),
    problems: numberIn(values.problems, '--problems'),
    sizes: values.sizes.split(',').map((size) => numberIn(size, '--sizes')),
  };
}

/** One peer's own name with a comma in it. */
const PEER_COMMA = /, /;

function partNamed(name: string): Part {
  const part = PARTS.find((each) => each === name);
  if (part === undefined) throw new RangeError(`--only: no part "${name}"; there are ${PARTS.join(', ')}`);
  return part;
}

function numberIn(text: string, option: string): number {
  const number = Number(text);
  if (!Number.isFinite(number) || number <= 0)
    throw new RangeError(`${option}: "${text}" is no number above zero`);
  return number;
}
