/** Many candidates of an opening planned together: the question, the board, and the superday that was confirmed. */
import { z } from 'zod';
import type {
  Board,
  BoardSession,
  SuperdayLoop,
  SuperdayPlan,
  SuperdaySummary,
} from '#domain/planning/superday.ts';
import {
  boardSessionSchema,
  searchNewsSchema,
  timelineRowSchema,
  whyNotSchema,
  type SearchNews,
  outdatedSchema,
} from './day-search.ts';
import { dateSchema, idSchema, instantSchema, nameSchema, timeZoneSchema } from './text.ts';

export type { Board, BoardSession, SuperdayLoop, SuperdayPlan, SuperdaySummary };

const MOST_CANDIDATES = 200;
/** Most dates on which one superday is looked for. */
export const MOST_DATES = 10;
const MOST_SESSIONS = 4000;

const idsSchema = z
  .array(idSchema)
  .min(1, 'at least one candidate')
  .max(MOST_CANDIDATES, `at most ${MOST_CANDIDATES} candidates`);

/** `POST /api/o/:o/openings/:id/superdays/search`. `candidates` are applications; `days` are dates of the opening's zone. */
export type SuperdaySearch = { readonly candidates: readonly string[]; readonly days: readonly string[] };
export const superdaySearchSchema: z.ZodType<SuperdaySearch> = z.strictObject({
  candidates: idsSchema,
  days: z
    .array(dateSchema)
    .min(1, 'at least one date')
    .max(MOST_DATES, `at most ${MOST_DATES} dates`)
    .refine(
      (days) => days.every((day, at) => at === 0 || (days[at - 1] ?? '') < day),
      'dates in order, each once',
    ),
});

const boardSchema: z.ZodType<Board> = z.strictObject({
  rows: z.array(timelineRowSchema),
  sessions: z.array(boardSessionSchema),
});

export const superdayPlanSchema: z.ZodType<SuperdayPlan> = z.strictObject({
  board: boardSchema,
  told: z.array(z.string()),
  leftOut: z.array(z.strictObject({ candidate: idSchema, name: nameSchema, whyNot: whyNotSchema })),
  proven: z.boolean(),
  stopped: z.boolean(),
  seconds: z.number(),
  uncounted: z.array(z.string()),
  outdated: z.array(outdatedSchema),
});

/** `POST /api/o/:o/openings/:id/superdays`, with an `Idempotency-Key` header: the sessions as the search answered them. */
export type SuperdayConfirmation = {
  readonly sessions: readonly {
    readonly module: string;
    readonly candidates: readonly string[];
    readonly start: string;
    readonly end: string;
    readonly people: readonly { readonly id: string; readonly seat: number }[];
    readonly room?: string;
  }[];
};
export const superdayConfirmationSchema: z.ZodType<SuperdayConfirmation> = z.strictObject({
  sessions: z
    .array(
      z.strictObject({
        module: z.string().max(100),
        candidates: idsSchema,
        start: instantSchema,
        end: instantSchema,
        people: z.array(z.strictObject({ id: idSchema, seat: z.int().min(0).max(100) })).max(200),
        room: idSchema.exactOptional(),
      }),
    )
    .min(1)
    .max(MOST_SESSIONS)
    .refine(
      (sessions) => new Set(sessions.flatMap(({ candidates }) => candidates)).size <= MOST_CANDIDATES,
      `at most ${MOST_CANDIDATES} candidates`,
    ),
});

/** A line of the search's stream, as of the search for one candidate. */
export const superdayNewsSchema: z.ZodType<SearchNews<SuperdayPlan>> = searchNewsSchema(superdayPlanSchema);

export type SuperdayView = {
  readonly id: string;
  readonly opening: { readonly id: string; readonly title: string; readonly timeZone: string };
  readonly board: Board;
  readonly loops: readonly SuperdayLoop[];
  readonly told: readonly string[];
};
export const superdayViewSchema: z.ZodType<SuperdayView> = z.strictObject({
  id: idSchema,
  opening: z.strictObject({ id: idSchema, title: nameSchema, timeZone: timeZoneSchema }),
  board: boardSchema,
  loops: z.array(
    z.strictObject({
      id: idSchema,
      candidate: idSchema,
      name: nameSchema,
      status: z.enum(['confirmed', 'cancelled']),
    }),
  ),
  told: z.array(z.string()),
});

export type SuperdayList = { readonly superdays: readonly SuperdaySummary[] };
export const superdayListSchema: z.ZodType<SuperdayList> = z.strictObject({
  superdays: z.array(
    z.strictObject({ id: idSchema, start: instantSchema, end: instantSchema, candidates: z.int() }),
  ),
});
