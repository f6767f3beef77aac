/**
 * A loop problem as the peers are told it: whole numbers only, every calendar already laid over the slots.
 *
 * A slot is one step of the grid; the slots of a date follow each other, those of the next date come right after.
 * What no peer's model holds (several dates a loop, debriefs, walking, …) is refused by `readProblem`.
 */
import type { ProblemSession } from '#domain/planning/loop-problem.ts';

/** May this person hold a session of that length from this slot on, and do they like to? */
export const FITS = { no: 0, yes: 1, unliked: 2 } as const;

/** Seats of one session that ask for the same people in the same role, taken together. */
export type Place = {
  readonly count: number;
  /** Indices into `people`. */
  readonly people: readonly number[];
  /** The seats of the session that this place stands for, `count` of them by repetition. */
  readonly seats: readonly number[];
};

export type Task = {
  readonly index: number;
  readonly session: ProblemSession;
  /** In slots. */
  readonly length: number;
  /** Slots at which it may start, ascending. */
  readonly starts: readonly number[];
  readonly places: readonly Place[];
  /** Index into `rooms`; -1 where no room is asked for. */
  readonly rooms: number;
  /** Indices into `loops`; more than one only for a group session. */
  readonly loops: readonly number[];
  readonly group: boolean;
  /** Tasks that have ended before this one starts; those that make alike sessions stand in order included. */
  readonly before: readonly number[];
};

export type PeerLoop = {
  readonly id: string;
  /** Its own tasks and its groups. */
  readonly tasks: readonly number[];
  readonly meetAgain: boolean;
  /** Slots in which the candidate of a group session's loop cannot start it. */
  readonly barred: ReadonlyMap<number, readonly number[]>;
};

export type PeerPerson = {
  readonly id: string;
  /** For a length in slots, one of `FITS` for each slot as the start. */
  readonly fits: (length: number) => Uint8Array;
  readonly maxPerDay: number;
  readonly maxPerWeek: number;
  /** Sessions that are still fair; Infinity where none costs. */
  readonly fairLeft: number;
};

export type PeerProblem = {
  readonly slots: number;
  readonly dayOf: Uint16Array;
  /** The first slot of each day, and the number of slots at the end. */
  readonly firstSlot: readonly number[];
  /** Minutes since 1970 at which the slot begins. */
  readonly minuteOf: Float64Array;
  /** For each day, a number that days of one ISO week share. */
  readonly weekOf: readonly number[];
  readonly grid: number;
  readonly tasks: readonly Task[];
  readonly loops: readonly PeerLoop[];
  readonly people: readonly PeerPerson[];
  /** Ids of rooms that may stand for each other; no room is in two of these. */
  readonly rooms: readonly (readonly string[])[];
  readonly weights: Readonly<Record<'unplaced' | 'waiting' | 'preference' | 'overload' | 'delay', number>>;
  /** What every plan costs: people who are beyond what is fair before anything is planned. */
  readonly constant: number;
};

/** The starts that suit every candidate of the task, for models in which every loop is placed. */
export function commonStarts(problem: Pick<PeerProblem, 'loops'>, task: Task): readonly number[] {
  const barred = new Set(task.loops.flatMap((loop) => problem.loops[loop]?.barred.get(task.index) ?? []));
  return task.starts.filter((slot) => !barred.has(slot));
}
