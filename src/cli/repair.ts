/**
 * `second-round repair`: the plan that stands and what happened in, the repaired plan out.
 *
 * The plan goes to standard output or to `--out`; what changes and who must be told goes to standard error.
 */
import { parseLoopPlan } from '#contract/loop-plan.ts';
import { parseLoopProblem } from '#contract/loop-problem.ts';
import type { Fault } from '#domain/fault.ts';
import type { LoopPlan, LoopProblem, PlannedSession } from '#domain/planning/loop-problem.ts';
import type { Repair, RepairEvent, Wish } from '#domain/repair/repair.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { type Effects, EXIT, type Exit } from './effects.ts';
import { refuseInput } from './faults.ts';
import { readJsonFile } from './json-file.ts';
import { eventFrom, type EventOptions } from './repair-event.ts';
import { repairText } from './repair-text.ts';

export type RepairOptions = EventOptions & {
  readonly wish?: Wish;
  readonly alternatives: number;
  readonly out?: string;
  readonly problemOut?: string;
};

export type RepairEffects = Pick<
  Effects,
  'stdout' | 'stderr' | 'readBytes' | 'writeWhole' | 'checkWritable' | 'seconds'
> & {
  /** The problem that the event leaves, and the repairs, the best first; the faults are those of the event. */
  readonly repair: (
    problem: LoopProblem,
    plan: { readonly sessions: readonly PlannedSession[] },
    asked: { readonly event: RepairEvent; readonly wish?: Wish; readonly most: number },
  ) => Result<{ readonly problem: LoopProblem; readonly repairs: readonly Repair[] }, readonly Fault[]>;
};

type Asked = { readonly problem: string; readonly plan: string; readonly options: RepairOptions };

export async function repair(effects: RepairEffects, asked: Asked): Promise<Exit> {
  const inputs = await inputsOf(effects, asked);
  if (!inputs.ok) return refuseInput(effects, inputs.problem);
  const { problem, plan, event } = inputs.value;
  const { wish, alternatives, out, problemOut } = asked.options;
  const began = effects.seconds();
  const mended = effects.repair(problem, plan, {
    event,
    most: alternatives + 1,
    ...(wish === undefined ? {} : { wish }),
  });
  if (!mended.ok) return refuseInput(effects, mended.problem.map(asOption));
  const [best, ...others] = mended.value.repairs;
  if (best === undefined) throw new Error('a repair always has an answer');
  const seconds = Math.round((effects.seconds() - began) * 1000) / 1000;
  const written = await writeAll(effects, [
    [out, planOf(best, { others, seconds })],
    ...(problemOut === undefined ? [] : [[problemOut, mended.value.problem] as const]),
  ]);
  if (written !== undefined) return refuseInput(effects, [written]);
  effects.stderr(repairText(mended.value.problem, best));
  return best.unplaced.length === 0 ? EXIT.fine : EXIT.unplaced;
}

type Inputs = { readonly problem: LoopProblem; readonly plan: LoopPlan; readonly event: RepairEvent };

async function inputsOf(
  effects: RepairEffects,
  { problem: problemPath, plan: planPath, options }: Asked,
): Promise<Result<Inputs, readonly Fault[]>> {
  const problem = await readJsonFile(effects, problemPath, parseLoopProblem);
  const plan = await readJsonFile(effects, planPath, parseLoopPlan);
  const event = eventFrom(options);
  const places = [options.out, options.problemOut].filter((path) => path !== undefined);
  const writable = await Promise.all(places.map((path) => effects.checkWritable(path)));
  if (problem.ok && plan.ok && event.ok && writable.every(({ ok: may }) => may)) {
    return ok({ problem: problem.value, plan: plan.value, event: event.value });
  }
  return refuse([
    ...[problem, plan, event].flatMap((read) => (read.ok ? [] : read.problem)),
    ...writable.flatMap((asked) => (asked.ok ? [] : [asked.problem])),
  ]);
}

/** What the event says of itself is said of the option that told it. */
function asOption(fault: Fault): Fault {
  if (fault.place !== 'the event') return { ...fault, place: `--${fault.place}` };
  return { ...fault, remedy: 'Say what happened: --declined, --away, --late, --comes or --lost.' };
}

async function writeAll(
  effects: RepairEffects,
  files: readonly (readonly [path: string | undefined, content: unknown])[],
): Promise<Fault | undefined> {
  for (const [path, content] of files) {
    const text = `${JSON.stringify(content, null, 2)}\n`;
    if (path === undefined) effects.stdout(text);
    else {
      const written = await effects.writeWhole(path, text);
      if (!written.ok) return written.problem;
    }
  }
  return undefined;
}

function planOf(
  repaired: Repair,
  { others, seconds }: { readonly others: readonly Repair[]; readonly seconds: number },
): LoopPlan {
  const { sessions, unplaced, cost } = repaired;
  const some = sessions.length === 0 ? 'empty' : 'partial';
  const plan: LoopPlan = {
    format: 'loop-plan/1',
    status: unplaced.length === 0 ? 'complete' : some,
    cost,
    bound: null,
    sessions,
    unplaced,
    run: { seed: 0, seconds, iterations: 0, stopped: 'iterations' },
  };
  if (others.length === 0) return plan;
  return { ...plan, alternatives: others.map((other) => planOf(other, { others: [], seconds })) };
}
