/** `RESULTS.md` and its plots, from the records alone. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BenchRecord } from '../record.ts';
import { readRecords } from '../record-files.ts';
import { INSTANCES } from '../instances.ts';
import { goalsOf, goalTable } from './goals.ts';
import { openCanvas } from './plots/canvas.ts';
import { costOverTime } from './plots/cost-over-time.ts';
import { firstPlanBars } from './plots/first-plan.ts';
import { growth } from './plots/growth.ts';
import { oneLoop } from './plots/one-loop.ts';
import { searchesOf } from './searches.ts';
import { brief, quantile } from './statistics.ts';
import { costs, firstPlans, preparations, remarks, table } from './tables.ts';

const BENCH = fileURLToPath(new URL('../', import.meta.url));

const CLASP_COSTS =
  '- clasp tells the values of its last plan only; until then its curve is the cost that it says, which may count units that the plan does not need, so the curve may end with a drop.';

export async function writeReport(): Promise<void> {
  const records = readRecords();
  const plots = await plotsOf(records);
  mkdirSync(`${BENCH}plots`, { recursive: true });
  for (const [name, svg] of plots) writeFileSync(`${BENCH}plots/${name}.svg`, svg);
  writeFileSync(`${BENCH}RESULTS.md`, reportOf(records, new Set(plots.keys())));
  console.error(`bench/RESULTS.md: ${records.length} records, ${plots.size} plots`);
}

/** Plots by file name; those for which there are records. */
export async function plotsOf(records: readonly BenchRecord[]): Promise<ReadonlyMap<string, string>> {
  const canvas = await openCanvas();
  const searches = searchesOf(records, INSTANCES);
  const plots = new Map<string, string>();
  if (searches.instances.length > 0) {
    plots.set('cost-over-time', costOverTime(canvas, searches));
    plots.set('first-plan', firstPlanBars(canvas, searches));
  }
  const loops = records.filter((record) => record.kind === 'one-loop');
  if (loops.length > 0) plots.set('one-loop', oneLoop(canvas, loops));
  for (const record of records) if (record.kind === 'growth') plots.set('growth', growth(canvas, record));
  return plots;
}

export function reportOf(records: readonly BenchRecord[], plots: ReadonlySet<string>): string {
  const searches = searchesOf(records, INSTANCES);
  const picture = (name: string, words: string): string =>
    plots.has(name) ? `\n![${words}](plots/${name}.svg)\n` : '';
  const limits = [...new Set(records.flatMap((record) => (record.kind === 'search' ? [record.limit] : [])))];
  const parts = [
    '# What the bench saw\n\nMade by `npm run bench` from the records in `results/`; not to be edited.\n' +
      'Costs are in units of the plan format, with its default weights. Seconds are CPU seconds of the whole process unless said otherwise, because the machine may have other work; the clock starts when a solver has the problem in its own form.',
    `## Goals\n\n${goalTable(goalsOf(records, searches))}`,
    `## The first complete plan\n\nCPU seconds, wall seconds in brackets.\n\n${firstPlans(searches)}\n${picture('first-plan', 'Bars: time to the first complete plan')}`,
    `## Cost after ${limits.join(' or ')} s of CPU\n\n\`*\` proven best; a row for our lower bound, and how far our plan is above it.\n\n${costs(searches)}\n${picture('cost-over-time', 'Lines: cost of the best plan over time')}`,
    `## One loop\n\n${oneLoopTable(records)}\n${picture('one-loop', 'Curves: share of one-loop problems answered within a time')}`,
    `## Growth\n\n${growthTable(records)}\n${picture('growth', 'Lines: time and memory against the number of loops')}`,
    `## Before the clock\n\nCPU seconds for loading a solver and for writing the model; neither is counted above.\n\n${preparations(searches)}`,
    `## Remarks\n\n${[...remarks(records), judgedLine(records), CLASP_COSTS].join('\n')}`,
    `## Machines\n\n${machineTable(records)}`,
  ];
  return `${parts.join('\n\n').replaceAll(/\n{3,}/g, '\n\n')}\n`;
}

function oneLoopTable(records: readonly BenchRecord[]): string {
  const rows = records.flatMap((record) => {
    if (record.kind !== 'one-loop') return [];
    const { cpuMilliseconds: cpu, milliseconds: wall } = record;
    const both = (share: number): string =>
      `${brief(quantile(cpu, share))} (${brief(quantile(wall, share))})`;
    const { solver, problems, alternatives, proven, placed, agreeing } = record;
    const agree = agreeing === null ? '' : `${agreeing} of ${problems}`;
    return [
      [solver, problems, alternatives, proven, placed, both(0.5), both(0.99), both(1), agree].map(String),
    ];
  });
  const head = [
    '',
    'problems',
    'alternatives',
    'proven',
    'placed',
    'median ms',
    'p99 ms',
    'longest ms',
    'same cost as ours',
  ];
  return `Generated problems: 6 to 8 sessions, 20 to 60 people, 10 days, calendars about half full. CPU milliseconds in a warm process, wall in brackets.\n\n${table(head, rows)}`;
}

function growthTable(records: readonly BenchRecord[]): string {
  const rows = records.flatMap((record) =>
    record.kind === 'growth'
      ? record.sizes.map(({ loops, people, first, unplaced, peakMiB, verdict }) => [
          String(loops),
          String(people),
          first === null
            ? `none, ${unplaced} loops left out`
            : `${brief(first.cpu ?? Number.NaN)} (${brief(first.wall)})`,
          String(peakMiB),
          verdict,
        ])
      : [],
  );
  return table(['loops', 'people', 'first complete plan, s', 'peak MiB', 'judged'], rows);
}

function judgedLine(records: readonly BenchRecord[]): string {
  const searches = records.filter((record) => record.kind === 'search');
  const by = (judge: string): number =>
    searches.reduce((sum, record) => sum + (record.judge === judge ? record.judged : 0), 0);
  const [referee, own] = [by('referee'), by('our own check')];
  const right = searches.filter(({ verdict }) => verdict === 'right').length;
  return `- Of each run, the first plan whose sessions the solver told and its last went to a judge: ${referee} plans to the independent referee, ${own} to our own check. ${right} of ${searches.length} runs ended with plans found right; the rest found none or are listed above.`;
}

function machineTable(records: readonly BenchRecord[]): string {
  const rows = new Map(
    records.map(({ machine }) => {
      const { cpu, cores, memoryGiB, node, system, date, version } = machine;
      const cells = [cpu, String(cores), `${memoryGiB} GiB`, system, node, date, version];
      return [cells.join(), cells];
    }),
  );
  const loads = records.map(({ machine }) => machine.load);
  const busy = `Processes that wanted a core in the minute before a record was made: ${brief(Math.min(...loads))} to ${brief(Math.max(...loads))}.`;
  return `${table(['processor', 'cores', 'memory', 'system', 'Node', 'date', 'version of ours'], [...rows.values()])}\n\n${busy}`;
}
