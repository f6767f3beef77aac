import {
  COST_PARTS,
  type CostPart,
  type LoopPlan,
  type LoopProblem,
  type Unplaced,
} from '#domain/planning/loop-problem.ts';

const IN_WORDS: Readonly<Record<CostPart, string>> = {
  unplaced: 'loops not placed',
  waiting: 'minutes of waiting',
  preference: 'sessions outside what people prefer',
  overload: 'sessions beyond a fair load',
  delay: 'days before the first session',
  unfilled: 'optional places left empty',
  moved: 'sessions moved',
  replaced: 'people replaced',
  rerouted: 'rooms changed',
};

const STOPPED: Readonly<Record<LoopPlan['run']['stopped'], string>> = {
  proven: 'no better plan exists',
  time: 'the time was up',
  iterations: 'the iterations were used up',
  cancelled: 'it was cancelled',
};

/** The plan in a few lines for people: how much is placed, what it costs and why, and what did not fit. */
export function summaryOf(problem: LoopProblem, plan: LoopPlan): string {
  const total = problem.loops.length;
  const placed = total - plan.unplaced.length;
  const further = plan.alternatives?.length ?? 0;
  const lines = [
    `${placed} of ${total} ${total === 1 ? 'loop' : 'loops'} placed in ${plan.run.seconds.toFixed(2)} s; ${STOPPED[plan.run.stopped]}`,
    `cost ${plan.cost.total}${costInWords(plan)}`,
    ...(further === 0 ? [] : [`${further} ${further === 1 ? 'alternative' : 'alternatives'}`]),
    ...plan.unplaced.flatMap((loop) => unplacedLines(loop)),
  ];
  return `${lines.join('\n')}\n`;
}

function costInWords({ cost }: LoopPlan): string {
  const parts = COST_PARTS.filter((part) => cost[part] !== 0).map(
    (part) => `${cost[part]} for ${IN_WORDS[part]}`,
  );
  return parts.length === 0 ? '' : `: ${parts.join(', ')}`;
}

function unplacedLines({ loop, text, relax }: Unplaced): readonly string[] {
  return [`not placed: ${loop}: ${text}`, ...relax.map(({ change, then }) => `  if ${change}: ${then}`)];
}
