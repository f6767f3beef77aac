import { clockMinutesAt, instantText } from '#domain/time/zoned.ts';
import { type Broken, brokenAt } from './broken.ts';
import { type Facts, wholeMinutes } from './facts.ts';

const DEFAULT_GRID = 15;

/** Sessions start on the grid of the local clock and last as long as the problem says. */
export function grid(facts: Facts): readonly Broken[] {
  const { timeZone, grid: step = DEFAULT_GRID } = facts.problem;
  return [...facts.placed.values()].flatMap((at) => {
    const lasts = wholeMinutes(at.to - at.from);
    const minute = Math.floor(at.from);
    const onGrid = minute === at.from && clockMinutesAt(minute, timeZone) % step === 0;
    return [
      ...(lasts === at.session.minutes
        ? []
        : [brokenAt('grid', at, `lasts ${lasts} minutes, not ${at.session.minutes}`)]),
      ...(onGrid
        ? []
        : [
            brokenAt(
              'grid',
              at,
              `starts at ${instantText(minute, timeZone)}${minute === at.from ? '' : ' and some seconds'}, ` +
                `off the grid of ${step} minutes`,
            ),
          ]),
    ];
  });
}
