/** Days that a candidate may choose from: each a whole plan, and everybody in any of them is held until the answer. */
import type { Instant } from '#domain/planning/loop-problem.ts';
import type { PlanChoice } from '#domain/planning/plan-choice.ts';
import { millisecondsOf } from '#domain/time/zoned.ts';

/** Days in one offer, hours for which it may hold, hours that pages propose, and letters of its note. */
export const OFFER = { mostDays: 5, mostHours: 336, proposedHours: 72, noteLength: 500 } as const;

export type Offer = {
  readonly id: string;
  readonly application: string;
  readonly note?: string;
  readonly madeAt: Instant;
  readonly heldUntil: Instant;
  /** Its time is over: it holds nothing any more, and nobody can choose from it. */
  readonly over: boolean;
  /** When the candidate looked at it first. */
  readonly seenAt?: Instant;
  readonly days: readonly OfferDay[];
};

/** `number` names the day within its offer, from 1 on. */
export type OfferDay = { readonly number: number; readonly plan: PlanChoice };

/** The same in a list of candidates. */
export type OfferSummary = Pick<Offer, 'heldUntil' | 'over' | 'seenAt'> & { readonly days: number };

/** Somebody, or a room, for a time. */
export type TakenTime = {
  readonly resourceKind: 'person' | 'room' | 'candidate';
  readonly resourceId: string;
  readonly from: Instant;
  readonly to: Instant;
};

const DAY = 86_400_000;

/**
 * What all days of an offer take together: where two of them take the same person at overlapping times, once. Times that
 * only touch stay two, because limits count sessions; and nothing gets longer than the day that a booking may last.
 */
export function heldTimes(taken: readonly TakenTime[]): readonly TakenTime[] {
  const of = Map.groupBy(taken, ({ resourceId }) => resourceId);
  return [...of.values()].flatMap((times) => {
    const merged: TakenTime[] = [];
    for (const time of times.toSorted((a, b) => millisecondsOf(a.from) - millisecondsOf(b.from))) {
      const last = merged.at(-1);
      if (last === undefined || !overlap(last, time)) merged.push(time);
      else if (millisecondsOf(time.to) <= millisecondsOf(last.to)) continue;
      else if (millisecondsOf(time.to) - millisecondsOf(last.from) <= DAY) {
        merged[merged.length - 1] = { ...last, to: time.to };
      } else merged.push({ ...time, from: last.to });
    }
    return merged;
  });
}

function overlap(earlier: TakenTime, later: TakenTime): boolean {
  return millisecondsOf(later.from) < millisecondsOf(earlier.to);
}

/** What is left of the times beside those that are the candidate's own already, because a loop of theirs stands there. */
export function timesBeside(times: readonly TakenTime[], own: readonly TakenTime[]): readonly TakenTime[] {
  return times.flatMap((time) => {
    let rest: readonly TakenTime[] = [time];
    for (const block of own) {
      if (block.resourceId === time.resourceId) rest = rest.flatMap((piece) => besides(piece, block));
    }
    return rest;
  });
}

function besides(piece: TakenTime, block: TakenTime): readonly TakenTime[] {
  if (!overlap(...inOrder(piece, block))) return [piece];
  const before = millisecondsOf(piece.from) < millisecondsOf(block.from);
  const after = millisecondsOf(block.to) < millisecondsOf(piece.to);
  return [
    ...(before ? [{ ...piece, to: block.from }] : []),
    ...(after ? [{ ...piece, from: block.to }] : []),
  ];
}

function inOrder(one: TakenTime, other: TakenTime): readonly [TakenTime, TakenTime] {
  return millisecondsOf(one.from) <= millisecondsOf(other.from) ? [one, other] : [other, one];
}
