/**
 * A loop over several dates, with the rules that `earliest.ts` keeps. Having held more sessions on as many dates is
 * never worse, so only sets that no other set contains are followed.
 */
import { at } from '#solver/at.ts';
import { earliestEnds, timelineOf } from './earliest.ts';
import type { Ends, NextStands, Standing, Times } from './earliest.ts';
import type { Question } from './question.ts';

/** Sessions held so far, on how many dates, and how it came to be. */
type Held = {
  readonly set: number;
  readonly dates: number;
  readonly before?: Held;
  readonly ends?: Ends;
};

/** The earliest end of all sessions with the candidate; undefined where even these rules leave no way. */
export function overSeveralDates(question: Question, next: NextStands): Times | undefined {
  const { pieces, loop, model } = question;
  const full = (1 << pieces.length) - 1;
  let held: Held[] = [{ set: 0, dates: 0 }];
  for (let day = 0; day < model.calendar.days.length; day += 1) {
    const more = held.flatMap((before): Held[] => {
      if (before.dates >= loop.maxDays) return [];
      const ends = earliestEnds(question, next, { day, base: before.set });
      return heldOn(ends, before);
    });
    const whole = more.filter(({ set }) => set === full);
    const [first] = whole.toSorted((a, b) => endOf(a) - endOf(b));
    if (first !== undefined) return { timeline: courseOf(first), done: endOf(first) };
    held = largest([...held, ...more]);
  }
  return undefined;
}

function heldOn(ends: Ends, before: Held): Held[] {
  const found: Held[] = [];
  ends.end.forEach((minute, set) => {
    if (set !== before.set && minute !== Infinity) found.push({ set, dates: before.dates + 1, before, ends });
  });
  return largest(found);
}

/** Without what another holds too on no more dates. */
function largest(all: readonly Held[]): Held[] {
  const sorted = all.toSorted((a, b) => bits(b.set) - bits(a.set) || a.dates - b.dates);
  const kept: Held[] = [];
  for (const one of sorted) {
    if (!kept.some((other) => (one.set & ~other.set) === 0 && other.dates <= one.dates)) kept.push(one);
  }
  return kept;
}

function bits(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

function endOf({ ends, set }: Held): number {
  return ends === undefined ? Infinity : at(ends.end, set);
}

function courseOf(held: Held): Standing[] {
  const { before, ends, set } = held;
  if (before === undefined || ends === undefined) return [];
  return [...courseOf(before), ...timelineOf(ends, set, before.set)];
}
