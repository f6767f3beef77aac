/** Everything that use cases may do to the world, handed in by `main.ts`. */
import type { CalendarEvent, CalendarQuestion, CalendarReading, CalendarSource } from '#domain/calendar.ts';
import type { Instant, LoopPlan, LoopProblem } from '#domain/loop-problem.ts';
import type { Result } from '#domain/result.ts';
import type { RepairAnswer, RepairQuestion } from '#threads/repairer.ts';
import type { Store } from '#store/store.ts';

/** `busy`: too many are waiting; `cancelled`: nobody waits any more; `failed`: the thread gave no answer. */
export type SolverProblem = { readonly code: 'busy' | 'cancelled' | 'failed'; readonly cause: string };

export type Context = {
  readonly store: Store;
  /** Never rejects for what a file contains. */
  readonly readCalendar: (source: CalendarSource, question: CalendarQuestion) => Promise<CalendarReading>;

  /** Calendar files that we write: one to import once, and one to subscribe to. */
  readonly agendaText: (name: string, events: readonly CalendarEvent[]) => string;
  readonly feedText: (name: string, events: readonly CalendarEvent[]) => string;
  /** Solves on another thread, for at most `seconds`. */
  readonly solve: (
    problem: LoopProblem,
    how: { readonly alternatives: number; readonly seconds: number; readonly signal?: AbortSignal },
  ) => Promise<Result<LoopPlan, SolverProblem>>;
  /** Repairs on another thread; bounded by itself. */
  readonly repair: (question: RepairQuestion) => Promise<Result<RepairAnswer, SolverProblem>>;
  readonly now: () => Instant;
  /** A new id that sorts after the earlier ones. */
  readonly newId: () => string;
  /** 256 random bits for a link. */
  readonly newToken: () => string;
  /** Version of the zone database, as `2026c`. */
  readonly tzVersion: string;
};
