/** The value below which the share of all values lies, by nearest rank; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export type Point = { readonly x: number; readonly y: number };

/** The exponent and the factor of y = factor × x^exponent that fit best (least squares of the logarithms). */
export function powerFit(points: readonly Point[]): { readonly exponent: number; readonly factor: number } {
  const logs = points.map(({ x, y }) => ({ x: Math.log(x), y: Math.log(y) }));
  const mean = (pick: (point: Point) => number): number =>
    logs.reduce((sum, point) => sum + pick(point), 0) / logs.length;
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)];
  const covariance = logs.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0);
  const variance = logs.reduce((sum, point) => sum + (point.x - x) ** 2, 0);
  const exponent = covariance / variance;
  return { exponent, factor: Math.exp(y - exponent * x) };
}

/** The steepest exponent from one point to the next. */
export function steepestStep(points: readonly Point[]): number {
  const steps = points.slice(1).map((point, index) => {
    const before = points[index] ?? point;
    return Math.log(point.y / before.y) / Math.log(point.x / before.x);
  });
  return Math.max(...steps);
}

/** Three figures, no more: 0.0312, 4.52, 127. */
export function brief(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  if (Math.abs(value) >= 100) return String(Math.round(value));
  return String(Number(value.toPrecision(3)));
}
