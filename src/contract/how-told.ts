/** How those of one opening are told: in whose name, the candidate's events, and reminders. */
import { z } from 'zod';
import type { HowTold } from '#domain/telling/how-told.ts';
import { REMINDERS } from '#domain/telling/how-told.ts';
import { CANDIDATE_EVENTS } from '#domain/telling/ledger.ts';
import { idSchema } from './text.ts';

const remindSchema = z.int().min(REMINDERS.least).max(REMINDERS.most);

/** `GET` and `PUT /api/o/:o/openings/:id/telling`. */
export const howToldSchema: z.ZodType<HowTold> = z.strictObject({
  organiser: idSchema.exactOptional(),
  candidateEvents: z.enum(CANDIDATE_EVENTS),
  remindCandidate: remindSchema.exactOptional(),
  remindPeople: remindSchema.exactOptional(),
});
