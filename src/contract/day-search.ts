/** "Find a day": the question, up to five ranked alternatives with all a timeline needs, or why nothing fits. */
import { z } from 'zod';
import type { Outdated } from '#domain/calendar/uncounted.ts';
import type {
  Alternative,
  DaySearchResult,
  SearchProgress,
  SessionView,
  TimelineRow,
  WhyNot,
} from '#domain/planning/day-search.ts';
import type { BoardSession } from '#domain/planning/superday.ts';
import { KINDS, ROLES, RULES, COST_PARTS, type PlanCost } from '#domain/planning/loop-problem.ts';
import type { CostWords } from '#domain/planning/plan-words.ts';
import { CHANGE_PLACES } from '#domain/planning/reasons.ts';
import { problemDocumentSchema, type ProblemDocument } from './problem.ts';
import { dateSchema, idSchema, instantSchema, intervalSchema } from './text.ts';

export type { Alternative, DaySearchResult, SearchProgress, SessionView, TimelineRow, WhyNot };

/** `POST /api/o/:o/candidates/:id/search`. Both dates included; at most 60 days. */
export type DaySearch = { readonly from: string; readonly to: string };
export const daySearchSchema: z.ZodType<DaySearch> = z
  .strictObject({ from: dateSchema, to: dateSchema })
  .refine((search) => search.from <= search.to, {
    path: ['to'],
    error: 'a date that is not before the first',
  });

const sessionView = {
  module: z.string(),
  title: z.string(),
  kind: z.enum(KINDS),
  purpose: z.string().exactOptional(),
  evaluated: z.boolean(),
  start: instantSchema,
  end: instantSchema,
  people: z.array(z.strictObject({ id: idSchema, name: z.string(), seat: z.int(), role: z.enum(ROLES) })),
  room: z.strictObject({ id: idSchema, name: z.string(), site: z.string().exactOptional() }).exactOptional(),
  together: z.int().exactOptional(),
};
export const sessionViewSchema: z.ZodType<SessionView> = z.strictObject(sessionView);
/** A session on the superday's board: `id` is the plan's or the stored session's, `candidates` those of its loops. */
export const boardSessionSchema: z.ZodType<BoardSession> = z.strictObject({
  ...sessionView,
  id: z.string(),
  candidates: z.array(idSchema),
});

export const costSchema: z.ZodType<PlanCost> = z.strictObject({
  ...(Object.fromEntries(COST_PARTS.map((part) => [part, z.int()])) as Record<
    (typeof COST_PARTS)[number],
    z.ZodInt
  >),
  total: z.int(),
});

export const costWordsSchema: z.ZodType<CostWords> = z.strictObject({
  part: z.enum(COST_PARTS),
  text: z.string(),
  cost: z.int(),
});

export const timelineRowSchema: z.ZodType<TimelineRow> = z.strictObject({
  id: idSchema,
  kind: z.enum(['candidate', 'person', 'room']),
  name: z.string(),
  timeZone: z.string(),
  busy: z.array(intervalSchema),
});

export const whyNotSchema: z.ZodType<WhyNot> = z.strictObject({
  text: z.string(),
  reasons: z.array(
    z.strictObject({
      rule: z.enum(RULES),
      session: z.string().exactOptional(),
      person: z.string().exactOptional(),
      room: z.string().exactOptional(),
      text: z.string(),
    }),
  ),
  relax: z.array(z.strictObject({ change: z.string(), then: z.string() })),
  places: z.array(z.enum(CHANGE_PLACES)),
});
export const outdatedSchema: z.ZodType<Outdated> = z.strictObject({ name: z.string(), since: instantSchema });

export const daySearchResultSchema: z.ZodType<DaySearchResult> = z.strictObject({
  alternatives: z.array(
    z.strictObject({
      key: z.string(),
      sessions: z.array(sessionViewSchema),
      cost: costSchema,
      parts: z.array(costWordsSchema),
      worse: z.array(z.string()),
      better: z.array(z.string()),
    }),
  ),
  proven: z.boolean(),
  seconds: z.number(),
  rows: z.array(timelineRowSchema),
  whyNot: whyNotSchema.exactOptional(),
  uncounted: z.array(z.string()),
  outdated: z.array(outdatedSchema),
  held: z.array(z.string()),
});

const searchProgressSchema: z.ZodType<SearchProgress> = z.strictObject({
  seconds: z.number(),
  placed: z.int(),
  total: z.int(),
  cost: z.int(),
  bound: z.int().nullable(),
});

/**
 * A line of the search's stream (`Accept: application/x-ndjson`): the name by which `DELETE /api/o/:o/searches/:id`
 * stops it, then how far it is, and at the end what the search answers, or why it cannot.
 */
export type SearchNews<T> =
  | { readonly search: string }
  | { readonly progress: SearchProgress }
  | { readonly result: T }
  | { readonly problem: ProblemDocument };
export function searchNewsSchema<T>(result: z.ZodType<T>): z.ZodType<SearchNews<T>> {
  return z.union([
    z.strictObject({ search: idSchema }),
    z.strictObject({ progress: searchProgressSchema }),
    z.strictObject({ result }),
    z.strictObject({ problem: problemDocumentSchema }),
  ]);
}
export type DaySearchNews = SearchNews<DaySearchResult>;
export const daySearchNewsSchema: z.ZodType<DaySearchNews> = searchNewsSchema(daySearchResultSchema);

/**
 * `POST /api/o/:o/candidates/:id/confirm`, with an `Idempotency-Key` header: the sessions of one alternative as
 * the search returned them (times, people and rooms; the server checks them again against today's facts).
 */
export type Confirmation = {
  readonly sessions: readonly {
    readonly module: string;
    readonly start: string;
    readonly end: string;
    readonly people: readonly { readonly id: string; readonly seat: number }[];
    readonly room?: string;
  }[];
};
export const confirmationSchema: z.ZodType<Confirmation> = z.strictObject({
  sessions: z
    .array(
      z.strictObject({
        module: z.string().max(100),
        start: instantSchema,
        end: instantSchema,
        people: z.array(z.strictObject({ id: idSchema, seat: z.int().min(0).max(100) })).max(200),
        room: idSchema.exactOptional(),
      }),
    )
    .min(1)
    .max(50),
});
