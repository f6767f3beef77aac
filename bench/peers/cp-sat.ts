/** CP-SAT of OR-tools (Perron and Didier), compiled to WebAssembly. */
import { type CpModel, cpModelOf } from '../models/cp-model.ts';
import { timeIndexed } from '../models/time-indexed.ts';
import { ownCpuSeconds } from '../measure/cpu.ts';
import { foundIn } from './from-program.ts';
import { packageEntry, packageVersion } from './packages.ts';
import type { Job, Peer, Prepared } from './peer.ts';

type Response = { readonly status?: string | number; readonly solution?: readonly (number | bigint | string)[] };

/** The part of or-tools-wasm that is used here. */
type OrTools = {
  readonly CpSat: {
    readonly loadModule: () => Promise<unknown>;
    readonly createModel: (model: CpModel) => Promise<Uint8Array>;
    readonly setWorkerBridgeEnabled: (enabled: boolean) => void;
    readonly solve: (
      model: Uint8Array,
      parameters: Readonly<Record<string, unknown>>,
      callbacks: {
        readonly onSolution: (response: Response) => void;
        readonly onBestBound: (bound: number) => void;
      },
    ) => Promise<{ readonly response: Response | null }>;
  };
};

/** What its authors advise at least: below that, some of its searches (neighbourhoods, say) are left out. */
const WORKERS = 8;

const TRIFLE: CpModel = {
  variables: [{ domain: [0, 1] }, { domain: [0, 1] }],
  constraints: [{ atMostOne: { literals: [0, 1] } }],
  objective: { vars: [0, 1], coeffs: [-1, -2], offset: 0 },
};

let loaded: OrTools['CpSat'] | undefined;

export const CP_SAT: Peer = {
  name: 'CP-SAT',
  version: () => packageVersion('or-tools-wasm'),
  load: async () => {
    const module: OrTools = await import(packageEntry('or-tools-wasm/cp-sat'));
    module.CpSat.setWorkerBridgeEnabled(false);
    await module.CpSat.loadModule();
    loaded = module.CpSat;
    // The first solve starts its threads.
    const trifle = await module.CpSat.createModel(TRIFLE);
    await module.CpSat.solve(trifle, { numWorkers: WORKERS }, { onSolution: () => undefined, onBestBound: () => undefined });
  },
  prepare,
};

function prepare(job: Job): Prepared {
  const solver = loaded;
  if (solver === undefined) throw new Error('CP-SAT is not loaded');
  const model = timeIndexed(job.problem, job.everyLoop);
  const written = solver.createModel(cpModelOf(model.program));
  let began = 0;
  return {
    cpuSeconds: () => ownCpuSeconds() - began,
    solve: async () => {
      const bytes = await written;
      began = ownCpuSeconds();
      const { response } = await solver.solve(
        bytes,
        { numWorkers: WORKERS },
        {
          onSolution: ({ solution = [] }) =>
            job.onPlan(foundIn(job.problem, model, (variable) => Number(solution[variable]) === 1)),
          onBestBound: (bound) => job.onBound(bound),
        },
      );
      return response?.status === 'OPTIMAL' || response?.status === 4;
    },
  };
}
