/**
 * The cheapest way to give every place a different person, place by place.
 *
 * Shortest augmenting paths with potentials (Kuhn 1955, Munkres 1957, in the row-by-row form of Jonker and
 * Volgenant 1987). Rows are pushed and popped like a stack, so that a depth-first search over start times keeps the
 * assignment of its prefix and pays one augmenting path per new place.
 *
 * This file is a kernel: indices are known to exist, and casts say so.
 */
import { NEVER } from '#solver/model/model.ts';

type Level = {
  readonly total: number;
  readonly rows: readonly Int32Array[];
  readonly u: Float64Array;
  readonly v: Float64Array;
  /** The row (from 1) matched to each column (from 1); 0 when free. */
  readonly match: Int32Array;
};

export type Assignment = { readonly columns: number; readonly levels: Level[] };

export function newAssignment(columns: number): Assignment {
  const root: Level = {
    total: 0,
    rows: [],
    u: new Float64Array(1),
    v: new Float64Array(columns + 1),
    match: new Int32Array(columns + 1),
  };
  return { columns, levels: [root] };
}

export function assignedCost(assignment: Assignment): number {
  return (assignment.levels[assignment.levels.length - 1] as Level).total;
}

/** Adds a place with its cost per column (NEVER: not allowed). Returns the cheapest total, or NEVER if none. */
export function pushPlace(assignment: Assignment, row: Int32Array): number {
  const top = assignment.levels[assignment.levels.length - 1] as Level;
  const rows = [...top.rows, row];
  const u = new Float64Array(rows.length + 1);
  u.set(top.u);
  const v = top.v.slice();
  const match = top.match.slice();
  const total = augment({ rows, u, v, match, total: 0 }) ? totalOf(rows, match) : NEVER;
  assignment.levels.push({ total, rows, u, v, match });
  return total;
}

export function popPlace(assignment: Assignment): void {
  assignment.levels.pop();
}

/** The column of each place in the order of pushing. */
export function assignedColumns(assignment: Assignment): number[] {
  const top = assignment.levels[assignment.levels.length - 1] as Level;
  const columns: number[] = Array.from({ length: top.rows.length }, () => -1);
  top.match.forEach((row, column) => {
    if (column > 0 && row > 0) columns[row - 1] = column - 1;
  });
  return columns;
}

function totalOf(rows: readonly Int32Array[], match: Int32Array): number {
  let total = 0;
  for (let column = 1; column < match.length; column += 1) {
    const row = match[column] as number;
    if (row > 0) total += (rows[row - 1] as Int32Array)[column - 1] as number;
  }
  return total >= NEVER / 2 ? NEVER : total;
}

function augment({ rows, u, v, match }: Level): boolean {
  const size = match.length;
  const reach = new Float64Array(size).fill(Infinity);
  const way = new Int32Array(size);
  const used = new Uint8Array(size);
  match[0] = rows.length;
  let column = 0;
  do {
    used[column] = 1;
    const row = match[column] as number;
    const costs = rows[row - 1] as Int32Array;
    let delta = Infinity;
    let next = 0;
    for (let j = 1; j < size; j += 1) {
      if (used[j] === 1) continue;
      const cost = costs[j - 1] as number;
      const reduced = cost >= NEVER ? Infinity : cost - (u[row] as number) - (v[j] as number);
      if (reduced < (reach[j] as number)) {
        reach[j] = reduced;
        way[j] = column;
      }
      if ((reach[j] as number) < delta) {
        delta = reach[j] as number;
        next = j;
      }
    }
    if (delta === Infinity) return false;
    shift({ u, v, match }, used, reach, delta);
    column = next;
  } while (match[column] !== 0);
  while (column !== 0) {
    const before = way[column] as number;
    match[column] = match[before] as number;
    column = before;
  }
  return true;
}

function shift(
  level: Pick<Level, 'u' | 'v' | 'match'>,
  used: Uint8Array,
  reach: Float64Array,
  delta: number,
): void {
  const { u, v, match } = level;
  for (let j = 0; j < used.length; j += 1) {
    if (used[j] === 1) {
      const row = match[j] as number;
      u[row] = (u[row] as number) + delta;
      v[j] = (v[j] as number) - delta;
    } else {
      reach[j] = (reach[j] as number) - delta;
    }
  }
}
