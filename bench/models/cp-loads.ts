import type { CpDraft, Sits } from './cp-intervals.ts';
import { not } from './cp-model.ts';

/** Sessions of a day and of a week, and what those beyond the fair number cost. */
export function limitLoads(draft: CpDraft, sits: readonly Sits[]): void {
  const { problem, builder } = draft;
  const weeks = [...new Set(problem.weekOf)];
  for (const [person, own] of Map.groupBy(sits, (each) => each.person)) {
    const { maxPerDay = Infinity, maxPerWeek = Infinity, fairLeft = Infinity } = problem.people[person] ?? {};
    const vars = own.map(({ literal }) => literal);
    const ones = vars.map(() => 1);
    if (weeks.length === 1 && vars.length > maxPerWeek)
      builder.linear({ vars, coeffs: ones, domain: [0, maxPerWeek] }, []);
    if (vars.length > fairLeft) {
      const beyond = builder.integer([0, vars.length], problem.weights.overload);
      builder.linear({ vars: [...vars, beyond], coeffs: [...ones, -1], domain: [-vars.length, fairLeft] }, []);
    }
    if (vars.length <= maxPerDay && (weeks.length === 1 || vars.length <= maxPerWeek)) continue;
    const days = problem.weekOf.map((_, day) => own.flatMap((each) => sitsOn(draft, each, day)));
    for (const on of days)
      if (on.length > maxPerDay) builder.linear({ vars: on, coeffs: on.map(() => 1), domain: [0, maxPerDay] }, []);
    if (weeks.length === 1) continue;
    for (const week of weeks) {
      const on = days.filter((_, day) => problem.weekOf[day] === week).flat();
      if (on.length > maxPerWeek) builder.linear({ vars: on, coeffs: on.map(() => 1), domain: [0, maxPerWeek] }, []);
    }
  }
}

/** A literal that is true at least when the person sits in the task and its loop is held on that day. */
function sitsOn({ problem, builder, held }: CpDraft, { task, literal }: Sits, day: number): number[] {
  const [loop = 0] = problem.tasks[task]?.loops ?? [];
  const on = held[loop]?.[day];
  if (on === undefined) return [];
  const both = builder.literal();
  builder.anyOf([not(literal), not(on), both]);
  return [both];
}
