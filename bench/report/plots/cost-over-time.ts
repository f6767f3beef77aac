import type { SearchRecord } from '../../record.ts';
import { boundOf, OURS, type Searches, secondsOf } from '../searches.ts';
import { type Canvas, type Mark, type Panel, sheetOf } from './canvas.ts';
import { colourOf, dashOf } from './colours.ts';

const WIDTH = 490;
const HEIGHT = 300;
const EARLIEST = 0.01;

/** How the cost of the best complete plan falls, one panel for each instance that is not trivial. */
export function costOverTime(canvas: Canvas, searches: Searches): string {
  const planned = (instance: string): boolean =>
    searches.solvers.some((solver) => (searches.of(instance, solver)?.steps.length ?? 0) > 0);
  const instances = searches.instances.filter(
    (instance) => !['L1', 'L5'].includes(instance) && planned(instance),
  );
  return sheetOf({
    title: 'Cost of the best complete plan over time',
    note: 'Lower is better. CPU seconds of the whole process and cost, both on logarithmic scales; a dot marks the first plan, a line ends with its run.',
    panels: instances.map((instance) => panelOf(canvas, searches, instance)),
    columns: 2,
    width: WIDTH,
    height: HEIGHT,
  });
}

function panelOf({ library, draw }: Canvas, searches: Searches, instance: string): Panel {
  const records = searches.solvers
    .flatMap((solver) => searches.of(instance, solver) ?? [])
    .filter(({ steps }) => steps.length > 0);
  const end = Math.max(10, ...records.map(({ limit }) => limit));
  const bound = boundOf(searches, instance);
  const marks: Mark[] = records
    .toSorted((a, b) => Number(a.solver === OURS) - Number(b.solver === OURS))
    .flatMap((record) => marksOf(library, record));
  const labels = spread(
    records.map(({ solver, cost }) => ({ x: end, y: shown(cost ?? 0), solver })),
    spanOf(records, bound),
  );
  const floor = bound > 0 ? [library.ruleY([bound], { stroke: 'currentColor', strokeDasharray: '1 3' })] : [];
  const svg = draw({
    width: WIDTH,
    height: HEIGHT,
    marginLeft: 58,
    marginRight: 168,
    x: {
      type: 'log',
      domain: [EARLIEST, end],
      label: 'CPU seconds →',
      ticks: [0.01, 0.1, 1, 10],
      tickFormat: String,
    },
    y: {
      type: 'log',
      label: '↑ cost',
      grid: true,
      domain: spanOf(records, bound),
      ticks: 5,
      tickFormat: whole,
    },
    marks: [
      ...floor,
      ...marks,
      ...labels.map((label) =>
        library.text([label], {
          x: 'x',
          y: 'y',
          text: 'solver',
          dx: 6,
          textAnchor: 'start',
          fill: colourOf(label.solver),
          fontWeight: label.solver === OURS ? 700 : 400,
        }),
      ),
    ],
  });
  const none = searches.solvers.filter((solver) => searches.of(instance, solver)?.steps.length === 0);
  const without = none.length === 0 ? '' : ` · no plan: ${none.join('; ')}`;
  return { title: `${instance} · proven bound ${bound}${without}`, svg };
}

function marksOf(library: Canvas['library'], record: SearchRecord): readonly Mark[] {
  const points = record.steps.map((step) => ({
    x: Math.max(EARLIEST, secondsOf(step)),
    y: shown(step.cost),
  }));
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return [];
  const stroke = colourOf(record.solver);
  const ours = record.solver === OURS;
  return [
    library.lineY([...points, { x: Math.max(last.x, secondsOf(record.spent)), y: last.y }], {
      x: 'x',
      y: 'y',
      curve: 'step-after',
      stroke,
      strokeWidth: ours ? 3 : 1.6,
      strokeDasharray: dashOf(record.solver),
    }),
    library.dot([first], { x: 'x', y: 'y', fill: stroke, r: ours ? 4.5 : 3 }),
  ];
}

/** A logarithm knows no zero. */
function shown(cost: number): number {
  return Math.max(1, cost);
}

function spanOf(records: readonly SearchRecord[], bound: number): readonly [number, number] {
  const costs = records.flatMap(({ steps }) => steps.map(({ cost }) => shown(cost)));
  return [Math.min(...costs, ...(bound > 0 ? [bound] : [])) * 0.85, Math.max(...costs) * 1.15];
}

type Label = { readonly x: number; readonly y: number; readonly solver: string };

/** Moves labels up until none covers another; from the lowest on. */
function spread(labels: readonly Label[], [low, high]: readonly [number, number]): readonly Label[] {
  const apart = (high / low) ** (15 / (HEIGHT - 50));
  let floor = 0;
  return labels
    .toSorted((a, b) => a.y - b.y)
    .map((label) => {
      const y = Math.max(label.y, floor);
      floor = y * apart;
      return { ...label, y };
    });
}

function whole(value: number): string {
  return value.toLocaleString('en');
}
