import type { BenchRecord, SearchRecord } from '../record.ts';
import { costAt, OURS, type Searches } from './searches.ts';
import { brief } from './statistics.ts';

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map((row) => line(row))].join('\n');
}

/** CPU seconds to the first complete plan, wall seconds in brackets. */
export function firstPlans(searches: Searches): string {
  const cell = (record: SearchRecord | undefined): string => {
    if (record === undefined) return '';
    if (record.first === null) return record.failure === null ? 'none' : 'failed';
    const { cpu, wall } = record.first;
    return cpu === null ? `(${brief(wall)})` : `${atLeastTick(cpu)} (${brief(wall)})`;
  };
  return bySolver(searches, (instance, solver) => cell(searches.of(instance, solver)));
}

/** What the clock of Linux cannot tell from nothing. */
function atLeastTick(seconds: number): string {
  return seconds < 0.01 ? '< 0.01' : brief(seconds);
}

/** The cost of the best plan at the end; a star where it was proven best. */
export function costs(searches: Searches): string {
  const { instances, of } = searches;
  const rows = bySolver(searches, (instance, solver) => {
    const record = of(instance, solver);
    if (record === undefined) return '';
    if (record.cost === null) return 'none';
    if (record.verdict !== 'right') return 'refused';
    return `${record.cost}${record.proven ? '*' : ''}`;
  });
  const early = instances.map((instance) => String(costAt(of(instance, OURS), 10) ?? 'none'));
  const bounds = instances.map((instance) => String(of(instance, OURS)?.bound ?? ''));
  const gaps = instances.map((instance) => gapOf(of(instance, OURS)));
  return [
    rows,
    ...[
      ['ours after 10 s', ...early],
      ['our lower bound', ...bounds],
      ['our gap', ...gaps],
    ].map((cells) => `| ${cells.join(' | ')} |`),
  ].join('\n');
}

function gapOf(record: SearchRecord | undefined): string {
  if (record === undefined || record.cost === null || record.bound === null) return '';
  if (record.cost === record.bound) return '0 %';
  if (record.bound === 0) return `${record.cost} above 0`;
  return `${brief(((record.cost - record.bound) / record.bound) * 100)} %`;
}

function bySolver(searches: Searches, cell: (instance: string, solver: string) => string): string {
  const { instances, solvers } = searches;
  return table(
    ['', ...instances],
    solvers.map((solver) => [solver, ...instances.map((instance) => cell(instance, solver))]),
  );
}

/** What lies before the clock: loading and compiling a solver, writing the model. */
export function preparations(searches: Searches): string {
  const { instances, solvers, of } = searches;
  return table(
    ['', 'version', 'loading', ...instances.map((instance) => `model of ${instance}`)],
    solvers.map((solver) => {
      const records = instances.map((instance) => of(instance, solver));
      const [first] = records.flatMap((record) => record ?? []);
      const models = records.map((record) => (record === undefined ? '' : brief(record.modelling)));
      return [solver, first?.version ?? '', brief(first?.loading ?? Number.NaN), ...models];
    }),
  );
}

/** One line for each thing that went otherwise than asked. */
export function remarks(records: readonly BenchRecord[]): readonly string[] {
  return records.flatMap((record) => {
    if (record.kind === 'absent') return [`- ${record.solver} was not measured: ${record.reason}.`];
    if (record.kind !== 'search') return [];
    const { instance, solver, failure, verdict } = record;
    const failed = failure === null ? [] : [`- ${solver} failed on ${instance}: ${failure}.`];
    const refused =
      verdict === 'right' || verdict === 'no plan'
        ? []
        : [`- ${solver} on ${instance} was refused: ${verdict}.`];
    return [...failed, ...refused];
  });
}
