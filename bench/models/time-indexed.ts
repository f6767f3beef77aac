/**
 * The loop problem as a time-indexed program of 0 and 1, for the peers that are good at those (clasp, HiGHS, CP-SAT).
 *
 * For a task s and a slot t: `x[s,t]` it starts at t; `X[s,t]` it has started by t, so X[s,t] = X[s,t-1] + x[s,t] (the
 * order encoding, which carries precedences, dates and waiting in rows of two or three variables). For a place of s
 * and a person p: `z[place,p,t]` p sits there from t; the z of a place at t sum to count × x[s,t]. For a loop l:
 * `begun[l,t]`, `open[l,t]` and `idle[l,t]`, the slots in which its candidate waits.
 *
 * Pritsker, Watters and Wolfe (1969) for the time index; Crawford and Baker (1994) for the order encoding.
 */
import { FITS, type PeerProblem, type Task } from '../reading/peer-problem.ts';
import { countUp, type Program, programBuilder, type ProgramBuilder } from './program.ts';
import { type Hold, limitPeople, type Sitting } from './people-rows.ts';
import { tieLoops } from './loop-rows.ts';

export type TimeIndexed = {
  readonly program: Program;
  /** x[s,t]: for each task, the variable of each of its starts in turn. */
  readonly starts: readonly (readonly number[])[];
  readonly sittings: readonly Sitting[];
};

/** `X[s,t]` for any slot; undefined before the first start. */
export type Started = (task: number, slot: number) => number | undefined;

export type Draft = {
  readonly problem: PeerProblem;
  readonly builder: ProgramBuilder;
  readonly starts: readonly (readonly number[])[];
  readonly started: Started;
};

/** `everyLoop` tells the solver that each loop is to be placed, where that is known. */
export function timeIndexed(problem: PeerProblem, everyLoop: boolean): TimeIndexed {
  const builder = programBuilder();
  builder.always(problem.constant);
  const starts = problem.tasks.map((task) => task.starts.map(() => builder.variable()));
  const started = orderEncoding(problem, builder, starts);
  const draft: Draft = { problem, builder, starts, started };
  for (const task of problem.tasks) keepOrder(draft, task);
  tieLoops(draft, everyLoop);
  shareRooms(draft);
  const sittings = seat(draft);
  const holds = holdPlaces(draft, sittings);
  limitPeople(draft, sittings, holds);
  return { program: builder.done(), starts, sittings };
}

function orderEncoding(
  problem: PeerProblem,
  { variable, row }: ProgramBuilder,
  starts: readonly (readonly number[])[],
): Started {
  const latest = problem.tasks.map((task) => {
    const at = new Int32Array(problem.slots).fill(-1);
    let last = -1;
    let index = 0;
    for (let slot = 0; slot < problem.slots; slot += 1) {
      if (task.starts[index] === slot) {
        const x = starts[task.index]?.[index] ?? 0;
        const now = variable();
        row({
          vars: last < 0 ? [now, x] : [now, last, x],
          factors: last < 0 ? [1, -1] : [1, -1, -1],
          least: 0,
          most: 0,
        });
        last = now;
        index += 1;
      }
      at[slot] = last;
    }
    return at;
  });
  return (task, slot) => {
    const found = slot < 0 ? -1 : (latest[task]?.[slot] ?? -1);
    return found < 0 ? undefined : found;
  };
}

/** Whoever has started by t has all that comes before it ended by then. */
function keepOrder({ problem, builder, started }: Draft, task: Task): void {
  for (const earlier of task.before) {
    const length = problem.tasks[earlier]?.length ?? 0;
    for (const slot of task.starts) {
      const own = started(task.index, slot);
      const ended = started(earlier, slot - length);
      if (own === undefined) continue;
      builder.row({
        vars: ended === undefined ? [own] : [own, ended],
        factors: ended === undefined ? [1] : [1, -1],
        least: -1,
        most: 0,
      });
    }
  }
}

function shareRooms({ problem, builder, starts }: Draft): void {
  for (const [index, rooms] of problem.rooms.entries()) {
    const tasks = problem.tasks.filter((task) => task.rooms === index);
    if (tasks.length <= rooms.length) continue;
    for (const vars of coveringBySlot(problem, tasks, starts)) {
      if (vars.length > rooms.length) builder.row({ vars, least: 0, most: rooms.length });
    }
  }
}

/** For each slot, the start variables of the tasks that would be on in it. */
export function coveringBySlot(
  problem: PeerProblem,
  tasks: readonly Task[],
  starts: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  const covering: number[][] = Array.from({ length: problem.slots }, () => []);
  for (const task of tasks) {
    for (const [index, start] of task.starts.entries()) {
      for (let slot = start; slot < start + task.length; slot += 1)
        covering[slot]?.push(starts[task.index]?.[index] ?? 0);
    }
  }
  return covering;
}

function seat(draft: Draft): Sitting[] {
  return draft.problem.tasks.flatMap((task) =>
    task.places.flatMap((place, at) => {
      const sittings = task.starts.flatMap((slot, index) => seatAt(draft, { task, at, slot, index }));
      const unliked = sittings.filter(
        ({ person, slot }) => draft.problem.people[person]?.fits(task.length)[slot] === FITS.unliked,
      );
      countUp(draft.builder, {
        counted: unliked.map(({ variable }) => variable),
        most: place.count,
        cost: draft.problem.weights.preference,
      });
      return sittings;
    }),
  );
}

type Chair = { readonly task: Task; readonly at: number; readonly slot: number; readonly index: number };

/** As many people as the place asks for, if the task starts in the slot, and nobody if it does not. */
function seatAt({ problem, builder, starts }: Draft, { task, at, slot, index }: Chair): Sitting[] {
  const { people, count } = task.places[at] ?? { people: [], count: 0 };
  const sittings = people
    .filter((person) => (problem.people[person]?.fits(task.length)[slot] ?? FITS.no) !== FITS.no)
    .map((person): Sitting => ({ variable: builder.variable(), task: task.index, place: at, person, slot }));
  const vars = sittings.map(({ variable }) => variable);
  const factors = [...vars.map(() => 1), -count];
  builder.row({ vars: [...vars, starts[task.index]?.[index] ?? 0], factors, least: 0, most: 0 });
  return sittings;
}

/** One variable for each person and place, whatever the time: what loads and meetings are counted in. */
function holdPlaces({ problem, builder }: Draft, sittings: readonly Sitting[]): Hold[] {
  const byPlace = Map.groupBy(sittings, ({ task, place }) => `${task} ${place}`);
  return [...byPlace.values()].flatMap((ofPlace) => {
    const holds = [...Map.groupBy(ofPlace, ({ person }) => person)].map(([person, own]): Hold => {
      const variable = builder.variable();
      const vars = own.map((sitting) => sitting.variable);
      builder.row({ vars: [...vars, variable], factors: [...vars.map(() => 1), -1], least: 0, most: 0 });
      return { variable, person, task: own[0]?.task ?? 0 };
    });
    const { task, place } = ofPlace[0] ?? { task: 0, place: 0 };
    const most = problem.tasks[task]?.places[place]?.count ?? 0;
    builder.row({ vars: holds.map(({ variable }) => variable), least: 0, most });
    return holds;
  });
}
