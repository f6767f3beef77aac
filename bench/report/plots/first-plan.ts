import { type Searches, secondsOf } from '../searches.ts';
import { brief } from '../statistics.ts';
import { type Canvas, type Panel, sheetOf } from './canvas.ts';
import { colourOf } from './colours.ts';

const WIDTH = 490;
const SHORTEST = 0.01;
const NONE = 'none';
const NOT_MEASURED = 'not measured';

/** CPU seconds to the first complete plan, one panel for each instance. */
export function firstPlanBars(canvas: Canvas, searches: Searches): string {
  const height = 50 + searches.solvers.length * 24;
  return sheetOf({
    title: 'Time to the first complete plan',
    note: 'Shorter is better. CPU seconds of the whole process on a logarithmic scale, loading left out; 0.01 s is what the clock can tell.',
    panels: searches.instances.map((instance) => panelOf(canvas, searches, { instance, height })),
    columns: 2,
    width: WIDTH,
    height,
  });
}

type Drawn = { readonly instance: string; readonly height: number };

function panelOf({ library, draw }: Canvas, searches: Searches, { instance, height }: Drawn): Panel {
  const bars = searches.solvers.flatMap((solver) => {
    const record = searches.of(instance, solver);
    if (record === undefined) return [{ solver, from: SHORTEST, to: SHORTEST, text: NOT_MEASURED }];
    if (record.first === null) return [{ solver, from: SHORTEST, to: SHORTEST, text: NONE }];
    const seconds = secondsOf(record.first);
    const to = Math.max(SHORTEST, seconds);
    return [{ solver, from: SHORTEST / 2, to, text: seconds < SHORTEST ? '< 0.01' : brief(seconds) }];
  });
  const svg = draw({
    width: WIDTH,
    height,
    marginLeft: 170,
    marginRight: 56,
    x: {
      type: 'log',
      domain: [SHORTEST / 2, 100],
      label: 'CPU seconds →',
      ticks: [0.01, 0.1, 1, 10, 100],
      tickFormat: String,
      grid: true,
    },
    y: { label: null, domain: bars.map(({ solver }) => solver), tickSize: 0 },
    marks: bars.flatMap((bar) => [
      library.barX([NONE, NOT_MEASURED].includes(bar.text) ? [] : [bar], {
        x1: 'from',
        x2: 'to',
        y: 'solver',
        fill: colourOf(bar.solver),
      }),
      library.text([bar], {
        x: 'to',
        y: 'solver',
        text: 'text',
        dx: 5,
        textAnchor: 'start',
        fill: 'currentColor',
      }),
    ]),
  });
  return { title: instance, svg };
}
