/**
 * Quick proofs that a loop cannot be placed, each with the rules and sessions that it rests on. Every test leaves
 * out some rules, so what it calls impossible is impossible; what it lets pass may be impossible all the same.
 */
import type { Rule } from '#domain/planning/loop-problem.ts';
import { at } from '#solver/at.ts';
import { slotFrom } from '#solver/model/calendar.ts';
import { blameOn } from './blame.ts';
import type { Blame } from './blame.ts';
import { anyBit, anyCommon } from './bits.ts';
import { earliestEnds, nextStands, timelineOf } from './earliest.ts';
import type { Times } from './earliest.ts';
import { tooMuchToHold } from './capacity.ts';
import { isPaced, pacedTimeline } from './paced.ts';
import { matchPeople } from './matching.ts';
import type { Ask, Question } from './question.ts';
import { overSeveralDates } from './several-dates.ts';

/** What bears on one session by itself. */
const ALONE: readonly Rule[] = [
  'hours',
  'days',
  'window',
  'candidate',
  'room',
  'seat',
  'works',
  'busy',
  'overlap',
  'load',
];

/** Impossible whatever the date: by contradiction, for want of people, or because a session stands nowhere. */
export function refuted(question: Question): Blame | undefined {
  return (
    contradiction(question) ??
    tooLong(question) ??
    tooFewAtAll(question) ??
    tooMuchToHold(question) ??
    standsNowhere(question) ??
    tooFewEver(question)
  );
}

/** Rules of the loop that no times can keep. */
function contradiction({ loop, pieces, debriefs, reachable }: Question): Blame | undefined {
  const held = new Set(debriefs.map(({ session }) => session.index));
  const waiting = pieces.filter(({ session }) => session.after.some((index) => held.has(index)));
  if (waiting.length > 0) return blameOn(['order'], waiting.slice(0, 1));
  const early = debriefs.filter(({ session }) => session.first);
  if (early.length > 0 && pieces.length > 0) return blameOn(['order'], early.slice(0, 1));
  if (reachable.at(-1) === 0) return blameOn(['order'], pieces);
  if (loop.gapMin > loop.gapMax && pieces.length > loop.maxDays) return blameOn(['pace', 'days'], []);
  if (pieces.some(({ session }) => !session.rest && session.minutes > loop.stretch))
    return blameOn(['pace'], []);
  return undefined;
}

/** The sessions fill more minutes than the dates hold, whatever their order. */
function tooLong({ model, pieces, loop }: Question): Blame | undefined {
  const { close, start, firstSlot } = model.calendar;
  const spans = close.map((until, day) => until - at(start, Math.min(at(firstSlot, day), start.length - 1)));
  const longest = spans.toSorted((a, b) => b - a).slice(0, loop.maxDays);
  const room = longest.reduce((sum, minutes) => sum + minutes + loop.gapMin, 0);
  const needed = pieces.reduce((sum, { session }) => sum + session.minutes + loop.gapMin, 0);
  if (start.length === 0 || needed <= room) return undefined;
  return blameOn(loop.gapMin > 0 ? ['hours', 'days', 'pace'] : ['hours', 'days'], []);
}

/** Too few people for a session, or for all that meet nobody twice, whatever the time. */
function tooFewAtAll({ pieces, debriefs }: Question): Blame | undefined {
  const apart = [...pieces, ...debriefs].map((ask) => [ask]);
  for (const asks of [...apart, pieces.filter(({ distinct }) => distinct)]) {
    const short = shortOf(asks, ({ seat }) => seat.people);
    if (short !== undefined) return blameOn(asks.length === 1 ? ['seat'] : ['seat', 'again'], short);
  }
  return undefined;
}

type Place = { readonly ask: Ask; readonly seat: Ask['places'][number] };

/** Sessions whose places cannot all be filled with different people. */
function shortOf(asks: readonly Ask[], who: (place: Place) => readonly number[]): Ask[] | undefined {
  const places = asks.flatMap((ask) => ask.places.map((seat) => ({ ask, seat })));
  const { short } = matchPeople(places.map(who));
  return short === undefined ? undefined : [...new Set(short.map((place) => at(places, place).ask))];
}

/** A session for which no slot has time, room and people. */
function standsNowhere({ model, pieces, debriefs }: Question): Blame | undefined {
  const nowhere = [...pieces, ...debriefs].find(
    ({ stands }) => !anyBit(stands, 0, model.calendar.start.length),
  );
  return nowhere === undefined ? undefined : blameOn(ALONE, [nowhere]);
}

/** Too few different people, each place at whatever time suits it. */
function tooFewEver(question: Question): Blame | undefined {
  const short = shortOn(question, { from: 0, to: question.model.calendar.start.length });
  return short === undefined ? undefined : blameOn([...ALONE, 'again'], short);
}

type Slots = { readonly from: number; readonly to: number };

function shortOn({ pieces, may }: Question, { from, to }: Slots): Ask[] | undefined {
  const distinct = pieces.filter((ask) => ask.distinct);
  return shortOf(distinct, ({ ask, seat }) =>
    seat.people.filter((person) => anyCommon(may(seat, person, ask.session.minutes), ask.stands, from, to)),
  );
}

/** Days on which each session stands somewhere, and what is against the others. */
export function openDays(question: Question): {
  readonly open: readonly number[];
  readonly against: Blame[];
} {
  const days = question.model.calendar.days.map((_, day) => day);
  const empty = days.map((day) => question.pieces.filter(({ stands }) => !standsOn(question, stands, day)));
  return {
    open: days.filter((day) => at(empty, day).length === 0),
    against: coverOf(empty.filter((asks) => asks.length > 0)),
  };
}

/** Few sessions of which one at least stands nowhere on each of the dates. */
function coverOf(empty: readonly (readonly Ask[])[]): Blame[] {
  const [first] = empty;
  if (first === undefined) return [];
  const counts = (ask: Ask): number => empty.filter((asks) => asks.includes(ask)).length;
  const most = empty.flat().reduce((best, one) => (counts(one) > counts(best) ? one : best));
  return [blameOn(ALONE, [most]), ...coverOf(empty.filter((asks) => !asks.includes(most)))];
}

function standsOn({ model }: Question, bits: Ask['stands'], day: number): boolean {
  const { firstSlot } = model.calendar;
  return anyBit(bits, at(firstSlot, day), at(firstSlot, day + 1));
}

/** Times on that date, or why the sessions with the candidate cannot all be held on it. */
export function timesOn(question: Question, day: number): Times | Blame {
  const { pieces, model, loop } = question;
  const { firstSlot } = model.calendar;
  const empty = pieces.find(({ stands }) => !standsOn(question, stands, day));
  if (empty !== undefined) return blameOn(ALONE, [empty]);
  const short = shortOn(question, { from: at(firstSlot, day), to: at(firstSlot, day + 1) });
  if (short !== undefined) return blameOn([...ALONE, 'again'], short);
  const ends = earliestEnds(question, nextStands(question, day), { day, base: 0 });
  const done = ends.end.at(-1) ?? Infinity;
  if (done === Infinity) return blameOn(paced(question), pieces);
  if (!isPaced(loop)) return { timeline: timelineOf(ends, ends.end.length - 1, 0), done };
  const timeline = pacedTimeline(question, day);
  return timeline === undefined ? blameOn([...paced(question), 'pace'], pieces) : { timeline, done };
}

/** Times over as many dates as the loop may take, or why there are none. */
export function timesOnSeveral(question: Question): Times | Blame {
  const { pieces, model } = question;
  const nowhere = pieces.find(({ stands }) => !anyBit(stands, 0, model.calendar.start.length));
  const course = nowhere === undefined ? overSeveralDates(question, nextStands(question)) : undefined;
  if (course === undefined) return blameOn(paced(question), pieces);
  const late = tooLate(question, course.done);
  return late === undefined ? course : blameOn(paced(question), [...pieces, late]);
}

/** A debrief that cannot start any more once the other sessions have ended. */
export function tooLate({ debriefs, model }: Question, done: number): Ask | undefined {
  const { start } = model.calendar;
  const first = slotFrom(model.calendar, done);
  return debriefs.find(({ stands }) => !anyBit(stands, first, start.length));
}

/** The rules that the earliest ends keep. */
export function paced({ loop }: Question): readonly Rule[] {
  return [...ALONE, 'order', ...(loop.gapMin > 0 ? (['pace'] as const) : [])];
}
