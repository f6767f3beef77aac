/** Openings, their candidates and their loop template. */
import { z } from 'zod';
import type { Interval } from '#domain/planning/loop-problem.ts';
import type { LoopTemplate } from '#domain/template/loop-template.ts';
import type { TeamMember, TeamSeat } from '#domain/organisation/opening.ts';
import { TEAM_ROLES } from '#domain/policy/policy.ts';
import { OFFERED, OFFERED_IN_ALL, type Offered, type OfferedInAll } from '#domain/policy/sight.ts';
import { dayNotesSchema, type DayNotes } from './day.ts';
import { needsShown, type NeedsShown } from './needs.ts';
import { selfServiceBriefSchema, type SelfServiceBrief } from './self-service.ts';
import { loopTemplateSchema } from './loop-template.ts';
import {
  emailSchema,
  idSchema,
  instantSchema,
  intervalSchema,
  nameSchema,
  timeZoneSchema,
  versionSchema,
} from './text.ts';

export type NewOpening = { readonly title: string; readonly timeZone: string };
export const newOpeningSchema: z.ZodType<NewOpening> = z.strictObject({
  title: nameSchema,
  timeZone: timeZoneSchema,
});
export type OpeningChange = NewOpening & { readonly version: number };
export const openingChangeSchema: z.ZodType<OpeningChange> = z.strictObject({
  title: nameSchema,
  timeZone: timeZoneSchema,
  version: versionSchema,
});

export type OpeningSummary = {
  readonly id: string;
  readonly title: string;
  readonly timeZone: string;
  readonly candidates: number;
  readonly planned: number;
  readonly modules: number;
};
export type OpeningList = {
  readonly openings: readonly OpeningSummary[];
  /** What whoever asks may do here. */
  readonly can: readonly OfferedInAll[];
};
export const openingListSchema: z.ZodType<OpeningList> = z.strictObject({
  can: z.array(z.enum(OFFERED_IN_ALL)),
  openings: z.array(
    z.strictObject({
      id: idSchema,
      title: nameSchema,
      timeZone: timeZoneSchema,
      candidates: z.int(),
      planned: z.int(),
      modules: z.int(),
    }),
  ),
});

/** What may be set of a candidate. `available` are instants; an empty list means any time. */
export type CandidateDetails = {
  readonly name: string;
  readonly email?: string;
  readonly timeZone: string;
  readonly available: readonly Interval[];
};
const candidateDetails = {
  name: nameSchema,
  email: emailSchema.exactOptional(),
  timeZone: timeZoneSchema,
  available: z.array(intervalSchema).max(200),
};
export const candidateDetailsSchema: z.ZodType<CandidateDetails> = z.strictObject(candidateDetails);
export type CandidateChange = CandidateDetails & { readonly version: number };
export const candidateChangeSchema: z.ZodType<CandidateChange> = z.strictObject({
  ...candidateDetails,
  version: versionSchema,
});

/** A candidate in the second round of an opening, with the confirmed loop where there is one. */
export type ApplicationView = CandidateDetails &
  NeedsShown & {
    readonly id: string;
    readonly version: number;
    /** Mail to their address came back: nobody has it. */
    readonly unreachable?: true;
    /** For those who plan. */
    readonly selfService?: SelfServiceBrief;
    readonly loop?: {
      readonly id: string;
      readonly start: string;
      readonly end: string;
      readonly sessions: number;
      readonly sequence: number;
    };
  };
export const applicationViewSchema: z.ZodType<ApplicationView> = z.strictObject({
  ...candidateDetails,
  ...needsShown,
  id: idSchema,
  version: versionSchema,
  unreachable: z.literal(true).exactOptional(),
  selfService: selfServiceBriefSchema.exactOptional(),
  loop: z
    .strictObject({
      id: idSchema,
      start: instantSchema,
      end: instantSchema,
      sessions: z.int(),
      sequence: z.int(),
    })
    .exactOptional(),
});

export type { TeamMember, TeamSeat };
const teamSeat = { person: idSchema, role: z.enum(TEAM_ROLES) };
const teamMemberSchema: z.ZodType<TeamMember> = z.strictObject({
  ...teamSeat,
  name: nameSchema,
  title: z.string().exactOptional(),
});

/** `team` is the hiring team; `applications` are those that whoever asks may see, `can` what they may do here. */
export type OpeningView = {
  readonly id: string;
  readonly title: string;
  readonly timeZone: string;
  readonly version: number;
  readonly template: LoopTemplate;
  readonly templateVersion: number;
  readonly team: readonly TeamMember[];
  /** What is to be known for the day itself. */
  readonly dayNotes: DayNotes;
  readonly applications: readonly ApplicationView[];
  readonly can: readonly Offered[];
};
export const openingViewSchema: z.ZodType<OpeningView> = z.strictObject({
  id: idSchema,
  title: nameSchema,
  timeZone: timeZoneSchema,
  version: versionSchema,
  template: loopTemplateSchema,
  templateVersion: versionSchema,
  team: z.array(teamMemberSchema),
  dayNotes: dayNotesSchema,
  applications: z.array(applicationViewSchema),
  can: z.array(z.enum(OFFERED)),
});

/** `PUT …/openings/:opening/template`. */
export type TemplateChange = { readonly template: LoopTemplate; readonly version: number };
export const templateChangeSchema: z.ZodType<TemplateChange> = z.strictObject({
  template: loopTemplateSchema,
  version: versionSchema,
});

/** `PUT …/openings/:opening/team`: the whole hiring team; `version` is the opening's. */
export type TeamChange = { readonly team: readonly TeamSeat[]; readonly version: number };
export const teamChangeSchema: z.ZodType<TeamChange> = z.strictObject({
  team: z.array(z.strictObject(teamSeat)).max(100, 'at most 100 people'),
  version: versionSchema,
});
