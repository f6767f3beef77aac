/** What somebody wants changed of a loop, or of what they were offered, and why. */
import type { Instant, LocalDate } from '#domain/planning/loop-problem.ts';

/** Why, in the words of those who plan interviews; pages say each in its own words for whoever is asked. */
export const CHANGE_REASONS = [
  'unwell',
  'work',
  'family',
  'travel',
  'other-interview',
  'other-offer',
  'no-longer-interested',
  'asked-by-candidate',
  'interviewer-unavailable',
  'room-unavailable',
  'planned-wrongly',
  'no-show',
  'other',
] as const;
export type ChangeReason = (typeof CHANGE_REASONS)[number];

export const CHANGE_KINDS = ['another-day', 'cancel', 'decline', 'moved'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Which reasons each may have: a candidate for another day, or for not coming at all; an interviewer; the coordinator. */
export const REASONS_FOR: Readonly<Record<ChangeKind, readonly ChangeReason[]>> = {
  'another-day': ['work', 'unwell', 'family', 'travel', 'other-interview', 'other'],
  cancel: ['other-offer', 'no-longer-interested', 'unwell', 'family', 'other'],
  decline: ['work', 'unwell', 'family', 'travel', 'other'],
  moved: ['asked-by-candidate', 'interviewer-unavailable', 'room-unavailable', 'planned-wrongly', 'other'],
};

/** Letters of somebody's own words, dates they may name, and minutes in which they can take back what they said. */
export const CHANGE_REQUEST = { wordsLength: 500, mostDays: 20, undoMinutes: 10 } as const;

export type ChangeRequest = {
  readonly id: string;
  readonly application: string;
  readonly what: ChangeKind;
  readonly loop?: string;
  /** Of a decline: which session, its module, and who. */
  readonly session?: string;
  readonly module?: string;
  readonly person?: string;
  readonly reason?: ChangeReason;
  readonly words?: string;
  readonly days: readonly LocalDate[];
  readonly madeAt: Instant;
  /** Until then it can be taken back, and nobody is told of it. */
  readonly undoUntil?: Instant;
};
