/** The candidate's own part: their page before there is a loop, what they change by link, and what those who plan see of it. */
import { z } from 'zod';
import { CHANGE_KINDS, type ChangeKind } from '#domain/loop/change-request.ts';
import { OFFER } from '#domain/loop/offer.ts';
import type { Acting, Scheduling } from '#domain/loop/seen-by-link.ts';
import { WEEKDAYS, type Instant, type Interval } from '#domain/planning/loop-problem.ts';
import { agendaSession, whomToAskSchema, type LinkEnded, type LinkToken } from './agenda.ts';
import { changeRequestSchema, wordsSchema, type ChangeRequestView } from './changes.ts';
import { confirmationSchema, type Confirmation } from './day-search.ts';
import {
  idSchema,
  instantSchema,
  intervalSchema,
  localHoursSchema,
  timeZoneSchema,
  tokenSchema,
} from './text.ts';

export type { Acting };
const actingSchema: z.ZodType<Acting> = z.enum(['not', 'code', 'sitting']);

/** `POST /api/link/code` answers `request`, which goes back with the code: a code is of use on the page that asked alone. */
export type { LinkToken };
export type CodeRequested = { readonly request: string };
export const codeRequestedSchema: z.ZodType<CodeRequested> = z.strictObject({ request: tokenSchema });

/** `POST /api/link/sitting`: from then on the browser has a cookie that lets it change things. */
export type SittingRequest = LinkToken & CodeRequested & { readonly code: string };
export const sittingRequestSchema: z.ZodType<SittingRequest> = z.strictObject({
  token: tokenSchema,
  request: tokenSchema,
  code: z
    .string()
    .transform((text) => text.replaceAll(/\s/g, ''))
    .pipe(z.string().regex(/^\d{6}$/, 'the six digits of the mail')),
});

/** `POST /api/scheduling/look` */
export type SchedulingOpen = Scheduling;
export type SchedulingView = SchedulingOpen | LinkEnded;
const offerView = z.strictObject({
  id: idSchema,
  until: instantSchema,
  over: z.boolean(),
  note: z.string().exactOptional(),
  days: z.array(z.strictObject({ number: z.int(), sessions: z.array(agendaSession) })),
});
export const schedulingViewSchema: z.ZodType<SchedulingView> = z.discriminatedUnion('is', [
  z.strictObject({
    is: z.literal('open'),
    ...whomToAskSchema,
    opening: z.string(),
    candidate: z.string(),
    timeZone: timeZoneSchema,
    acting: actingSchema,
    minutes: z.int(),
    within: z.strictObject({
      hours: localHoursSchema,
      weekdays: z.array(z.enum(WEEKDAYS)),
      zone: timeZoneSchema,
    }),
    available: z.array(intervalSchema),
    saidAt: instantSchema.exactOptional(),
    offer: offerView.exactOptional(),
    booked: z
      .strictObject({ start: instantSchema, end: instantSchema, agenda: z.string().exactOptional() })
      .exactOptional(),
    askedAt: instantSchema.exactOptional(),
  }),
  z.strictObject({ is: z.literal('ended'), ...whomToAskSchema }),
]);

/** `POST /api/scheduling/times`. An empty list: any time. */
export type TimesSaid = LinkToken & { readonly available: readonly Interval[] };
export const timesSaidSchema: z.ZodType<TimesSaid> = z.strictObject({
  token: tokenSchema,
  available: z.array(intervalSchema).max(200),
});

/** One day of an offer; the offer as it was seen. */
export type DayChosen = { readonly offer: string; readonly day: number };
const dayChosen = { offer: idSchema, day: z.int().min(1).max(OFFER.mostDays) };
/** `POST /api/o/:o/candidates/:id/choose` */
export const dayChosenSchema: z.ZodType<DayChosen> = z.strictObject(dayChosen);
/** `POST /api/scheduling/choose` */
export type DayChosenByLink = LinkToken & DayChosen;
export const dayChosenByLinkSchema: z.ZodType<DayChosenByLink> = z.strictObject({
  token: tokenSchema,
  ...dayChosen,
});

/** `POST /api/o/:o/candidates/:id/ask-times`, `…/scheduling-link`: the path of the candidate's page. */
export type SchedulingLink = { readonly link: string; readonly mailed?: boolean };
export const schedulingLinkSchema: z.ZodType<SchedulingLink> = z.strictObject({
  link: z.string(),
  mailed: z.boolean().exactOptional(),
});

const hoursSchema: z.ZodType<number> = z.int().min(1).max(OFFER.mostHours);
/** `POST /api/o/:o/candidates/:id/offer`, with an `Idempotency-Key` header: days as the search found them. */
export type OfferRequest = {
  readonly plans: readonly Confirmation[];
  readonly hours: number;
  readonly note?: string;
};
export const offerRequestSchema: z.ZodType<OfferRequest> = z.strictObject({
  plans: z.array(confirmationSchema).min(1).max(OFFER.mostDays),
  hours: hoursSchema,
  note: wordsSchema(OFFER.noteLength).exactOptional(),
});
export type OfferMade = { readonly mailed: boolean };
export const offerMadeSchema: z.ZodType<OfferMade> = z.strictObject({ mailed: z.boolean() });
/** `PUT /api/o/:o/candidates/:id/offer`: held so many hours from now. */
export type Prolonging = { readonly hours: number };
export const prolongingSchema: z.ZodType<Prolonging> = z.strictObject({ hours: hoursSchema });

/** `GET /api/o/:o/candidates/:id/self-service` */
export type SelfServiceView = {
  readonly link?: string;
  /** Whether a mail can be sent to the candidate. */
  readonly mails: boolean;
  readonly askedAt?: Instant;
  readonly saidAt?: Instant;
  readonly offer?: {
    readonly id: string;
    readonly heldUntil: Instant;
    readonly over: boolean;
    readonly seenAt?: Instant;
    readonly note?: string;
    readonly days: readonly (Interval & { readonly number: number })[];
  };
  readonly changes: readonly ChangeRequestView[];
};
export const selfServiceViewSchema: z.ZodType<SelfServiceView> = z.strictObject({
  link: z.string().exactOptional(),
  mails: z.boolean(),
  askedAt: instantSchema.exactOptional(),
  saidAt: instantSchema.exactOptional(),
  offer: z
    .strictObject({
      id: idSchema,
      heldUntil: instantSchema,
      over: z.boolean(),
      seenAt: instantSchema.exactOptional(),
      note: z.string().exactOptional(),
      days: z.array(z.strictObject({ number: z.int(), start: instantSchema, end: instantSchema })),
    })
    .exactOptional(),
  changes: z.array(changeRequestSchema),
});

/** The same in a list of candidates. */
export type SelfServiceBrief = {
  readonly askedAt?: Instant;
  readonly saidAt?: Instant;
  readonly offer?: {
    readonly heldUntil: Instant;
    readonly over: boolean;
    readonly seenAt?: Instant;
    readonly days: number;
  };
  /** What they want changed, the newest last. */
  readonly wants: readonly ChangeKind[];
};
export const selfServiceBriefSchema: z.ZodType<SelfServiceBrief> = z.strictObject({
  askedAt: instantSchema.exactOptional(),
  saidAt: instantSchema.exactOptional(),
  offer: z
    .strictObject({
      heldUntil: instantSchema,
      over: z.boolean(),
      seenAt: instantSchema.exactOptional(),
      days: z.int(),
    })
    .exactOptional(),
  wants: z.array(z.enum(CHANGE_KINDS)),
});
