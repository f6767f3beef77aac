/** How the people of one opening are told of their sessions. */
import type { CandidateEvents } from './ledger.ts';

/** Minutes before the start; absent: no reminder. `organiser`: the person in whose name invitations go out. */
export type HowTold = {
  readonly organiser?: string;
  readonly candidateEvents: CandidateEvents;
  readonly remindCandidate?: number;
  readonly remindPeople?: number;
};

export const USUAL_TELLING: HowTold = {
  candidateEvents: 'day',
  remindCandidate: 24 * 60,
  remindPeople: 60,
};

/** Minutes before the start, at least and at most: a quarter of an hour to two weeks. */
export const REMINDERS: { readonly least: number; readonly most: number } = { least: 15, most: 14 * 24 * 60 };
