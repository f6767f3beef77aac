/** The ledger: who was told what of which loop, and who does not know yet. */
import { z } from 'zod';
import {
  DELIVERIES,
  MESSAGE_STATES,
  STANDINGS,
  type LedgerCalendar,
  type LedgerEntry,
  type LedgerStanding,
} from '#domain/telling/ledger-entry.ts';
import { MESSAGE_KINDS, RESPONSES } from '#domain/telling/ledger.ts';
import { BY_HAND, ENTRY_STANDINGS } from '#domain/calendar/written-event.ts';
import { idSchema, instantSchema, nameSchema, timeZoneSchema } from './text.ts';

export type EntryView = LedgerEntry & { readonly standing: LedgerStanding };

/** `open`: events about which somebody has to do something. `can` tell: send again, or say that it was told by hand. */
export type LoopLedger = {
  readonly id: string;
  readonly status: 'confirmed' | 'cancelled';
  readonly opening: { readonly id: string; readonly title: string };
  readonly candidate: string;
  readonly application: string;
  readonly timeZone: string;
  readonly start: string;
  readonly entries: readonly EntryView[];
  readonly open: number;
  readonly tells: boolean;
};

const messageSchema = z.strictObject({
  kind: z.enum(MESSAGE_KINDS),
  state: z.enum(MESSAGE_STATES),
  madeAt: instantSchema,
  toldAt: instantSchema.exactOptional(),
  nextAt: instantSchema.exactOptional(),
  attempts: z.int().min(0),
  problem: z.string().exactOptional(),
  delivery: z.enum(DELIVERIES).exactOptional(),
});

const calendarSchema: z.ZodType<LedgerCalendar> = z.strictObject({
  standing: z.enum(ENTRY_STANDINGS),
  at: instantSchema.exactOptional(),
  nextAt: instantSchema.exactOptional(),
  byHand: z.enum(BY_HAND).exactOptional(),
});

export const loopLedgerSchema: z.ZodType<LoopLedger> = z.strictObject({
  id: idSchema,
  status: z.enum(['confirmed', 'cancelled']),
  opening: z.strictObject({ id: idSchema, title: nameSchema }),
  candidate: nameSchema,
  application: idSchema,
  timeZone: timeZoneSchema,
  start: instantSchema,
  entries: z.array(
    z.strictObject({
      invitation: idSchema,
      who: z.enum(['person', 'candidate']),
      id: idSchema,
      name: nameSchema,
      email: z.string().exactOptional(),
      title: z.string(),
      start: instantSchema,
      end: instantSchema,
      response: z.enum(RESPONSES),
      calendar: calendarSchema.exactOptional(),
      messages: z.array(messageSchema),
      standing: z.enum(STANDINGS),
    }),
  ),
  open: z.int().min(0),
  tells: z.boolean(),
});

/** `mail`: whether any mail can go out from here. */
export type Ledger = { readonly loops: readonly LoopLedger[]; readonly mail: boolean };
export const ledgerSchema: z.ZodType<Ledger> = z.strictObject({
  loops: z.array(loopLedgerSchema),
  mail: z.boolean(),
});

/** `POST /api/o/:o/loops/:id/ledger/again` and `…/told`: about which event. */
export type InvitationNamed = { readonly invitation: string };
export const invitationNamedSchema: z.ZodType<InvitationNamed> = z.strictObject({ invitation: idSchema });
