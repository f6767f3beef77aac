import type { Draft } from './time-indexed.ts';

/** `variable` is 1 when the person sits in that place of the task from that slot on. */
export type Sitting = {
  readonly variable: number;
  readonly task: number;
  readonly place: number;
  readonly person: number;
  readonly slot: number;
};

/** `variable` is 1 when the person sits in the task, whenever it is. */
export type Hold = { readonly variable: number; readonly task: number; readonly person: number };

/** Nobody in two sessions at once, nobody twice in a loop or a session, loads, and what overload costs. */
export function limitPeople(draft: Draft, sittings: readonly Sitting[], holds: readonly Hold[]): void {
  const bySitter = Map.groupBy(sittings, ({ person }) => person);
  for (const [person, held] of Map.groupBy(holds, (hold) => hold.person)) {
    const own = bySitter.get(person) ?? [];
    keepApart(draft, own);
    keepUnmet(draft, held);
    limitLoad(draft, person, own);
    payOverload(draft, person, held);
  }
}

const most = (
  vars: readonly number[],
  limit: number,
): { vars: readonly number[]; least: 0; most: number } => ({
  vars,
  least: 0,
  most: limit,
});

function keepApart({ problem, builder }: Draft, own: readonly Sitting[]): void {
  const covering: number[][] = Array.from({ length: problem.slots }, () => []);
  for (const { task, slot, variable } of own) {
    const length = problem.tasks[task]?.length ?? 0;
    for (let at = slot; at < slot + length; at += 1) covering[at]?.push(variable);
  }
  for (const vars of covering) if (vars.length > 1) builder.row(most(vars, 1));
}

function keepUnmet({ problem, builder }: Draft, held: readonly Hold[]): void {
  // The places of one session, or of all the sessions that a loop holds for itself.
  const places = Map.groupBy(held, ({ task }) => {
    const { group = true, loops = [] } = problem.tasks[task] ?? {};
    const [loop = -1] = loops;
    return !group && problem.loops[loop]?.meetAgain === false ? `loop ${loop}` : `session ${task}`;
  });
  for (const of of places.values()) {
    const vars = of.map(({ variable }) => variable);
    if (vars.length > 1) builder.row(most(vars, 1));
  }
}

function limitLoad({ problem, builder }: Draft, person: number, own: readonly Sitting[]): void {
  const { maxPerDay, maxPerWeek } = problem.people[person] ?? {
    maxPerDay: 0,
    maxPerWeek: 0,
  };
  const dayOf = ({ slot }: Sitting): number => problem.dayOf[slot] ?? 0;
  for (const vars of variablesBy(own, dayOf)) if (vars.length > maxPerDay) builder.row(most(vars, maxPerDay));
  const weeks = variablesBy(own, (sitting) => problem.weekOf[dayOf(sitting)] ?? 0);
  for (const vars of weeks) if (vars.length > maxPerWeek) builder.row(most(vars, maxPerWeek));
}

function payOverload({ problem, builder }: Draft, person: number, held: readonly Hold[]): void {
  const { fairLeft = Infinity } = problem.people[person] ?? {};
  const vars = held.map(({ variable }) => variable);
  if (vars.length <= fairLeft) return;
  const beyond = Array.from({ length: vars.length - fairLeft }, () =>
    builder.variable(problem.weights.overload),
  );
  for (const [index, unit] of beyond.entries()) {
    const next = beyond[index + 1];
    if (next !== undefined) builder.row({ vars: [unit, next], factors: [1, -1], least: 0, most: 1 });
  }
  builder.row({
    vars: [...vars, ...beyond],
    factors: [...vars.map(() => 1), ...beyond.map(() => -1)],
    least: -beyond.length,
    most: fairLeft,
  });
}

function variablesBy(own: readonly Sitting[], key: (sitting: Sitting) => number): number[][] {
  return [...Map.groupBy(own, key).values()].map((sittings) => sittings.map(({ variable }) => variable));
}
