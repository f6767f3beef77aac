/**
 * The loop problem and the loop plan, version 1: what the scheduler is asked and what it answers.
 *
 * These are the shapes of the files as `docs/formats/loop-problem.md` describes them. Values of these types have
 * been parsed (`contract/loop-problem.ts`) but say nothing about feasibility.
 *
 * Notation: an `Instant` is RFC 3339 text with an offset or `Z`; a `LocalDate` is `YYYY-MM-DD`; a `LocalTime` is
 * `HH:MM`, with `24:00` allowed as an end; intervals are half open, `[start, end)`.
 */
export type Instant = string;
export type LocalDate = string;
export type LocalTime = string;

export const KINDS = [
  'individual',
  'panel',
  'group',
  'meal',
  'break',
  'tour',
  'presentation',
  'debrief',
] as const;
export type Kind = (typeof KINDS)[number];

export const ROLES = ['lead', 'panelist', 'shadow', 'reverse_shadow', 'observer', 'host', 'greeter'] as const;
export type Role = (typeof ROLES)[number];

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export type Interval = { readonly start: Instant; readonly end: Instant };
export type LocalHours = { readonly from: LocalTime; readonly to: LocalTime };
export type WorkingHours = LocalHours & { readonly days: readonly Weekday[] };

export type ProblemPerson = {
  readonly id: string;
  readonly name?: string;
  readonly timeZone?: string;
  readonly works?: readonly WorkingHours[];
  readonly busy?: readonly Interval[];
  readonly maxPerDay?: number;
  readonly maxPerWeek?: number;
  readonly recent?: number;
  readonly fair?: number;
  readonly prefers?: LocalHours;
  readonly gap?: number;
};

export type ProblemRoom = {
  readonly id: string;
  readonly seats?: number;
  readonly features?: readonly string[];
  readonly site?: string;
  readonly busy?: readonly Interval[];
};

export type Walk = { readonly sites: readonly [string, string]; readonly minutes: number };

export type ProblemCandidate = {
  readonly id: string;
  readonly name?: string;
  readonly timeZone?: string;
  readonly available?: readonly Interval[];
};

/** Exactly one of `pool`, `people` and `everyone` is present. */
export type Seat = {
  readonly pool?: string;
  readonly people?: readonly string[];
  readonly everyone?: true;
  readonly count?: number;
  readonly role?: Role;
  readonly optional?: boolean;
};

export type RoomWish = {
  readonly seats?: number;
  readonly features?: readonly string[];
  readonly oneOf?: readonly string[];
};

export type ProblemSession = {
  readonly id: string;
  readonly kind: Kind;
  readonly minutes: number;
  readonly seats: readonly Seat[];
  readonly room?: RoomWish;
  readonly window?: LocalHours;
  readonly after?: readonly string[];
  readonly first?: boolean;
  readonly last?: boolean;
};

export type GroupSession = ProblemSession & { readonly loops: readonly string[] };

export type ProblemLoop = {
  readonly id: string;
  readonly candidate: string;
  readonly sessions: readonly ProblemSession[];
  readonly maxDays?: number;
  readonly gap?: { readonly min?: number; readonly max?: number };
  readonly stretch?: number;
  readonly meetAgain?: boolean;
  readonly earliest?: LocalDate;
  readonly latest?: LocalDate;
};

export const COST_PARTS = [
  'unplaced',
  'waiting',
  'preference',
  'overload',
  'delay',
  'unfilled',
  'moved',
  'replaced',
  'rerouted',
] as const;
export type CostPart = (typeof COST_PARTS)[number];

export const DEFAULT_WEIGHTS: Readonly<Record<CostPart, number>> = {
  unplaced: 1_000_000,
  waiting: 1,
  preference: 10,
  overload: 25,
  delay: 10,
  unfilled: 5,
  moved: 60,
  replaced: 30,
  rerouted: 5,
};

export type LoopProblem = {
  readonly format: 'loop-problem/1';
  readonly timeZone: string;
  readonly grid?: 5 | 10 | 15 | 30;
  readonly days: readonly LocalDate[];
  readonly hours: LocalHours;
  readonly people: readonly ProblemPerson[];
  readonly pools?: Readonly<Record<string, readonly string[]>>;
  readonly rooms?: readonly ProblemRoom[];
  readonly walking?: readonly Walk[];
  readonly candidates: readonly ProblemCandidate[];
  readonly loops: readonly ProblemLoop[];
  readonly groups?: readonly GroupSession[];
  readonly declined?: readonly { readonly session: string; readonly person: string }[];
  readonly previous?: { readonly sessions: readonly PlannedSession[] };
  readonly frozen?: readonly string[];
  readonly weights?: Readonly<Partial<Record<CostPart, number>>>;
};

export type Seated = { readonly person: string; readonly seat: number; readonly role: Role };

export type PlannedSession = {
  readonly session: string;
  readonly loops: readonly string[];
  readonly start: Instant;
  readonly end: Instant;
  readonly people: readonly Seated[];
  readonly room?: string;
};

/** Each part is amount × weight; `total` is their sum. */
export type PlanCost = Readonly<Record<CostPart, number>> & { readonly total: number };

export const NO_COST: PlanCost = {
  total: 0,
  unplaced: 0,
  waiting: 0,
  preference: 0,
  overload: 0,
  delay: 0,
  unfilled: 0,
  moved: 0,
  replaced: 0,
  rerouted: 0,
};

/** The rules that always hold, by the names that a plan's faults and reasons use. */
export const RULES = [
  'grid',
  'hours',
  'window',
  'candidate',
  'seat',
  'works',
  'busy',
  'overlap',
  'load',
  'room',
  'walking',
  'order',
  'days',
  'pace',
  'again',
  'frozen',
] as const;
export type Rule = (typeof RULES)[number];

/** One member of a smallest conflicting set: a rule, narrowed to the session, person or room it is about. */
export type Reason = {
  readonly rule: Rule;
  readonly session?: string;
  readonly person?: string;
  readonly room?: string;
};

export type Relaxation = { readonly change: string; readonly then: string };

export type Unplaced = {
  readonly loop: string;
  readonly because: readonly Reason[];
  readonly text: string;
  readonly relax: readonly Relaxation[];
};

export type PlanBody = {
  readonly status: 'complete' | 'partial' | 'empty';
  readonly cost: PlanCost;
  readonly bound: number | null;
  readonly sessions: readonly PlannedSession[];
  readonly unplaced: readonly Unplaced[];
};

export const STOPS = ['proven', 'time', 'iterations', 'cancelled'] as const;

export type LoopPlan = PlanBody & {
  readonly format: 'loop-plan/1';
  readonly run: {
    readonly seed: number;
    readonly seconds: number;
    readonly iterations: number;
    readonly stopped: (typeof STOPS)[number];
  };
  readonly alternatives?: readonly LoopPlan[];
};
