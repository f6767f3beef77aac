/** The candidate's agenda, and what is told to people outside who follow a link. */
import { z } from 'zod';
import { KINDS } from '#domain/planning/loop-problem.ts';
import type { SeenPerson, SeenSession, WhomToAsk } from '#domain/loop/seen-by-link.ts';
import { instantSchema, intervalSchema, timeZoneSchema, tokenSchema } from './text.ts';

/** `POST /api/agenda/look`, `POST /api/panel/look` */
export type LinkToken = { readonly token: string };
export const linkTokenSchema: z.ZodType<LinkToken> = z.strictObject({ token: tokenSchema });

/** Somebody in a session, as people outside are told of them. */
export const seenRoleSchema: z.ZodType<SeenPerson['role']> = z.enum([
  'lead',
  'panelist',
  'observer',
  'host',
  'greeter',
]);
export const seenPersonSchema: z.ZodType<SeenPerson> = z.strictObject({
  name: z.string(),
  title: z.string().exactOptional(),
  role: seenRoleSchema,
});
export type { SeenPerson };

/** A link that shows nothing any more: the organisation's name, and the names of those who can help. */
export const whomToAskSchema: { readonly organisation: z.ZodString; readonly ask: z.ZodArray<z.ZodString> } =
  {
    organisation: z.string(),
    ask: z.array(z.string()),
  };

/** A session as the candidate sees it, offered or booked. */
export type AgendaSession = SeenSession;
export const agendaSession: z.ZodType<AgendaSession> = z.strictObject({
  title: z.string(),
  kind: z.enum(KINDS),
  purpose: z.string().exactOptional(),
  evaluated: z.boolean(),
  start: instantSchema,
  end: instantSchema,
  people: z.array(seenPersonSchema),
  place: z.string().exactOptional(),
  wayThere: z.string().exactOptional(),
  expected: intervalSchema.exactOptional(),
});

/**
 * What the candidate may know: no ids of people, no debrief, no shadows' role. `file` is the text of a calendar file;
 * `ask` are the names of those who coordinate.
 */
export type AgendaOpen = WhomToAsk & {
  readonly is: 'open';
  readonly opening: string;
  readonly candidate: string;
  readonly timeZone: string;
  /** Names of those who decide afterwards. */
  readonly decides: readonly string[];
  readonly sessions: readonly AgendaSession[];
  readonly file: string;
  /** Whether changes can be made here: not without mail; after a code from it; or in this browser, for a while. */
  readonly acting: 'not' | 'code' | 'sitting';
  /** The candidate cancelled; until then they can take it back. */
  readonly undoUntil?: string;
  /** Another day was asked for, and not answered yet. */
  readonly askedAt?: string;
  /** Where to come and whom to ask for. */
  readonly arrival?: string;
  /** In a sitting: of which needs there is a note. */
  readonly noted?: readonly NotedNeed[];
};
/** Needs that somebody does something about on the day. */
const NOTED_NEEDS = ['access', 'diet', 'remark'] as const;
export type NotedNeed = (typeof NOTED_NEEDS)[number];
export type LinkEnded = WhomToAsk & { readonly is: 'ended' };
/** `POST /api/agenda/look` */
export type AgendaView = AgendaOpen | LinkEnded;
export const agendaViewSchema: z.ZodType<AgendaView> = z.discriminatedUnion('is', [
  z.strictObject({
    is: z.literal('open'),
    ...whomToAskSchema,
    opening: z.string(),
    candidate: z.string(),
    timeZone: timeZoneSchema,
    decides: z.array(z.string()),
    sessions: z.array(agendaSession),
    file: z.string(),
    acting: z.enum(['not', 'code', 'sitting']),
    undoUntil: instantSchema.exactOptional(),
    askedAt: instantSchema.exactOptional(),
    arrival: z.string().exactOptional(),
    noted: z.array(z.enum(NOTED_NEEDS)).exactOptional(),
  }),
  z.strictObject({ is: z.literal('ended'), ...whomToAskSchema }),
]);
