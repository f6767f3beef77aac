/**
 * The loop problem in CP-SAT's own terms: a start for each task, a literal for each person and place, and intervals
 * that are present with their literal (Laborie and Rogerie 2008), kept apart for each person and each candidate.
 */
import { commonStarts, FITS, type PeerProblem, type Task } from '../reading/peer-problem.ts';
import { type CpBuilder, cpBuilder, type CpModel, domainOf, not } from './cp-model.ts';
import { limitLoads } from './cp-loads.ts';

export type CpIntervals = {
  readonly model: CpModel;
  /** The variable of each task's start. */
  readonly starts: readonly number[];
  /** For each task, whether it is held: a literal, or undefined where it always is. */
  readonly placed: readonly (number | undefined)[];
  readonly sits: readonly Sits[];
};

/** `literal` is true when the person sits in that place of the task. */
export type Sits = {
  readonly literal: number;
  readonly task: number;
  readonly place: number;
  readonly person: number;
};

export type CpDraft = {
  readonly problem: PeerProblem;
  readonly builder: CpBuilder;
  readonly starts: readonly number[];
  /** For each loop and day, whether it is held then; undefined where it cannot be. */
  readonly held: readonly (readonly (number | undefined)[])[];
};

/** Where a problem has group sessions, every loop is placed; else a loop may be left out unless `everyLoop`. */
export function cpIntervals(problem: PeerProblem, everyLoop: boolean): CpIntervals {
  const builder = cpBuilder();
  builder.always(problem.constant);
  const must = everyLoop || problem.tasks.some(({ group }) => group);
  const placedLoops = problem.loops.map(() =>
    must ? undefined : builder.literal(-problem.weights.unplaced),
  );
  if (!must) builder.always(problem.weights.unplaced * problem.loops.length);
  const placed = problem.tasks.map(({ loops: [loop = 0] }) => placedLoops[loop]);
  const starts = problem.tasks.map((task) => builder.integer(domainOf(commonStarts(problem, task))));
  const held = problem.loops.map((_, loop) =>
    holdLoop({ problem, builder, starts, held: [] }, loop, placedLoops[loop]),
  );
  const draft: CpDraft = { problem, builder, starts, held };
  const intervals = problem.tasks.map((task) => interval(draft, task, placed[task.index]));
  for (const { tasks } of problem.loops) builder.noOverlap(tasks.flatMap((task) => intervals[task] ?? []));
  for (const [index, rooms] of problem.rooms.entries()) {
    const asking = problem.tasks
      .filter((task) => task.rooms === index)
      .flatMap((task) => intervals[task.index] ?? []);
    if (asking.length > rooms.length) builder.cumulative(asking, rooms.length);
  }
  for (const task of problem.tasks) keepOrder(draft, task);
  for (const [loop] of problem.loops.entries()) payWaiting(draft, loop, placedLoops[loop]);
  const sits = problem.tasks.flatMap((task) => seat(draft, task, placed[task.index]));
  keepApart(draft, sits);
  limitLoads(draft, sits);
  return { model: builder.done(), starts, placed, sits };
}

function interval({ problem, builder, starts }: CpDraft, task: Task, present: number | undefined): number {
  return builder.interval({
    start: starts[task.index] ?? 0,
    length: problem.tasks[task.index]?.length ?? 0,
    present,
  });
}

/** One date for all that belongs to the loop. */
function holdLoop(
  { problem, builder, starts }: CpDraft,
  loop: number,
  placed: number | undefined,
): readonly (number | undefined)[] {
  const tasks = (problem.loops[loop]?.tasks ?? []).flatMap((task) => problem.tasks[task] ?? []);
  const held = problem.weekOf.map((_, day) => {
    const [from, to] = [problem.firstSlot[day] ?? 0, problem.firstSlot[day + 1] ?? 0];
    const possible = tasks.every((task) => task.starts.some((slot) => from <= slot && slot < to));
    if (!possible) return undefined;
    const literal = builder.literal(problem.weights.delay * day);
    for (const task of tasks)
      builder.linear({ vars: [starts[task.index] ?? 0], coeffs: [1], domain: [from, to - 1] }, [literal]);
    return literal;
  });
  const literals = held.flatMap((literal) => literal ?? []);
  builder.exactlyOne(placed === undefined ? literals : [...literals, not(placed)]);
  return held;
}

function keepOrder({ problem, builder, starts }: CpDraft, task: Task): void {
  for (const earlier of task.before) {
    const vars = [starts[task.index] ?? 0, starts[earlier] ?? 0];
    const length = problem.tasks[earlier]?.length ?? 0;
    builder.linear({ vars, coeffs: [1, -1], domain: [length, problem.slots] }, []);
  }
}

function payWaiting({ problem, builder, starts }: CpDraft, loop: number, placed: number | undefined): void {
  const tasks = (problem.loops[loop]?.tasks ?? []).flatMap((task) => problem.tasks[task] ?? []);
  const total = tasks.reduce((sum, { length }) => sum + length, 0);
  const days = problem.firstSlot.slice(1).map((end, day) => end - (problem.firstSlot[day] ?? 0));
  const first = builder.integer([0, problem.slots]);
  const last = builder.integer([0, problem.slots]);
  const waiting = builder.integer([0, Math.max(...days)], problem.weights.waiting * problem.grid);
  const given = placed === undefined ? [] : [placed];
  for (const { index, length } of tasks) {
    const start = starts[index] ?? 0;
    builder.linear({ vars: [start, first], coeffs: [1, -1], domain: [0, problem.slots] }, given);
    builder.linear({ vars: [last, start], coeffs: [1, -1], domain: [length, problem.slots] }, given);
  }
  builder.linear(
    { vars: [last, first, waiting], coeffs: [1, -1, -1], domain: [-problem.slots, total] },
    given,
  );
}

function seat({ problem, builder, starts }: CpDraft, task: Task, placed: number | undefined): Sits[] {
  const start = starts[task.index] ?? 0;
  return task.places.flatMap(({ count, people }, place) => {
    const sits = people.flatMap((person): Sits[] => {
      const fits = problem.people[person]?.fits(task.length);
      const may = task.starts.filter((slot) => (fits?.[slot] ?? FITS.no) !== FITS.no);
      if (may.length === 0) return [];
      const liked = may.filter((slot) => fits?.[slot] === FITS.yes);
      const literal = builder.literal(liked.length === 0 ? problem.weights.preference : 0);
      builder.linear({ vars: [start], coeffs: [1], domain: domainOf(may) }, [literal]);
      if (liked.length > 0 && liked.length < may.length) {
        const unliked = builder.literal(problem.weights.preference);
        builder.linear({ vars: [start], coeffs: [1], domain: domainOf(liked) }, [literal, not(unliked)]);
      }
      return [{ literal, task: task.index, place, person }];
    });
    const vars = sits.map(({ literal }) => literal);
    const coeffs = vars.map(() => 1);
    if (placed === undefined) builder.linear({ vars, coeffs, domain: [count, count] }, []);
    else builder.linear({ vars: [...vars, placed], coeffs: [...coeffs, -count], domain: [0, 0] }, []);
    return sits;
  });
}

function keepApart({ problem, builder, starts }: CpDraft, sits: readonly Sits[]): void {
  for (const own of Map.groupBy(sits, ({ person }) => person).values()) {
    builder.noOverlap(
      own.map(({ literal, task }) =>
        builder.interval({
          start: starts[task] ?? 0,
          length: problem.tasks[task]?.length ?? 0,
          present: literal,
        }),
      ),
    );
    const meetings = Map.groupBy(own, ({ task }) => {
      const { group = true, loops = [] } = problem.tasks[task] ?? {};
      const [loop = -1] = loops;
      return !group && problem.loops[loop]?.meetAgain === false ? `loop ${loop}` : `session ${task}`;
    });
    for (const met of meetings.values())
      if (met.length > 1) builder.atMostOne(met.map(({ literal }) => literal));
  }
}
