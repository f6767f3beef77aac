/**
 * The loop template: what every second interview for an opening is made of, before there are dates.
 *
 * The same shape stands in template files (`loop-template/1`) and in the database.
 */
import { groupsOf, type Group } from '#domain/planning/group-sessions.ts';
import { WEEKDAYS } from '#domain/planning/loop-problem.ts';
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
} from '#domain/planning/loop-problem.ts';

/**
 * A seat of a template. Of a pool, a seat to learn in (shadow or reverse shadow) is for trainees; with `anyone` for
 * everybody of the pool.
 */
export type TemplateSeat = Seat & { readonly anyone?: true };

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
  readonly seats: readonly TemplateSeat[];
  readonly room?: RoomWish;
  readonly window?: LocalHours;
  readonly after?: readonly string[];
  readonly first?: boolean;
  readonly last?: boolean;
  /** Of kind group: most candidates in one session, when several are planned at once. Default `GROUP_SIZE`. */
  readonly together?: number;
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

/**
 * The loop problem with one loop per candidate; loop ids are the candidates' ids. Where several candidates have a
 * module of kind group together, it is a group session of their loops.
 */
export function loopProblemFrom(
  template: LoopTemplate,
  around: Surroundings,
  groups: readonly Group[] = groupsOf(template, around),
): LoopProblem {
  const { modules, hours, weekdays: _, grid, ...rules } = template;
  const idFor = sessionIds(groups);
  const shared = groups.flatMap(({ module: name, candidates }) => {
    const module = modules.find(({ id }) => id === name);
    return module === undefined ? [] : [{ ...sessionFrom(module, candidates, idFor), loops: candidates }];
  });
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
    loops: around.candidates.map(({ id }) => ({
      id,
      candidate: id,
      sessions: modules
        .filter((module) => idFor(id, module.id) === sessionId(id, module.id))
        .map((module) => sessionFrom(module, [id], idFor)),
      ...rules,
    })),
    ...(shared.length === 0 ? {} : { groups: shared }),
  };
}

/** The id of the session that a module becomes in a candidate's loop, where no group holds it. */
export function sessionId(candidate: string, module: string): string {
  return `${candidate}/${module}`;
}

type SessionIds = (candidate: string, module: string) => string;

/** Ids of sessions by candidate and module; `group/exercise/2` is the second group of the module `exercise`. */
export function sessionIds(groups: readonly Group[]): SessionIds {
  const counts = new Map<string, number>();
  const ids = new Map<string, string>();
  for (const { module, candidates } of groups) {
    const count = (counts.get(module) ?? 0) + 1;
    counts.set(module, count);
    for (const candidate of candidates) ids.set(sessionId(candidate, module), `group/${module}/${count}`);
  }
  return (candidate, module) => ids.get(sessionId(candidate, module)) ?? sessionId(candidate, module);
}

/** Of a session that these candidates attend; it comes after what it must in the loop of each. */
function sessionFrom(
  module: InterviewModule,
  candidates: readonly string[],
  idFor: SessionIds,
): ProblemSession {
  const {
    title: _title,
    purpose: _purpose,
    evaluated: _evaluated,
    together: _most,
    id,
    after,
    ...rest
  } = module;
  const before = after?.flatMap((other) => candidates.map((candidate) => idFor(candidate, other)));
  return {
    ...rest,
    id: idFor(candidates[0] ?? '', id),
    ...(before === undefined ? {} : { after: [...new Set(before)] }),
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
