/** CP-SAT of OR-tools (Perron and Didier), compiled to WebAssembly. */
import { type CpIntervals, cpIntervals } from '../models/cp-intervals.ts';
import type { CpModel } from '../models/cp-model.ts';
import type { Found } from '../reading/found.ts';
import type { PeerProblem } from '../reading/peer-problem.ts';
import { ownCpuSeconds } from '../measure/cpu.ts';
import { packageEntry, packageVersion } from './packages.ts';
import type { Job, Peer, Prepared } from './peer.ts';

type Response = {
  readonly status?: string | number;
  readonly solution?: readonly (number | bigint | string)[];
};

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

/**
 * One thread, as all the others have. Probing alone would take most of a minute of L20 and brings little there, and
 * neither does the search for symmetries.
 */
const SETTINGS = { numWorkers: 1, cpModelProbingLevel: 0, symmetryLevel: 0 };

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
    await module.CpSat.solve(trifle, SETTINGS, { onSolution: () => undefined, onBestBound: () => undefined });
  },
  prepare,
};

function prepare(job: Job): Prepared {
  const solver = loaded;
  if (solver === undefined) throw new Error('CP-SAT is not loaded');
  const intervals = cpIntervals(job.problem, job.everyLoop);
  const written = solver.createModel(intervals.model);
  let began = 0;
  return {
    cpuSeconds: () => ownCpuSeconds() - began,
    solve: async () => {
      const bytes = await written;
      began = ownCpuSeconds();
      const { response } = await solver.solve(bytes, SETTINGS, {
        onSolution: ({ solution = [] }) =>
          job.onPlan(foundOf(job.problem, intervals, (variable) => Number(solution[variable]))),
        onBestBound: (bound) => job.onBound(bound),
      });
      return response?.status === 'OPTIMAL' || response?.status === 4;
    },
  };
}

function foundOf(problem: PeerProblem, intervals: CpIntervals, valueOf: (variable: number) => number): Found {
  const seated: number[][][] = problem.tasks.map((task) => task.places.map(() => []));
  for (const { literal, task, place, person } of intervals.sits)
    if (valueOf(literal) === 1) seated[task]?.[place]?.push(person);
  const starts = problem.tasks.map(({ index }) => {
    const placed = intervals.placed[index];
    return placed === undefined || valueOf(placed) === 1 ? valueOf(intervals.starts[index] ?? 0) : -1;
  });
  return { starts, seated };
}
