import { rangeOf } from './opb.ts';
import type { Program, Row } from './program.ts';

/** The part of CP-SAT's `CpModelProto` that is used here. */
export type CpModel = {
  readonly variables: readonly { readonly domain: readonly number[] }[];
  readonly constraints: readonly CpConstraint[];
  readonly objective: {
    readonly vars: readonly number[];
    readonly coeffs: readonly number[];
    readonly offset: number;
  };
};
export type CpConstraint =
  | { readonly linear: { vars: readonly number[]; coeffs: readonly number[]; domain: readonly number[] } }
  | { readonly atMostOne: { readonly literals: readonly number[] } }
  | { readonly boolAnd: { readonly literals: readonly number[] }; readonly enforcementLiteral: readonly number[] };

/** The program as CP-SAT's own kinds of constraints where it has one, which its presolve likes better than sums. */
export function cpModelOf({ costs, rows, constant }: Program): CpModel {
  const paid = costs.flatMap((cost, variable) => (cost === 0 ? [] : [variable]));
  return {
    variables: costs.map(() => ({ domain: [0, 1] })),
    constraints: rows.map((row) => constraintOf(row)),
    objective: { vars: paid, coeffs: paid.map((variable) => costs[variable] ?? 0), offset: constant },
  };
}

function constraintOf({ vars, factors, least, most }: Row): CpConstraint {
  const [lowest, highest] = rangeOf(vars, factors);
  if (factors === undefined && most === 1 && least <= 0) return { atMostOne: { literals: vars } };
  const [one, other] = vars;
  // a - b >= 0: b implies a.
  if (vars.length === 2 && one !== undefined && other !== undefined && factors?.[0] === 1 && factors[1] === -1) {
    if (least === 0 && most > 0) return { boolAnd: { literals: [one] }, enforcementLiteral: [other] };
    if (most === 0 && least < 0) return { boolAnd: { literals: [other] }, enforcementLiteral: [one] };
  }
  const coeffs = vars.map((_, index) => factors?.[index] ?? 1);
  return { linear: { vars, coeffs, domain: [Math.max(least, lowest), Math.min(most, highest)] } };
}
