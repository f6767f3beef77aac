/** What every peer offers: a solver that is told the same problem through a model of its own. */
import type { Found } from '../reading/found.ts';
import type { PeerProblem } from '../reading/peer-problem.ts';

export type Job = {
  readonly problem: PeerProblem;
  /** Every loop is known to fit, and the peer may know it too. */
  readonly everyLoop: boolean;
  /** CPU seconds after which the run is ended from outside; a solver that plans its time may know. */
  readonly seconds: number;
  /** To be called at once with every plan that is better than the one before, or with its cost in our units alone. */
  readonly onPlan: (found: Found) => void;
  readonly onCost: (cost: number) => void;
  /** In our units. */
  readonly onBound: (bound: number) => void;
};

/** A solver with the model already in its own form; `solve` resolves to true when its last plan is proven best. */
export type Prepared = {
  readonly solve: () => Promise<boolean>;
  /** Of the solver since it began. */
  readonly cpuSeconds: () => number;
};

export type Peer = {
  readonly name: string;
  /** The version that was measured, or undefined where the peer is not there. */
  readonly version: () => string | undefined;
  /** Loads and compiles what a long-lived process would hold already. */
  readonly load: () => Promise<void>;
  readonly prepare: (job: Job) => Prepared;
};
