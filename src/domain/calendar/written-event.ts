/** What stands of somebody's sessions in a calendar that we may write, and what has to be done about it. */
import { isOver, saysSame, type Said } from '#domain/telling/ledger.ts';
import type { Instant } from '#domain/planning/loop-problem.ts';

/** What its owner had done to an event by hand when it was written the last time. */
export const BY_HAND = ['moved', 'removed'] as const;
export type ByHand = (typeof BY_HAND)[number];

/** `leaves`: it is to be taken out; `failed`: it was given up. */
export const ENTRY_STANDINGS = ['written', 'waits', 'retried', 'leaves', 'failed'] as const;
export type EntryStanding = (typeof ENTRY_STANDINGS)[number];

/** `keep`: nothing is to be done; otherwise what is to stand there from now on, which may be nothing. */
export type NextWish = 'keep' | { readonly wants?: Said };

/**
 * What a calendar should hold of one event, compared with what it was asked to hold before. Nothing is done about what
 * is over. What was given up is not tried again by itself, as long as nothing else is wished.
 */
export function nextWish(asked: Said | undefined, wanted: Said | undefined, now: Instant): NextWish {
  const matters = wanted ?? asked;
  if (saysSame(asked, wanted) || matters === undefined || isOver(matters, now)) return 'keep';
  return wanted === undefined ? {} : { wants: wanted };
}

type Work = { readonly wants: boolean; readonly waits: boolean; readonly failed: boolean };

export function entryStandingOf({ wants, waits, failed }: Work): EntryStanding {
  if (!waits) return failed ? 'failed' : 'written';
  if (failed) return 'retried';
  return wants ? 'waits' : 'leaves';
}
