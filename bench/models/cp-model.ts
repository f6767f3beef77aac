/** A model in the words of CP-SAT's `CpModelProto`, as far as it is used here, grown constraint by constraint. */
type Linear = {
  readonly vars: readonly number[];
  readonly coeffs: readonly number[];
  /** Closed ranges, one after the other. */
  readonly domain: readonly number[];
};
type Affine = {
  readonly vars: readonly number[];
  readonly coeffs: readonly number[];
  readonly offset: number;
};
type Literals = { readonly literals: readonly number[] };
type Enforced = { readonly enforcementLiteral?: readonly number[] };

type Constraint = Enforced &
  (
    | { readonly linear: Linear }
    | { readonly atMostOne: Literals }
    | { readonly exactlyOne: Literals }
    | { readonly boolOr: Literals }
    | { readonly interval: { readonly start: Affine; readonly size: Affine; readonly end: Affine } }
    | { readonly noOverlap: { readonly intervals: readonly number[] } }
    | {
        readonly cumulative: {
          readonly capacity: Affine;
          readonly intervals: readonly number[];
          readonly demands: readonly Affine[];
        };
      }
  );

export type CpModel = {
  readonly variables: readonly { readonly domain: readonly number[] }[];
  readonly constraints: readonly Constraint[];
  readonly objective: {
    readonly vars: readonly number[];
    readonly coeffs: readonly number[];
    readonly offset: number;
  };
};

export type CpInterval = {
  readonly start: number;
  readonly length: number;
  /** A literal; undefined: always present. */
  readonly present: number | undefined;
};

export type CpBuilder = {
  /** Closed ranges, one after the other. */
  readonly integer: (domain: readonly number[], cost?: number) => number;
  readonly literal: (cost?: number) => number;
  readonly always: (cost: number) => void;
  /** Holds when all the literals do. */
  readonly linear: (linear: Linear, given: readonly number[]) => void;
  readonly atMostOne: (literals: readonly number[]) => void;
  readonly exactlyOne: (literals: readonly number[]) => void;
  readonly anyOf: (literals: readonly number[]) => void;
  readonly interval: (interval: CpInterval) => number;
  readonly noOverlap: (intervals: readonly number[]) => void;
  /** One unit each. */
  readonly cumulative: (intervals: readonly number[], capacity: number) => void;
  readonly done: () => CpModel;
};

/** CP-SAT's way to write the opposite of a literal. */
export function not(literal: number): number {
  return -literal - 1;
}

/** Values, ascending, as closed ranges. */
export function domainOf(values: readonly number[]): readonly number[] {
  const ranges: number[] = [];
  for (const value of values) {
    if (ranges.at(-1) === value - 1) ranges.pop();
    else ranges.push(value);
    ranges.push(value);
  }
  return ranges;
}

const fixed = (offset: number): Affine => ({ vars: [], coeffs: [], offset });

export function cpBuilder(): CpBuilder {
  const variables: { domain: readonly number[] }[] = [];
  const constraints: Constraint[] = [];
  const paid: { variable: number; cost: number }[] = [];
  let constant = 0;
  const add = (constraint: Constraint): number => constraints.push(constraint) - 1;
  const integer = (domain: readonly number[], cost = 0): number => {
    const variable = variables.push({ domain }) - 1;
    if (cost !== 0) paid.push({ variable, cost });
    return variable;
  };
  return {
    integer,
    literal: (cost = 0) => integer([0, 1], cost),
    always: (cost) => {
      constant += cost;
    },
    linear: (linear, given) => add({ linear, ...(given.length === 0 ? {} : { enforcementLiteral: given }) }),
    atMostOne: (literals) => add({ atMostOne: { literals } }),
    exactlyOne: (literals) => add({ exactlyOne: { literals } }),
    anyOf: (literals) => add({ boolOr: { literals } }),
    interval: ({ start, length, present }) =>
      add({
        interval: {
          start: { vars: [start], coeffs: [1], offset: 0 },
          size: fixed(length),
          end: { vars: [start], coeffs: [1], offset: length },
        },
        ...(present === undefined ? {} : { enforcementLiteral: [present] }),
      }),
    noOverlap: (intervals) => add({ noOverlap: { intervals } }),
    cumulative: (intervals, capacity) =>
      add({ cumulative: { capacity: fixed(capacity), intervals, demands: intervals.map(() => fixed(1)) } }),
    done: () => ({
      variables,
      constraints,
      objective: {
        vars: paid.map(({ variable }) => variable),
        coeffs: paid.map(({ cost }) => cost),
        offset: constant,
      },
    }),
  };
}
