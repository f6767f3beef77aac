/** "What happened" in an organisation: its audit entries with names looked up, and whether their chain is whole. */
import { z } from 'zod';
import {
  AUDIT_EVENTS,
  AUDIT_MARKS,
  AUDIT_FIELDS,
  CHANGE_KIND_NAMES,
  isAuditAction,
  type AuditAction,
  type ChangeKind,
} from '#domain/audit/audit.ts';
import {
  AUDIT_ACTORS,
  type AuditEntryView,
  type AuditKnown,
  type AuditNamed,
  type AuditPage,
  type AuditQuestion,
  type ChainVerdict,
} from '#domain/audit/audit-view.ts';
import { dateSchema, idSchema, instantSchema, timeZoneSchema } from './text.ts';

export type {
  AuditAction,
  AuditEntryView,
  AuditKnown,
  AuditNamed,
  AuditPage,
  AuditQuestion,
  ChainVerdict,
  ChangeKind,
};

/** The parameters of `GET …/audit`: texts, as they stand in an address. */
export const auditQuestionSchema: z.ZodType<AuditQuestion> = z.strictObject({
  kind: z.enum(CHANGE_KIND_NAMES).exactOptional(),
  candidate: idSchema.exactOptional(),
  person: idSchema.exactOptional(),
  loop: idSchema.exactOptional(),
  from: dateSchema.exactOptional(),
  to: dateSchema.exactOptional(),
  before: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'the number of an entry')
    .transform(Number)
    .exactOptional(),
});

const namedSchema: z.ZodType<AuditNamed> = z.strictObject({ id: idSchema, name: z.string().exactOptional() });
const namedListSchema = z.array(namedSchema);
const countSchema = z.int().exactOptional();

const auditEntryViewSchema: z.ZodType<AuditEntryView> = z.strictObject({
  number: z.int(),
  at: instantSchema,
  actor: z.enum(AUDIT_ACTORS),
  actorName: z.string().exactOptional(),
  action: z.custom<AuditAction>((given) => typeof given === 'string' && isAuditAction(given)).exactOptional(),
  subject: namedSchema,
  openings: namedListSchema,
  candidates: namedListSchema,
  people: namedListSchema,
  peopleCount: z.int(),
  roomCount: z.int(),
  zone: timeZoneSchema,
  figures: z.strictObject({
    fields: z.array(z.enum(AUDIT_FIELDS)).exactOptional(),
    event: z.enum(AUDIT_EVENTS).exactOptional(),
    mark: z.enum(AUDIT_MARKS).exactOptional(),
    start: instantSchema.exactOptional(),
    end: instantSchema.exactOptional(),
    sessions: countSchema,
    modules: countSchema,
    walks: countSchema,
    calendars: countSchema,
    busy: countSchema,
  }),
});

/** `GET …/audit`, newest first. */
export const auditPageSchema: z.ZodType<AuditPage> = z.strictObject({
  timeZone: timeZoneSchema,
  entries: z.array(auditEntryViewSchema),
  next: z.int().exactOptional(),
});

/** `GET …/audit/known`: whom one may look for. */
export const auditKnownSchema: z.ZodType<AuditKnown> = z.strictObject({
  candidates: namedListSchema,
  people: namedListSchema,
});

/** `GET …/audit/chain`: how far the chain holds, and the first entry that does not agree. */
export const chainVerdictSchema: z.ZodType<ChainVerdict> = z.strictObject({
  number: z.int(),
  hash: z.string(),
  fault: z
    .strictObject({
      number: z.int(),
      found: z.enum(['missing', 'altered', 'unlinked']),
      text: z.string(),
    })
    .exactOptional(),
});
