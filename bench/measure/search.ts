/** One solver on one instance: from its events to a record. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseLoopPlan } from '#contract/loop-plan.ts';
import type { LoopPlan, LoopProblem } from '#domain/planning/loop-problem.ts';
import { decode } from '../reading/decode.ts';
import { readProblem } from '../reading/read-problem.ts';
import type { Peer } from '../peers/peer.ts';
import type { SearchRecord } from '../record.ts';
import { type Event, readEvents } from './events.ts';
import { judge, judgeThere } from './judge.ts';
import { machineNow } from './machine.ts';
import { readProblemFile } from './problem-file.ts';
import { watch } from './watch.ts';

export type Question = {
  readonly instance: string;
  readonly file: string;
  /** CPU seconds. */
  readonly seconds: number;
  readonly referee: string | undefined;
};

export async function searchWithPeer(peer: Peer, question: Question): Promise<SearchRecord> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-run-'));
  const events = join(folder, 'events');
  const failure = await watch({
    script: 'peer-process.ts',
    args: [peer.name, question.file, events, String(question.seconds)],
    events,
    seconds: question.seconds,
    endsItself: false,
  });
  const problem = readProblemFile(question.file);
  const reading = readProblem(problem);
  const plansOf = (event: Event): LoopPlan[] =>
    event.event === 'plan' ? [decode(problem, reading, event.found)] : [];
  const record = recordOf({ question, problem, events: readEvents(events), plansOf, failure });
  rmSync(folder, { recursive: true });
  return { ...record, solver: peer.name, version: peer.version() ?? '' };
}

export async function searchWithOurs(question: Question): Promise<SearchRecord> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-run-'));
  const [events, planFile] = [join(folder, 'events'), join(folder, 'plan.json')];
  const failure = await watch({
    script: 'our-process.ts',
    args: [question.file, events, String(question.seconds), planFile],
    events,
    seconds: question.seconds,
    endsItself: true,
  });
  const plansOf = (event: Event): LoopPlan[] => {
    if (event.event !== 'end') return [];
    const parsed = parseLoopPlan(JSON.parse(readFileSync(planFile, 'utf8')));
    if (!parsed.ok) throw new Error(`our own plan cannot be read: ${JSON.stringify(parsed.problem[0])}`);
    return [parsed.value];
  };
  const problem = readProblemFile(question.file);
  const record = recordOf({ question, problem, events: readEvents(events), plansOf, failure });
  rmSync(folder, { recursive: true });
  return { ...record, solver: 'ours', version: record.machine.version };
}

type Run = {
  readonly question: Question;
  readonly problem: LoopProblem;
  readonly events: readonly Event[];
  /** The plans whose sessions an event tells. */
  readonly plansOf: (event: Event) => readonly LoopPlan[];
  readonly failure: string | undefined;
};

function recordOf(run: Run): Omit<SearchRecord, 'solver' | 'version'> {
  const { events, question } = run;
  const plans = events.flatMap((event) => run.plansOf(event).map((plan) => ({ event, plan })));
  const steps = stepsOf(events, plans);
  const [first] = steps;
  const cost = steps.at(-1)?.cost ?? null;
  const proven = events.some((event) => event.event === 'end' && event.proven);
  const { loading, modelling } = preparationOf(events);
  return {
    kind: 'search',
    instance: question.instance,
    limit: question.seconds,
    loading,
    modelling,
    first: first === undefined ? null : { cpu: first.cpu, wall: first.wall },
    steps,
    cost,
    proven,
    bound: proven ? cost : boundIn(events),
    spent: spentIn(run),
    ...judgedOf(run, plans),
    failure: run.failure ?? null,
    machine: machineNow(),
  };
}

function preparationOf(events: readonly Event[]): { loading: number; modelling: number } {
  const began = events.find((event) => event.event === 'began');
  return { loading: round(began?.loading ?? 0) ?? 0, modelling: round(began?.modelling ?? 0) ?? 0 };
}

/** Costs are whole, so a bound is too. */
function boundIn(events: readonly Event[]): number | null {
  const bounds = events.flatMap((event) => (event.event === 'bound' ? [event.bound] : []));
  return bounds.length === 0 ? null : Math.ceil(Math.max(...bounds) - 1e-6);
}

/** A run that told no end went on to its limit, unless it failed. */
function spentIn({ events, question, failure }: Run): SearchRecord['spent'] {
  const last = momentOf(events.at(-1));
  const ended = events.some((event) => event.event === 'end');
  return ended || failure !== undefined ? last : { cpu: question.seconds, wall: last.wall };
}

function judgedOf(run: Run, plans: readonly Told[]): Pick<SearchRecord, 'judge' | 'judged' | 'verdict'> {
  const { referee } = run.question;
  const told = [plans[0], plans.at(-1)].flatMap((each) => each?.plan ?? []);
  const verdicts = [...new Set(told)].map((plan) => judge(run.problem, plan, referee));
  const judged = verdicts.length;
  if (judged === 0) return { judge: judgeThere(referee), judged, verdict: 'no plan' };
  const wrong = verdicts.find(({ text }) => text !== 'right');
  return { judge: verdicts[0]?.judge ?? judgeThere(referee), judged, verdict: wrong?.text ?? 'right' };
}

type Told = { readonly event: Event; readonly plan: LoopPlan };

/** Complete plans in the order in which they were told, each cheaper than the one before. */
function stepsOf(events: readonly Event[], plans: readonly Told[]): SearchRecord['steps'] {
  const planAt = new Map(plans.map(({ event, plan }) => [event, plan]));
  let best = Infinity;
  return events.flatMap((event) => {
    const plan = planAt.get(event);
    const cost = plan?.cost.total ?? (event.event === 'cost' ? event.cost : Infinity);
    const complete =
      plan === undefined ? event.event === 'cost' && event.complete : plan.status === 'complete';
    if (!complete || cost >= best) return [];
    best = cost;
    return [{ ...momentOf(event), cost }];
  });
}

function momentOf(event: Event | undefined): { cpu: number | null; wall: number } {
  if (event === undefined || event.event === 'began') return { cpu: null, wall: 0 };
  return { cpu: round(event.cpu), wall: round(event.wall) ?? 0 };
}

/** Milliseconds are told, no more; null where there is no number. */
function round(seconds: number): number | null {
  return Number.isFinite(seconds) ? Math.round(seconds * 1000) / 1000 : null;
}
