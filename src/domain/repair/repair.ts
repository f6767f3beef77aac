/**
 * Repair: what can happen to a plan that stands, what is wished for then, and how the answer reads.
 *
 * See `repair-event.ts` for what an event makes of the problem, and `repair-changes.ts` and `repair-told.ts` for what
 * a new plan changes and who must be told.
 */
import type {
  Instant,
  Interval,
  PlanCost,
  PlannedSession,
  Role,
  Unplaced,
} from '#domain/planning/loop-problem.ts';

/**
 * `times`: as few sessions as possible start at another time. `people`: as few people as possible lose a seat they
 * had. `told`: as few people as possible have to be told anything.
 */
export const WISHES = ['times', 'people', 'told'] as const;
export type Wish = (typeof WISHES)[number];

/**
 * One thing that happened. `late` counts from the start of the candidate's next session: the first that has not ended
 * at the event's `now`. `comes` says when the candidate can come instead of what was known before. A room that is
 * lost without `from` is lost at once, and without `to` for good. `held-up`: the candidate is still with others then.
 */
export type Happening =
  /** A session is to begin then; on the grid, the nearest start. */
  | { readonly kind: 'asked'; readonly session: string; readonly start: Instant }
  | { readonly kind: 'declined'; readonly session: string; readonly person: string }
  | { readonly kind: 'away'; readonly person: string; readonly from: Instant; readonly to: Instant }
  | { readonly kind: 'late'; readonly candidate: string; readonly minutes: number }
  | { readonly kind: 'held-up'; readonly candidate: string; readonly from: Instant; readonly to: Instant }
  | { readonly kind: 'comes'; readonly candidate: string; readonly available: readonly Interval[] }
  | { readonly kind: 'lost'; readonly room: string; readonly from?: Instant; readonly to?: Instant };

/**
 * `now`: on the day itself; sessions that have begun by then stay as they are. `begun`: ids of those of which it is known;
 * then a session whose time has come and that what happened hits is taken to wait.
 */
export type RepairEvent = {
  readonly happened: readonly Happening[];
  readonly now?: Instant;
  readonly begun?: readonly string[];
};

/** How one session differs from the plan before; where it is gone, `after` is absent. */
export type SessionChange = {
  readonly session: string;
  /** Of the session before; a group session's loops are those that are placed. */
  readonly loops: readonly string[];
  readonly before: PlannedSession;
  readonly after?: PlannedSession;
  readonly moved: boolean;
  readonly rerouted: boolean;
  readonly out: readonly string[];
  readonly in: readonly string[];
  /** Those who stay, in another role. */
  readonly recast: readonly { readonly person: string; readonly from: Role; readonly to: Role }[];
};

/** One thing that one person must be told of one session. */
export type Notice = { readonly session: string } & (
  | { readonly what: 'time'; readonly from: Instant; readonly to: Instant }
  | { readonly what: 'room'; readonly from?: string; readonly to?: string }
  | { readonly what: 'out' }
  | { readonly what: 'in'; readonly start: Instant; readonly room?: string; readonly role: Role }
  | { readonly what: 'role'; readonly from: Role; readonly to: Role }
  | { readonly what: 'company'; readonly in: readonly string[]; readonly out: readonly string[] }
  | { readonly what: 'cancelled' }
);

export type Telling = {
  readonly who: 'person' | 'candidate';
  readonly id: string;
  readonly notices: readonly Notice[];
};

/**
 * A plan that is right after the event. `cost` is by the problem's own weights, with the plan before as `previous`.
 * `told` holds each person and candidate once, so that its length is the number of people told.
 */
export type Repair = {
  readonly sessions: readonly PlannedSession[];
  readonly unplaced: readonly Unplaced[];
  readonly cost: PlanCost;
  readonly changes: readonly SessionChange[];
  readonly told: readonly Telling[];
};

/** What a wish counts, before the cost decides. */
export function countFor(repair: Repair, wish: Wish): number {
  switch (wish) {
    case 'times':
      return repair.changes.filter(({ moved }) => moved).length;
    case 'people':
      return repair.changes.reduce((sum, { out }) => sum + out.length, 0);
    case 'told':
      return repair.told.length;
  }
}
