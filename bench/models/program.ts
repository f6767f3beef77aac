/** A linear program over variables that are 0 or 1, grown row by row; every number is whole. */
export type Row = {
  readonly vars: readonly number[];
  /** Of the same length; undefined where each is 1. */
  readonly factors?: readonly number[] | undefined;
  readonly least: number;
  readonly most: number;
};

export type Program = {
  /** For each variable, what it costs to be 1. */
  readonly costs: readonly number[];
  readonly rows: readonly Row[];
  /** Added to what the variables cost. */
  readonly constant: number;
};

export type ProgramBuilder = {
  readonly variable: (cost?: number) => number;
  readonly row: (row: Row) => void;
  /** Adds to the cost whatever the variables are. */
  readonly always: (cost: number) => void;
  readonly done: () => Program;
};

export function programBuilder(): ProgramBuilder {
  const costs: number[] = [];
  const rows: Row[] = [];
  let constant = 0;
  return {
    variable: (cost = 0) => costs.push(cost) - 1,
    row: (row) => {
      if (row.vars.length > 0 || row.least > 0 || row.most < 0) rows.push(row);
    },
    always: (cost) => {
      constant += cost;
    },
    done: () => ({ costs, rows, constant }),
  };
}

export type Count = { readonly counted: readonly number[]; readonly most: number; readonly cost: number };

/**
 * Pays `cost` for each of `counted` that is 1, of which there are at most `most`, through one variable for each unit.
 * A solver that is guided by cores learns far more from a few units than from the many variables that they count.
 */
export function countUp({ variable, row }: ProgramBuilder, { counted, most, cost }: Count): void {
  if (counted.length === 0 || cost === 0) return;
  const units = Array.from({ length: Math.min(most, counted.length) }, () => variable(cost));
  for (const [index, unit] of units.entries()) {
    const next = units[index + 1];
    if (next !== undefined) row({ vars: [unit, next], factors: [1, -1], least: 0, most: 1 });
  }
  row({
    vars: [...units, ...counted],
    factors: [...units.map(() => 1), ...counted.map(() => -1)],
    least: 0,
    most: units.length,
  });
}
