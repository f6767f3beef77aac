/** Openings and the applications that are in the second round for them. */
import type { Instant, Interval } from '#domain/planning/loop-problem.ts';
import type { LoopTemplate } from '#domain/template/loop-template.ts';
import type { TeamRole } from '#domain/policy/policy.ts';

export type OpeningDetails = { readonly title: string; readonly timeZone: string };

/** What is to be known for the day itself: where to come and whom to ask for, and about badges. */
export type DayNotes = { readonly arrival?: string; readonly badge?: string };

export type Opening = OpeningDetails & {
  readonly id: string;
  readonly version: number;
  readonly template: LoopTemplate;
  readonly templateVersion: number;
};

/** One person's place on the hiring team of an opening. */
export type TeamSeat = { readonly person: string; readonly role: TeamRole };
export type TeamMember = TeamSeat & { readonly name: string; readonly title?: string };

export type OpeningSummary = OpeningDetails & {
  readonly id: string;
  readonly candidates: number;
  readonly planned: number;
  readonly modules: number;
};

/** What may be set of a candidate. An empty `available` means any time. */
export type CandidateDetails = {
  readonly name: string;
  readonly email?: string;
  readonly timeZone: string;
  readonly available: readonly Interval[];
};

/** `candidate` is the person, `id` this candidacy. */
export type Application = CandidateDetails & {
  readonly id: string;
  readonly version: number;
  readonly opening: string;
  readonly candidate: string;
  /** Nobody has their address any more, a mail server said. */
  readonly unreachable?: true;
  /** When the candidate was asked for their times, and when they said them last. */
  readonly timesAskedAt?: Instant;
  readonly timesSaidAt?: Instant;
};

export type LoopSummary = {
  readonly id: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly sessions: number;
  /** The state of the loop: sent back with a change of it. */
  readonly sequence: number;
};

/** What a new opening begins with: office hours, and nothing planned yet. */
export const BLANK_TEMPLATE: LoopTemplate = {
  modules: [],
  hours: { from: '09:00', to: '17:00' },
  weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'],
};
