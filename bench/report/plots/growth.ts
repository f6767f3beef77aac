import type { GrowthRecord } from '../../record.ts';
import { secondsOf } from '../searches.ts';
import { brief, type Point, powerFit } from '../statistics.ts';
import { type Canvas, type Panel, sheetOf } from './canvas.ts';
import { colourOf } from './colours.ts';

const WIDTH = 460;
const HEIGHT = 320;

/** Time and memory against the number of loops, people per loop kept. */
export function growth(canvas: Canvas, { sizes }: GrowthRecord): string {
  const times = sizes.flatMap(({ loops, first }) =>
    first === null ? [] : [{ x: loops, y: secondsOf(first) }],
  );
  const memory = sizes.map(({ loops, peakMiB }) => ({ x: loops, y: peakMiB }));
  const { exponent } = powerFit(times);
  return sheetOf({
    title: 'Growth with the number of loops',
    note: 'Two people for each loop, pools of one department each. Both scales logarithmic; the dashed line is the power that fits best.',
    panels: [
      panelOf(canvas, times, {
        title: `First complete plan: exponent ${brief(exponent)}`,
        label: '↑ CPU seconds',
      }),
      panelOf(canvas, memory, { title: 'Peak memory of the process', label: '↑ MiB' }),
    ],
    columns: 2,
    width: WIDTH,
    height: HEIGHT,
  });
}

type Words = { readonly title: string; readonly label: string };

function panelOf({ library, draw }: Canvas, points: readonly Point[], { title, label }: Words): Panel {
  const { exponent, factor } = powerFit(points);
  const fitted = points.map(({ x }) => ({ x, y: factor * x ** exponent }));
  const stroke = colourOf('ours');
  const [low, high] = [Math.min(...points.map(({ y }) => y)), Math.max(...points.map(({ y }) => y))];
  const named = points.map((point) => ({ ...point, text: brief(point.y) }));
  const svg = draw({
    width: WIDTH,
    height: HEIGHT,
    marginLeft: 58,
    marginRight: 30,
    x: { type: 'log', label: 'loops →', ticks: points.map(({ x }) => x), tickFormat: whole },
    y: { type: 'log', label, grid: true, ticks: 5, tickFormat: whole, domain: [low * 0.7, high * 1.4] },
    marks: [
      library.lineY(fitted, {
        x: 'x',
        y: 'y',
        stroke: 'currentColor',
        strokeDasharray: '4 4',
        strokeOpacity: 0.6,
      }),
      library.lineY(points, { x: 'x', y: 'y', stroke, strokeWidth: 2.5 }),
      library.dot(points, { x: 'x', y: 'y', fill: stroke, r: 4 }),
      library.text(named, { x: 'x', y: 'y', text: 'text', dy: -12, fill: 'currentColor' }),
    ],
  });
  return { title, svg };
}

function whole(value: number): string {
  return value.toLocaleString('en');
}
