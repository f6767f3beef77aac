/** The figures that the scheduler is to reach, each with what was measured. Costs are in units of the format. */
import type { BenchRecord, GrowthRecord } from '../record.ts';
import { costAt, OURS, rightPeers, type Searches, secondsOf } from './searches.ts';
import { brief, powerFit, quantile, steepestStep } from './statistics.ts';
import { table } from './tables.ts';

export type Goal = {
  readonly goal: string;
  readonly measured: string;
  /** Undefined: not measured. */
  readonly met: boolean | undefined;
};

/** CPU seconds. */
const EARLY = 10;
const SOONER: readonly (readonly [string, number])[] = [
  ['L20', 20],
  ['SD40', 20],
  ['L50', 20],
  ['SD200', 100],
];
const COSTS: readonly (readonly [string, number])[] = [
  ['L20', 280],
  ['L50', 620],
  ['SD40', 25],
  ['L200', 6250],
  ['SD200', 2000],
];
const L200_BOUND = 2890;

export function goalsOf(records: readonly BenchRecord[], searches: Searches): readonly Goal[] {
  return [
    ...oneLoopGoals(records),
    ...SOONER.map(([instance, times]) => soonerGoal(searches, instance, times)),
    scaleGoal(searches),
    ...searches.instances
      .filter((name) => !['L1', 'L5'].includes(name))
      .map((name) => earlyGoal(searches, name)),
    ...COSTS.map(([instance, most]) => costGoal(searches, instance, most)),
    gapGoal(searches),
    boundGoal(searches),
    ...records.flatMap((record) => (record.kind === 'growth' ? growthGoals(record) : [])),
    ...records.flatMap((record) => (record.kind === 'same-seed' ? [sameGoal(record.instances)] : [])),
  ];
}

export function goalTable(goals: readonly Goal[]): string {
  const word = (met: boolean | undefined): string => (met === undefined ? '' : met ? 'yes' : '**no**');
  return table(
    ['goal', 'measured', 'met'],
    goals.map(({ goal, measured, met }) => [goal, measured, word(met)]),
  );
}

function oneLoopGoals(records: readonly BenchRecord[]): readonly Goal[] {
  const found = records.find((record) => record.kind === 'one-loop' && record.solver === OURS);
  const cold = records.find((record) => record.kind === 'cold-start');
  const goals: Goal[] = [];
  if (found?.kind === 'one-loop') {
    const share = (at: number, goal: number): Goal => {
      const cpu = quantile(found.cpuMilliseconds, at);
      const wall = quantile(found.milliseconds, at);
      return {
        goal: `one loop with ${found.alternatives} alternatives, warm: ${at === 0.5 ? 'median' : 'p99'} ≤ ${goal} ms`,
        measured: `${brief(cpu)} ms of CPU, ${brief(wall)} ms wall`,
        met: wall <= goal,
      };
    };
    goals.push(share(0.5, 3), share(0.99, 30), {
      goal: 'each of them proven, every plan right',
      measured: `${found.proven} of ${found.problems} proven, ${found.right} right, ${found.placed} placed`,
      met: found.proven === found.problems && found.right === found.problems,
    });
  }
  if (cold?.kind === 'cold-start') {
    const more = cold.solving.wall - cold.bare.wall;
    goals.push({
      goal: 'one loop from the command line, cold: ≤ 150 ms more than Node itself',
      measured: `${more} ms more wall, ${cold.solving.cpu - cold.bare.cpu} ms more CPU (medians of ${cold.runs})`,
      met: more <= 150,
    });
  }
  return goals;
}

function soonerGoal(searches: Searches, instance: string, times: number): Goal {
  const goal = `first complete plan of ${instance} ≥ ${times} times sooner than the fastest peer`;
  const ours = searches.of(instance, OURS)?.first;
  const peers = rightPeers(searches, instance)
    .flatMap(({ first, solver }) => (first === null ? [] : [{ solver, seconds: secondsOf(first) }]))
    .toSorted((a, b) => a.seconds - b.seconds);
  const [fastest] = peers;
  if (ours === undefined || ours === null) return { goal, measured: 'ours: none', met: undefined };
  if (fastest === undefined)
    return { goal, measured: `${brief(secondsOf(ours))} s; no peer found one`, met: true };
  const ratio = fastest.seconds / secondsOf(ours);
  return {
    goal,
    measured: `${brief(ratio)} times: ${brief(secondsOf(ours))} s against ${brief(fastest.seconds)} s (${fastest.solver})`,
    met: ratio >= times,
  };
}

function scaleGoal(searches: Searches): Goal {
  const goal = 'first complete plan of L200 after at most 20 times as long as of L20';
  const [small, large] = ['L20', 'L200'].map((instance) => searches.of(instance, OURS)?.first);
  if (small === undefined || small === null || large === undefined || large === null)
    return { goal, measured: 'none', met: undefined };
  const ratio = secondsOf(large) / secondsOf(small);
  return { goal, measured: `${brief(ratio)} times`, met: ratio <= 20 };
}

function earlyGoal(searches: Searches, instance: string): Goal {
  const goal = `${instance}: after ${EARLY} s no worse than the best peer at its end`;
  const ours = costAt(searches.of(instance, OURS), EARLY);
  const best = rightPeers(searches, instance).toSorted((a, b) => (a.cost ?? 0) - (b.cost ?? 0))[0];
  if (ours === undefined) return { goal, measured: 'ours: none', met: undefined };
  if (best === undefined || best.cost === null)
    return { goal, measured: `${ours}; no peer has a plan`, met: true };
  return {
    goal,
    measured: `${ours} against ${best.cost} (${best.solver}, ${best.limit} s)`,
    met: ours <= best.cost,
  };
}

function costGoal(searches: Searches, instance: string, most: number): Goal {
  const record = searches.of(instance, OURS);
  const goal = `${instance}: cost ≤ ${most} after ${record?.limit ?? 60} s`;
  if (record === undefined) return { goal, measured: 'not measured', met: undefined };
  if (record.cost === null) return { goal, measured: 'no complete plan', met: false };
  return { goal, measured: `${record.cost}${record.proven ? ', proven' : ''}`, met: record.cost <= most };
}

function gapGoal(searches: Searches): Goal {
  const record = searches.of('L50', OURS);
  const goal = 'L50: within 5 % of the lower bound';
  if (record === undefined || record.cost === null || record.bound === null)
    return { goal, measured: 'not measured', met: undefined };
  const gap = (record.cost - record.bound) / record.bound;
  return { goal, measured: `${brief(gap * 100)} %: ${record.cost} over ${record.bound}`, met: gap <= 0.05 };
}

function boundGoal(searches: Searches): Goal {
  const bound = searches.of('L200', OURS)?.bound ?? null;
  const goal = `L200: lower bound above ${L200_BOUND}`;
  return {
    goal,
    measured: String(bound ?? 'not measured'),
    met: bound === null ? undefined : bound > L200_BOUND,
  };
}

function growthGoals({ sizes }: GrowthRecord): readonly Goal[] {
  const points = sizes.flatMap(({ loops, first }) =>
    first === null ? [] : [{ x: loops, y: secondsOf(first) }],
  );
  const [smallest, largest] = [sizes[0]?.loops ?? 0, sizes.at(-1)?.loops ?? 0];
  const range = `${smallest} to ${largest} loops`;
  const missing = sizes.length - points.length;
  const none = missing === 0 ? '' : `; ${missing} sizes without a complete plan`;
  const { exponent } = powerFit(points);
  const step = steepestStep(points);
  const peak = sizes.at(-1)?.peakMiB ?? Number.NaN;
  return [
    {
      goal: 'growth of the time to the first complete plan: exponent ≤ 1.15',
      measured: `${brief(exponent)} from ${range}${none}`,
      met: missing === 0 && exponent <= 1.15,
    },
    { goal: 'no step of it above 1.3', measured: `steepest ${brief(step)}`, met: step <= 1.3 },
    {
      goal: 'memory ≤ 400 MB at 1,000 loops',
      measured: `${peak} MiB at ${largest} loops`,
      met: largest >= 1000 ? peak * 1.048_576 <= 400 : undefined,
    },
  ];
}

function sameGoal(instances: readonly { readonly instance: string; readonly same: boolean }[]): Goal {
  const other = instances.filter(({ same }) => !same).map(({ instance }) => instance);
  return {
    goal: 'same seed and limit on iterations: plans equal byte for byte',
    measured:
      other.length === 0 ? `equal on ${instances.length} instances` : `different on ${other.join(', ')}`,
    met: other.length === 0,
  };
}
