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

/** Potentials and matching once so many places are pushed; kept from push to push, so that none is allocated twice. */
type Level = {
  total: number;
  row: Int32Array;
  readonly u: Float64Array;
  readonly v: Float64Array;
  /** The row (from 1) matched to each column (from 1); 0 when free. */
  readonly match: Int32Array;
};

export type Assignment = {
  readonly columns: number;
  readonly levels: Level[];
  depth: number;
  readonly reach: Float64Array;
  readonly way: Int32Array;
  readonly used: Uint8Array;
};

const NO_ROW = new Int32Array(0);

export function newAssignment(columns: number): Assignment {
  return {
    columns,
    levels: [newLevel(0, columns)],
    depth: 0,
    reach: new Float64Array(columns + 1),
    way: new Int32Array(columns + 1),
    used: new Uint8Array(columns + 1),
  };
}

function newLevel(rows: number, columns: number): Level {
  return {
    total: 0,
    row: NO_ROW,
    u: new Float64Array(rows + 1),
    v: new Float64Array(columns + 1),
    match: new Int32Array(columns + 1),
  };
}

export function assignedCost(assignment: Assignment): number {
  return (assignment.levels[assignment.depth] as Level).total;
}

/** Adds a place with its cost per column (NEVER: not allowed). Returns the cheapest total, or NEVER if none. */
export function pushPlace(assignment: Assignment, row: Int32Array): number {
  const top = assignment.levels[assignment.depth] as Level;
  assignment.depth += 1;
  const level = (assignment.levels[assignment.depth] ??= newLevel(assignment.depth, assignment.columns));
  level.row = row;
  level.u.set(top.u);
  level.u[assignment.depth] = 0;
  level.v.set(top.v);
  level.match.set(top.match);
  level.total = augment(assignment, level) ? totalOf(assignment, level) : NEVER;
  return level.total;
}

export function popPlace(assignment: Assignment): void {
  assignment.depth -= 1;
}

/** The column of each place in the order of pushing. */
export function assignedColumns({ levels, depth }: Assignment): number[] {
  const columns: number[] = Array.from({ length: depth }, () => -1);
  (levels[depth] as Level).match.forEach((row, column) => {
    if (column > 0 && row > 0) columns[row - 1] = column - 1;
  });
  return columns;
}

function rowAt({ levels }: Assignment, row: number): Int32Array {
  return (levels[row] as Level).row;
}

function totalOf(assignment: Assignment, { match }: Level): number {
  let total = 0;
  for (let column = 1; column < match.length; column += 1) {
    const row = match[column] as number;
    if (row > 0) total += rowAt(assignment, row)[column - 1] as number;
  }
  return total >= NEVER / 2 ? NEVER : total;
}

function augment(assignment: Assignment, level: Level): boolean {
  const { u, v, match } = level;
  const { reach, way, used } = assignment;
  const size = match.length;
  reach.fill(Infinity);
  used.fill(0);
  match[0] = assignment.depth;
  let column = 0;
  do {
    used[column] = 1;
    const row = match[column] as number;
    const costs = rowAt(assignment, row);
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
    shift(assignment, level, delta);
    column = next;
  } while (match[column] !== 0);
  while (column !== 0) {
    const before = way[column] as number;
    match[column] = match[before] as number;
    column = before;
  }
  return true;
}

function shift({ reach, used }: Assignment, { u, v, match }: Level, delta: number): void {
  if (delta === 0) return;
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
