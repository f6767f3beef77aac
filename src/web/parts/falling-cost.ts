/** The picture of a search: how the cost of its best plan falls, and the bound that no plan goes below. */
import type { SearchProgress } from '#contract/day-search.ts';

/** In a square of 100 by 100, the origin at the top left; `line` is an SVG path of steps. */
export type FallingCost = { readonly line: string; readonly area: string; readonly bound?: number };

const SIDE = 100;
/** Of the height, kept free above and below, so that nothing lies on the edge. */
const MARGIN = 8;

/** Undefined while there is nothing to see: it takes two moments to fall. */
export function fallingCost(told: readonly SearchProgress[]): FallingCost | undefined {
  const last = told.at(-1);
  const first = told[0];
  if (first === undefined || last === undefined || told.length < 2) return undefined;
  const bound = last.bound ?? undefined;
  const costs = told.map(({ cost }) => cost);
  const [low, high] = [Math.min(...costs, bound ?? Infinity), Math.max(...costs)];
  const x = (seconds: number): number =>
    round((SIDE * (seconds - first.seconds)) / Math.max(last.seconds - first.seconds, 0.001));
  const y = (cost: number): number =>
    round(MARGIN + ((SIDE - 2 * MARGIN) * (high - cost)) / Math.max(high - low, 1));
  // The cost stays what it was until a better plan is found.
  const steps = told.slice(1).map(({ seconds, cost }) => `H${x(seconds)}V${y(cost)}`);
  const line = `M0 ${y(first.cost)}${steps.join('')}`;
  return {
    line,
    area: `${line}V${SIDE}H0Z`,
    ...(bound === undefined ? {} : { bound: y(bound) }),
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Those that a picture needs: only the latest of many with the same cost. */
export function heard(told: readonly SearchProgress[], news: SearchProgress): readonly SearchProgress[] {
  const [last, before] = [told.at(-1), told.at(-2)];
  const same = last?.cost === news.cost && before?.cost === news.cost;
  return [...(same ? told.slice(0, -1) : told), news];
}
