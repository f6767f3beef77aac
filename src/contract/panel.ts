/** An external panelist's session, and the links that lead to one. */
import { z } from 'zod';
import { KINDS, type Kind } from '#domain/planning/loop-problem.ts';
import type { OutsideSeat } from '#domain/loop/panel.ts';
import { seenPersonSchema, seenRoleSchema, whomToAskSchema, type SeenPerson } from './agenda.ts';
import { panelDaySchema, type PanelDay } from './day.ts';
import { idSchema, instantSchema, timeZoneSchema } from './text.ts';

export type { OutsideSeat };
export const outsideSeatSchema: z.ZodType<OutsideSeat> = z.strictObject({
  session: idSchema,
  title: z.string(),
  start: instantSchema,
  end: instantSchema,
  person: idSchema,
  name: z.string(),
  until: instantSchema.exactOptional(),
  open: z.boolean(),
});

/** `POST /api/o/:o/loops/:id/panel-links`, and the same with `/withdraw` */
export type PanelSeat = { readonly session: string; readonly person: string };
export const panelSeatSchema: z.ZodType<PanelSeat> = z.strictObject({ session: idSchema, person: idSchema });

/** `link` is a path with a fragment (`/panel#…`); it is shown this once. */
export type PanelLinkMade = { readonly link: string; readonly until: string };
export const panelLinkMadeSchema: z.ZodType<PanelLinkMade> = z.strictObject({
  link: z.string(),
  until: instantSchema,
});

/**
 * What somebody from outside may know of their one session. `until` is when the link ends, `said` how a candidate's name
 * is said; why a link ended is `cancelled`, `seat` (somebody else sits there), `over` or `withdrawn`.
 */
export type PanelOpen = {
  readonly is: 'open';
  readonly organisation: string;
  readonly ask: readonly string[];
  readonly opening: string;
  readonly you: { readonly name: string; readonly timeZone: string; readonly role: SeenPerson['role'] };
  readonly title: string;
  readonly kind: Kind;
  readonly purpose?: string;
  readonly evaluated: boolean;
  readonly start: string;
  readonly end: string;
  readonly until: string;
  readonly sessionZone: string;
  readonly place?: string;
  readonly people: readonly SeenPerson[];
  readonly candidates: readonly { readonly name: string; readonly said?: string }[];
  /** Whether they can say here that they cannot come; and until when they can take that back. */
  readonly acting: 'not' | 'code' | 'sitting';
  readonly undoUntil?: string;
  /** How to get to the room. */
  readonly wayThere?: string;
  /** On the day itself. */
  readonly day?: PanelDay;
};
export type PanelEnded = {
  readonly is: 'ended';
  readonly why: 'cancelled' | 'seat' | 'over' | 'withdrawn';
  readonly organisation: string;
  readonly ask: readonly string[];
};
/** `POST /api/panel/look` */
export type PanelView = PanelOpen | PanelEnded;
export const panelViewSchema: z.ZodType<PanelView> = z.discriminatedUnion('is', [
  z.strictObject({
    is: z.literal('open'),
    ...whomToAskSchema,
    opening: z.string(),
    you: z.strictObject({ name: z.string(), timeZone: timeZoneSchema, role: seenRoleSchema }),
    title: z.string(),
    kind: z.enum(KINDS),
    purpose: z.string().exactOptional(),
    evaluated: z.boolean(),
    start: instantSchema,
    end: instantSchema,
    until: instantSchema,
    sessionZone: timeZoneSchema,
    place: z.string().exactOptional(),
    people: z.array(seenPersonSchema),
    candidates: z.array(z.strictObject({ name: z.string(), said: z.string().exactOptional() })),
    acting: z.enum(['not', 'code', 'sitting']),
    undoUntil: instantSchema.exactOptional(),
    wayThere: z.string().exactOptional(),
    day: panelDaySchema.exactOptional(),
  }),
  z.strictObject({
    is: z.literal('ended'),
    why: z.enum(['cancelled', 'seat', 'over', 'withdrawn']),
    ...whomToAskSchema,
  }),
]);
