import type { CpDraft, Sits } from './cp-intervals.ts';
import { not } from './cp-model.ts';

/** Sessions of a day and of a week, and what those beyond the fair number cost. */
export function limitLoads(draft: CpDraft, sits: readonly Sits[]): void {
  for (const [person, own] of Map.groupBy(sits, (each) => each.person)) {
    const {
      maxPerDay = Infinity,
      maxPerWeek = Infinity,
      fairLeft = Infinity,
    } = draft.problem.people[person] ?? {};
    const literals = own.map(({ literal }) => literal);
    payOverload(draft, literals, fairLeft);
    const weeks = [...new Set(draft.problem.weekOf)];
    if (weeks.length === 1) atMost(draft, literals, maxPerWeek);
    if (literals.length <= Math.min(maxPerDay, weeks.length === 1 ? Infinity : maxPerWeek)) continue;
    const days = draft.problem.weekOf.map((_, day) => own.flatMap((each) => sitsOn(draft, each, day)));
    for (const on of days) atMost(draft, on, maxPerDay);
    if (weeks.length === 1) continue;
    for (const week of weeks)
      atMost(draft, days.filter((_, day) => draft.problem.weekOf[day] === week).flat(), maxPerWeek);
  }
}

function atMost({ builder }: CpDraft, literals: readonly number[], limit: number): void {
  if (literals.length <= limit) return;
  builder.linear({ vars: literals, coeffs: literals.map(() => 1), domain: [0, limit] }, []);
}

function payOverload({ problem, builder }: CpDraft, literals: readonly number[], fairLeft: number): void {
  const { length } = literals;
  if (length <= fairLeft) return;
  const beyond = builder.integer([0, length], problem.weights.overload);
  const coeffs = [...literals.map(() => 1), -1];
  builder.linear({ vars: [...literals, beyond], coeffs, domain: [-length, fairLeft] }, []);
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
