/**
 * When a set of a loop's sessions can have ended on one date at the earliest: dynamic programming over sets, after
 * Held and Karp (1962). Order and the least gap are kept; who may sit twice, walking, and the longest gap and
 * stretch are not, so an earlier end is never worse.
 *
 * This file is a kernel: indices are known to exist, and casts say so.
 */
import { slotFrom } from '#solver/model/calendar.ts';
import type { Calendar } from '#solver/model/model.ts';
import { hasBit } from './bits.ts';
import type { Question } from './question.ts';

/** By set of sessions: the minute of the earliest end (Infinity if there is none), the last session and its slot. */
export type Ends = { readonly end: Float64Array; readonly last: Int8Array; readonly slot: Int32Array };

/** The first slot of the same date, from each slot (of the day asked) on, at which each piece stands; -1 if none. */
export type NextStands = readonly Int32Array[];

export function nextStands({ model, pieces }: Question, day?: number): NextStands {
  const { dayOf, firstSlot } = model.calendar;
  const [from, to] =
    day === undefined ? [0, dayOf.length] : [firstSlot[day] as number, firstSlot[day + 1] as number];
  return pieces.map(({ stands }) => {
    const next = new Int32Array(to);
    for (let slot = to - 1, later = -1; slot >= from; slot -= 1) {
      if (slot + 1 < to && dayOf[slot] !== dayOf[slot + 1]) later = -1;
      if (hasBit(stands, slot)) later = slot;
      next[slot] = later;
    }
    return next;
  });
}

type Where = { readonly day: number; readonly base: number };

/** Sets that hold `base`, which was held on earlier dates. */
export function earliestEnds(question: Question, next: NextStands, { day, base }: Where): Ends {
  const { model, pieces, precedes, reachable, loop } = question;
  const { calendar } = model;
  const sets = 1 << pieces.length;
  const end = new Float64Array(sets).fill(Infinity);
  const last = new Int8Array(sets).fill(-1);
  const slot = new Int32Array(sets).fill(-1);
  end[base] = -Infinity;
  for (let mask = base; mask < sets; mask += 1) {
    const ended = end[mask] as number;
    if (ended === Infinity || reachable[mask] === 0) continue;
    const from = nextSlot(calendar, day, mask === base ? -Infinity : ended + loop.gapMin);
    if (from < 0) continue;
    for (let piece = 0; piece < pieces.length; piece += 1) {
      const bit = 1 << piece;
      if ((mask & bit) !== 0 || ((precedes[piece] as number) & ~mask) !== 0) continue;
      const stands = (next[piece] as Int32Array)[from] as number;
      if (stands < 0) continue;
      const ends =
        (calendar.start[stands] as number) + (pieces[piece] as Question['pieces'][number]).session.minutes;
      if (ends >= (end[mask | bit] as number)) continue;
      end[mask | bit] = ends;
      last[mask | bit] = piece;
      slot[mask | bit] = stands;
    }
  }
  return { end, last, slot };
}

/** The first slot of the day at or after the minute; -1 if none. */
function nextSlot(calendar: Calendar, day: number, minute: number): number {
  const first = calendar.firstSlot[day] as number;
  const slot = minute === -Infinity ? first : Math.max(first, slotFrom(calendar, minute));
  return slot < (calendar.firstSlot[day + 1] as number) ? slot : -1;
}

export type Standing = { readonly piece: number; readonly slot: number };

/** Times for all sessions with the candidate, people left out of account. */
export type Times = {
  readonly timeline: readonly Standing[];
  /** When they have ended at the earliest. */
  readonly done: number;
};

/** The sessions of the set beyond `base`, in the order of time. */
export function timelineOf(ends: Ends, set: number, base: number): Standing[] {
  const found: Standing[] = [];
  for (let mask = set; mask !== base;) {
    const piece = ends.last[mask] as number;
    found.unshift({ piece, slot: ends.slot[mask] as number });
    mask &= ~(1 << piece);
  }
  return found;
}
