/** What the bench keeps of each thing it measured, from which alone the report is made. */
export type Machine = {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly node: string;
  readonly system: string;
  /** Processes that wanted a core in the minute before; more than the cores means that others ran too. */
  readonly load: number;
  readonly date: string;
  /** Of our solver: the commit. */
  readonly version: string;
};

/** Seconds; CPU is null where the system does not tell it. */
export type Moment = { readonly cpu: number | null; readonly wall: number };

export type SearchRecord = {
  readonly kind: 'search';
  readonly instance: string;
  readonly solver: string;
  readonly version: string;
  /** CPU seconds after which the run was ended. */
  readonly limit: number;
  /** CPU seconds before the clock began, which counts from there. */
  readonly loading: number;
  readonly modelling: number;
  readonly first: Moment | null;
  /** Complete plans, each better than the one before. */
  readonly steps: readonly (Moment & { readonly cost: number })[];
  readonly cost: number | null;
  readonly proven: boolean;
  readonly bound: number | null;
  readonly spent: Moment;
  /** Who judged the plans (the first whose sessions the solver told, and the last), and what was said. */
  readonly judge: 'referee' | 'our own check';
  readonly judged: number;
  readonly verdict: string;
  readonly failure: string | null;
  readonly machine: Machine;
};

export type AbsentRecord = {
  readonly kind: 'absent';
  readonly solver: string;
  readonly reason: string;
  readonly machine: Machine;
};

export type OneLoopRecord = {
  readonly kind: 'one-loop';
  readonly solver: string;
  readonly version: string;
  readonly problems: number;
  /** How many were asked for. */
  readonly alternatives: number;
  readonly seed: number;
  readonly placed: number;
  readonly proven: number;
  /** Those whose plans, alternatives included, break no rule and cost what they say (our own check). */
  readonly right: number;
  /** In a warm process, one for each problem. */
  readonly milliseconds: readonly number[];
  readonly cpuMilliseconds: readonly number[];
  /** A peer's: problems in which it found the cost that we found. */
  readonly agreeing: number | null;
  readonly machine: Machine;
};

/** Milliseconds, medians: a process that solves one loop, and one that does nothing. */
export type ColdStartRecord = {
  readonly kind: 'cold-start';
  readonly runs: number;
  readonly solving: { readonly wall: number; readonly cpu: number };
  readonly bare: { readonly wall: number; readonly cpu: number };
  readonly machine: Machine;
};

export type GrowthRecord = {
  readonly kind: 'growth';
  readonly seed: number;
  readonly sizes: readonly {
    readonly loops: number;
    readonly people: number;
    readonly first: Moment | null;
    readonly unplaced: number;
    readonly peakMiB: number;
    readonly verdict: string;
  }[];
  readonly machine: Machine;
};

export type SameSeedRecord = {
  readonly kind: 'same-seed';
  readonly instances: readonly {
    readonly instance: string;
    readonly iterations: number;
    readonly same: boolean;
  }[];
  readonly machine: Machine;
};

export type BenchRecord =
  | SearchRecord
  | AbsentRecord
  | OneLoopRecord
  | ColdStartRecord
  | GrowthRecord
  | SameSeedRecord;
