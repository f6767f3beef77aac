/**
 * All sessions with the candidate on one date, or over several, tried out: a session with few slots left is put at each of them in
 * turn, and what is left of the others is looked at with the tests of `refute.ts`. Few slots are left where calendars
 * are full, and there this is quick.
 *
 * This file is a kernel: indices are known to exist, and casts say so.
 */
import { at } from '#solver/at.ts';
import type { Placement } from '#solver/search/state.ts';
import { arrange } from './arrange.ts';
import { nextBit, noBits, setBit } from './bits.ts';
import type { Bits } from './bits.ts';
import { meetingOf } from './question.ts';
import type { Ask, Question } from './question.ts';
import { timesOn, timesOnSeveral } from './refute.ts';
import { seatPeople } from './seating.ts';

/** `left`: how many more slots may be tried. `exact`: nothing was left out so far, so that finding none is a proof. */
export type Budget = { left: number; exact: boolean };

export type Where = {
  /** All days where it is undefined. */
  readonly day: number | undefined;
  /** The slot of a debrief with everyone; its people are settled in the question. */
  readonly settled?: number | undefined;
};

export function tryTimes(question: Question, where: Where, budget: Budget): readonly Placement[] | undefined {
  const { calendar } = question.model;
  const last = where.settled === undefined ? Infinity : at(calendar.start, where.settled);
  const pieces = question.pieces.map((piece) => {
    const inTime = slotsOn(question, piece, where.day).filter(
      (slot) => at(calendar.start, slot) + piece.session.minutes <= last,
    );
    return { ...piece, stands: bitsOf(piece.stands, inTime) };
  });
  return tryOut({ ...question, pieces }, where, budget);
}

function tryOut(question: Question, where: Where, budget: Budget): readonly Placement[] | undefined {
  const times = where.day === undefined ? timesOnSeveral(question) : timesOn(question, where.day);
  if (!('done' in times)) return undefined;
  const open = question.pieces.map((piece) => slotsOn(question, piece, where.day));
  if (cannotSeat(question, open, where.settled)) return undefined;
  const { placements, proven } = arrange(question, times.timeline, where.settled);
  if (placements !== undefined) return placements;
  const piece = scarcest(open);
  if (piece < 0) {
    if (!proven) budget.exact = false;
    return undefined;
  }
  for (const slot of at(open, piece)) {
    budget.left -= 1;
    if (budget.left < 0) {
      budget.exact = false;
      return undefined;
    }
    const found = tryOut(putAt(question, open, { piece, slot }), where, budget);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** True when those that have one slot left cannot all have their people. */
function cannotSeat(question: Question, open: readonly (readonly number[])[], settled?: number): boolean {
  const put = open.flatMap((slots, piece) => {
    const [slot, ...more] = slots;
    return slot === undefined || more.length > 0 ? [] : [{ ask: at(question.pieces, piece), slot }];
  });
  const debrief = settled === undefined ? undefined : meetingOf(question);
  const meeting =
    debrief === undefined || settled === undefined ? undefined : { ask: debrief, slot: settled };
  const { seated, proven } = seatPeople(question, put, meeting);
  return seated === undefined && proven;
}

function slotsOn({ model }: Question, { stands }: Ask, day: number | undefined): number[] {
  const { firstSlot, start } = model.calendar;
  const [from, to] = day === undefined ? [0, start.length] : [at(firstSlot, day), at(firstSlot, day + 1)];
  const slots: number[] = [];
  for (let slot = nextBit(stands, from, to); slot >= 0; slot = nextBit(stands, slot + 1, to))
    slots.push(slot);
  return slots;
}

function bitsOf(like: Bits, slots: readonly number[]): Bits {
  const bits = noBits(like.length * 32);
  for (const slot of slots) setBit(bits, slot);
  return bits;
}

/** Of those that are not put yet; -1 where all are. */
function scarcest(open: readonly (readonly number[])[]): number {
  let best = -1;
  open.forEach((slots, piece) => {
    if (slots.length > 1 && (best < 0 || slots.length < at(open, best).length)) best = piece;
  });
  return best;
}

/** The piece there, and the others where they neither overlap with it nor stand on its wrong side. */
function putAt(
  question: Question,
  open: readonly (readonly number[])[],
  put: { readonly piece: number; readonly slot: number },
): Question {
  const { precedes, model, loop } = question;
  const { start } = model.calendar;
  const from = start[put.slot] as number;
  const to = from + at(question.pieces, put.piece).session.minutes + loop.gapMin;
  const pieces = question.pieces.map((piece, index) => {
    if (index === put.piece) return { ...piece, stands: bitsOf(piece.stands, [put.slot]) };
    const before = (((precedes[put.piece] as number) >> index) & 1) === 1;
    const after = (((precedes[index] as number) >> put.piece) & 1) === 1;
    const needs = piece.session.minutes + loop.gapMin;
    const left = at(open, index).filter((slot) => {
      const starts = start[slot] as number;
      return (!before && starts >= to) || (!after && starts + needs <= from);
    });
    return { ...piece, stands: bitsOf(piece.stands, left) };
  });
  return { ...question, pieces };
}
