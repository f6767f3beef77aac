import type { CpDraft, Sits } from './cp-intervals.ts';

/**
 * Sessions of a day and of a week, and what those beyond the fair number cost. Days are a second axis of time: a
 * session takes one unit of its person on the date of its loop, so that one cumulative counts all dates.
 */
export function limitLoads(draft: CpDraft, sits: readonly Sits[]): void {
  const { problem, builder } = draft;
  const weeks = [...new Set(problem.weekOf)];
  const dates = axisOf(draft, (day) => day);
  const weekOfLoop =
    weeks.length === 1 ? undefined : axisOf(draft, (day) => weeks.indexOf(problem.weekOf[day] ?? 0));
  for (const [person, own] of Map.groupBy(sits, (each) => each.person)) {
    const { maxPerDay = Infinity, maxPerWeek = Infinity, fairLeft = Infinity } = problem.people[person] ?? {};
    const literals = own.map(({ literal }) => literal);
    payOverload(draft, literals, fairLeft);
    countOn(draft, own, { axis: dates, limit: maxPerDay });
    if (weekOfLoop !== undefined) countOn(draft, own, { axis: weekOfLoop, limit: maxPerWeek });
    else if (literals.length > maxPerWeek)
      builder.linear({ vars: literals, coeffs: literals.map(() => 1), domain: [0, maxPerWeek] }, []);
  }
}

/** For each loop, a number that stands for the day on which it is held. */
function axisOf({ problem, builder, held }: CpDraft, valueOf: (day: number) => number): readonly number[] {
  return held.map((days) => {
    const axis = builder.integer([0, problem.weekOf.length - 1]);
    for (const [day, literal] of days.entries()) {
      const value = valueOf(day);
      if (literal !== undefined)
        builder.linear({ vars: [axis], coeffs: [1], domain: [value, value] }, [literal]);
    }
    return axis;
  });
}

type Counted = { readonly axis: readonly number[]; readonly limit: number };

function countOn({ problem, builder }: CpDraft, own: readonly Sits[], { axis, limit }: Counted): void {
  if (own.length <= limit) return;
  const units = own.map(({ task, literal }) => {
    const [loop = 0] = problem.tasks[task]?.loops ?? [];
    return builder.interval({ start: axis[loop] ?? 0, length: 1, present: literal });
  });
  builder.cumulative(units, limit);
}

function payOverload({ problem, builder }: CpDraft, literals: readonly number[], fairLeft: number): void {
  const { length } = literals;
  if (length <= fairLeft) return;
  const beyond = builder.integer([0, length], problem.weights.overload);
  const coeffs = [...literals.map(() => 1), -1];
  builder.linear({ vars: [...literals, beyond], coeffs, domain: [-length, fairLeft] }, []);
}
