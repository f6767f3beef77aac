/** HiGHS (Huangfu and Hall 2018), a solver of mixed integer programs, compiled to WebAssembly. */
import { timeIndexed } from '../models/time-indexed.ts';
import type { Program } from '../models/program.ts';
import { ownCpuSeconds } from '../measure/cpu.ts';
import { foundIn } from './from-program.ts';
import { packageEntry, packageVersion } from './packages.ts';
import type { Job, Peer, Prepared } from './peer.ts';

type Sparse = {
  readonly numCols: number;
  readonly numRows: number;
  readonly sense: 1;
  readonly offset: number;
  readonly colCost: Float64Array;
  readonly colLower: Float64Array;
  readonly colUpper: Float64Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  readonly integrality: Int32Array;
  readonly matrix: {
    readonly format: 'csr';
    readonly numRows: number;
    readonly numCols: number;
    readonly starts: Int32Array;
    readonly indices: Int32Array;
    readonly values: Float64Array;
  };
};
type Event = { readonly data: { readonly mip_solution?: Float64Array; readonly mip_dual_bound?: number } };
type Model = {
  readonly run: (callbacks: Readonly<Record<number, (event: Event) => undefined>>) => unknown;
  readonly getModelStatus: () => unknown;
  readonly getSolution: () => { readonly colValue: Float64Array };
  readonly getObjectiveValue: () => number;
  readonly options: { readonly set: (options: Readonly<Record<string, unknown>>) => void };
};
/** The part of the package `highs` that is used here. */
type Highs = {
  readonly createModel: (source: Sparse) => Model;
  readonly constants: {
    readonly callbackType: { readonly mipImprovingSolution: number; readonly mipLogging: number };
    readonly modelStatus: { readonly optimal: unknown };
  };
};

let loaded: Highs | undefined;

export const HIGHS: Peer = {
  name: 'HiGHS',
  version: () => packageVersion('highs'),
  load: async () => {
    const module: { readonly default: () => Promise<Highs> } = await import(packageEntry('highs'));
    loaded = await module.default();
  },
  prepare,
};

function prepare(job: Job): Prepared {
  const highs = loaded;
  if (highs === undefined) throw new Error('HiGHS is not loaded');
  const model = timeIndexed(job.problem, job.everyLoop);
  const source = sparse(model.program);
  let began = 0;
  const tell = (values: Float64Array): void =>
    job.onPlan(foundIn(job.problem, model, (variable) => (values[variable] ?? 0) > 0.5));
  return {
    cpuSeconds: () => ownCpuSeconds() - began,
    solve: () => {
      began = ownCpuSeconds();
      const solver = highs.createModel(source);
      solver.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.5 });
      const { callbackType, modelStatus } = highs.constants;
      solver.run({
        [callbackType.mipImprovingSolution]: ({ data }) => {
          if (data.mip_solution !== undefined) tell(data.mip_solution);
          return undefined;
        },
        [callbackType.mipLogging]: ({ data }) => {
          if (data.mip_dual_bound !== undefined) job.onBound(data.mip_dual_bound);
          return undefined;
        },
      });
      const optimal = solver.getModelStatus() === modelStatus.optimal;
      // What presolve decides alone is told by no callback.
      if (optimal) tell(solver.getSolution().colValue);
      return Promise.resolve(optimal);
    },
  };
}

/** Rows as HiGHS takes them; every variable is a whole number from 0 to 1. */
function sparse({ costs, rows, constant }: Program): Sparse {
  const starts = new Int32Array(rows.length + 1);
  for (const [index, row] of rows.entries()) starts[index + 1] = (starts[index] ?? 0) + row.vars.length;
  const entries = starts.at(-1) ?? 0;
  const indices = new Int32Array(entries);
  const values = new Float64Array(entries);
  for (const [index, { vars, factors }] of rows.entries()) {
    const from = starts[index] ?? 0;
    for (let at = 0; at < vars.length; at += 1) {
      indices[from + at] = vars[at] ?? 0;
      values[from + at] = factors?.[at] ?? 1;
    }
  }
  return {
    numCols: costs.length,
    numRows: rows.length,
    sense: 1,
    offset: constant,
    colCost: Float64Array.from(costs),
    colLower: new Float64Array(costs.length),
    colUpper: new Float64Array(costs.length).fill(1),
    rowLower: Float64Array.from(rows, ({ least }) => least),
    rowUpper: Float64Array.from(rows, ({ most }) => most),
    integrality: new Int32Array(costs.length).fill(1),
    matrix: { format: 'csr', numRows: rows.length, numCols: costs.length, starts, indices, values },
  };
}
