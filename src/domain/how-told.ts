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
