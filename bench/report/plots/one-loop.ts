import type { OneLoopRecord } from '../../record.ts';
import { brief, quantile } from '../statistics.ts';
import { type Canvas, sheetOf } from './canvas.ts';
import { colourOf } from './colours.ts';

const WIDTH = 760;
const HEIGHT = 340;

/** The share of problems that were answered within a time. */
export function oneLoop({ library, draw }: Canvas, records: readonly OneLoopRecord[]): string {
  const curves = records.map(({ solver, cpuMilliseconds }) => ({
    solver,
    median: quantile(cpuMilliseconds, 0.5),
    early: quantile(cpuMilliseconds, 0.25),
    points: cpuMilliseconds
      .toSorted((a, b) => a - b)
      .map((value, index) => ({ x: Math.max(0.5, value), y: ((index + 1) / cpuMilliseconds.length) * 100 })),
  }));
  const longest = Math.max(100, ...records.map(({ cpuMilliseconds }) => quantile(cpuMilliseconds, 1)));
  const svg = draw({
    width: WIDTH,
    height: HEIGHT,
    marginLeft: 50,
    marginRight: 110,
    marginTop: 30,
    x: {
      type: 'log',
      domain: [0.5, longest * 1.1],
      label: 'CPU milliseconds →',
      grid: true,
      ticks: [0.1, 1, 10, 100, 1000, 10_000],
      tickFormat: (value: number) => value.toLocaleString('en'),
    },
    y: { label: '↑ % of problems answered', domain: [0, 100] },
    marks: [
      ...[
        { x: 3, text: 'goal: median 3' },
        { x: 30, text: 'goal: p99 30' },
      ].flatMap((goal) => [
        library.ruleX([goal.x], { stroke: 'currentColor', strokeDasharray: '2 4', strokeOpacity: 0.7 }),
        library.text([{ ...goal, y: 3 }], {
          x: 'x',
          y: 'y',
          text: 'text',
          dx: 5,
          textAnchor: 'start',
          fill: 'currentColor',
        }),
      ]),
      ...curves.flatMap(({ solver, points, median, early }) => [
        library.lineY(points, {
          x: 'x',
          y: 'y',
          stroke: colourOf(solver),
          strokeWidth: 2.5,
          curve: 'step-after',
        }),
        library.text([{ x: early, y: 22, text: `${solver}, median ${brief(median)} ms` }], {
          x: 'x',
          y: 'y',
          text: 'text',
          dx: 14,
          textAnchor: 'start',
          fill: colourOf(solver),
          fontWeight: 600,
        }),
      ]),
    ],
  });
  const asked = records.map(
    ({ solver, problems, alternatives }) =>
      `${solver}: ${problems} problems, ${alternatives === 0 ? 'the best plan alone' : `best plan and ${alternatives} alternatives`}`,
  );
  return sheetOf({
    title: 'One loop, proven best, in a warm process',
    note: `${asked.join('. ')}.`,
    panels: [{ title: 'Share of problems answered within a time', svg }],
    columns: 1,
    width: WIDTH,
    height: HEIGHT,
  });
}
