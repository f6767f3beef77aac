import type { Program } from './program.ts';

/**
 * The program in the OPB format of the pseudo-Boolean competitions (Roussel and Manquinho), variable v as `x{v+1}`.
 * Costs below zero are turned round by the solver; the constant is left out and added by whoever reads the answer.
 */
export function opbOf({ costs, rows }: Program): string {
  const lines: string[] = [];
  let constraints = 0;
  const add = (terms: string, relation: '>=' | '=', bound: number): void => {
    lines.push(`${terms}${relation} ${bound} ;`);
    constraints += 1;
  };
  for (const { vars, factors, least, most } of rows) {
    const terms = vars.map((variable, index) => term(factors?.[index] ?? 1, variable)).join('');
    if (least === most) add(terms, '=', least);
    else {
      const [lowest, highest] = rangeOf(vars, factors);
      if (least > lowest) add(terms, '>=', least);
      if (most < highest)
        add(vars.map((variable, index) => term(-(factors?.[index] ?? 1), variable)).join(''), '>=', -most);
    }
  }
  const objective = costs.map((cost, variable) => (cost === 0 ? '' : term(cost, variable))).join('');
  return `* #variable= ${costs.length} #constraint= ${constraints}\nmin: ${objective};\n${lines.join('\n')}\n`;
}

function term(factor: number, variable: number): string {
  return `${factor < 0 ? '' : '+'}${factor} x${variable + 1} `;
}

/** The least and the most that the sum can be whatever the variables are. */
function rangeOf(vars: readonly number[], factors: readonly number[] | undefined): [number, number] {
  let lowest = 0;
  let highest = 0;
  for (let index = 0; index < vars.length; index += 1) {
    const factor = factors?.[index] ?? 1;
    if (factor < 0) lowest += factor;
    else highest += factor;
  }
  return [lowest, highest];
}
