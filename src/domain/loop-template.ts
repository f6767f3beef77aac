/**
 * The loop template: what every second interview for an opening is made of, before there are dates.
 *
 * The same shape stands in template files (`loop-template/1`) and in the database.
 */
import { WEEKDAYS } from './loop-problem.ts';
import type {
  Kind,
  LocalDate,
  LocalHours,
  LoopProblem,
  ProblemCandidate,
  ProblemPerson,
  ProblemRoom,
  ProblemSession,
  RoomWish,
  Seat,
  Walk,
  Weekday,
} from './loop-problem.ts';

/** The template of one session. `id` is unique within its template, and `after` names such ids. */
export type InterviewModule = {
  readonly id: string;
  readonly title: string;
  readonly kind: Kind;
  readonly minutes: number;
  /** What this session is for, in words the candidate reads. */
  readonly purpose?: string;
  /** Whether what is said here counts for the decision; meals say so openly. Default true. */
  readonly evaluated?: boolean;
  readonly seats: readonly Seat[];
  readonly room?: RoomWish;
  readonly window?: LocalHours;
  readonly after?: readonly string[];
  readonly first?: boolean;
  readonly last?: boolean;
};

export type LoopTemplate = {
  readonly modules: readonly InterviewModule[];
  readonly hours: LocalHours;
  readonly weekdays: readonly Weekday[];
  readonly grid?: 5 | 10 | 15 | 30;
  readonly maxDays?: number;
  readonly gap?: { readonly min?: number; readonly max?: number };
  readonly stretch?: number;
  readonly meetAgain?: boolean;
};

/** Everything around a template that a loop problem needs. Busy time is part of each person and room. */
export type Surroundings = {
  readonly timeZone: string;
  readonly days: readonly LocalDate[];
  readonly people: readonly ProblemPerson[];
  readonly pools: Readonly<Record<string, readonly string[]>>;
  readonly rooms: readonly ProblemRoom[];
  readonly walking: readonly Walk[];
  readonly candidates: readonly ProblemCandidate[];
};

/** The loop problem with one loop per candidate; loop ids are the candidates' ids. */
export function loopProblemFrom(template: LoopTemplate, around: Surroundings): LoopProblem {
  const { modules, hours, weekdays: _, grid, ...rules } = template;
  return {
    format: 'loop-problem/1',
    timeZone: around.timeZone,
    ...(grid === undefined ? {} : { grid }),
    days: around.days,
    hours,
    people: around.people,
    pools: around.pools,
    rooms: around.rooms,
    walking: around.walking,
    candidates: around.candidates,
    loops: around.candidates.map((candidate) => ({
      id: candidate.id,
      candidate: candidate.id,
      sessions: modules.map((module) => sessionFrom(module, candidate.id)),
      ...rules,
    })),
  };
}

/** The id of the session that a module becomes in a candidate's loop. */
export function sessionId(candidate: string, module: string): string {
  return `${candidate}/${module}`;
}

function sessionFrom(module: InterviewModule, candidate: string): ProblemSession {
  const { title: _title, purpose: _purpose, evaluated: _evaluated, id, after, ...rest } = module;
  return {
    ...rest,
    id: sessionId(candidate, id),
    ...(after === undefined ? {} : { after: after.map((other) => sessionId(candidate, other)) }),
  };
}

/** The dates from `from` to `to`, both included, that fall on one of the weekdays. */
export function datesBetween(from: LocalDate, to: LocalDate, weekdays: readonly Weekday[]): LocalDate[] {
  const last = Temporal.PlainDate.from(to);
  const dates: LocalDate[] = [];
  for (
    let day = Temporal.PlainDate.from(from);
    Temporal.PlainDate.compare(day, last) <= 0;
    day = day.add({ days: 1 })
  ) {
    const name = WEEKDAYS[day.dayOfWeek - 1];
    if (name !== undefined && weekdays.includes(name)) dates.push(day.toString());
  }
  return dates;
}
