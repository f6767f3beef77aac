/**
 * Quick proofs that a loop cannot be placed, each with the rules and sessions that it rests on. Every test leaves
 * out some rules, so what it calls impossible is impossible; what it lets pass may be impossible all the same.
 */
import type { Rule } from '#domain/loop-problem.ts';
import { at } from '#solver/at.ts';
import { slotFrom } from '#solver/model/calendar.ts';
import { anyBit, keepCommon } from './bits.ts';
import type { Chance } from './dodge.ts';
import { earliestEnds, nextStands } from './earliest.ts';
import { matchPeople } from './matching.ts';
import { MOST_IN_A_SET, reachableSets } from './precedence.ts';
import type { Ask, Question } from './question.ts';
import { overSeveralDates } from './several-dates.ts';
import type { Course } from './several-dates.ts';

/** What a proof rests on: these rules, of these sessions and of the people who may sit in them. */
export type Blame = { readonly rules: ReadonlySet<Rule>; readonly asks: readonly Ask[] };

export type Outlook =
  | { readonly blame: Blame }
  | Hopeful;

/**
 * `chances` are all dates on which it might fit whole. Where more dates are allowed there are other ways, of which
 * `course` is the first to end; undefined where sets of that many sessions are not enumerated.
 */
export type Hopeful = {
  readonly blame?: never;
  readonly chances: readonly Chance[];
  readonly others: boolean;
  readonly course?: Course;
};

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

export function lookAt(question: Question): Outlook {
  const blame =
    contradiction(question) ?? tooFewAtAll(question) ?? standsNowhere(question) ?? tooFewEver(question);
  if (blame !== undefined) return { blame };
  return question.pieces.length > MOST_IN_A_SET || question.pieces.length === 0
    ? { chances: [], others: true }
    : lookAtDates(question);
}

/** Rules of the loop that no times can keep. */
function contradiction({ loop, pieces, debriefs, precedes }: Question): Blame | undefined {
  const held = new Set(debriefs.map(({ session }) => session.index));
  const waiting = pieces.filter(({ session }) => session.after.some((index) => held.has(index)));
  if (waiting.length > 0) return blameOn(['order'], waiting.slice(0, 1));
  const early = debriefs.filter(({ session }) => session.first);
  if (early.length > 0 && pieces.length > 0) return blameOn(['order'], early.slice(0, 1));
  if (pieces.length <= MOST_IN_A_SET && reachableSets(precedes).at(-1) === 0) return blameOn(['order'], pieces);
  if (loop.gapMin > loop.gapMax && pieces.length > loop.maxDays) return blameOn(['pace', 'days'], []);
  if (pieces.some(({ session }) => !session.rest && session.minutes > loop.stretch)) return blameOn(['pace'], []);
  return undefined;
}

function blameOn(rules: readonly Rule[], asks: readonly Ask[]): Blame {
  return { rules: new Set(rules), asks };
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

function shortOn({ pieces, comes }: Question, { from, to }: Slots): Ask[] | undefined {
  const distinct = pieces.filter((ask) => ask.distinct);
  return shortOf(distinct, ({ ask, seat }) =>
    seat.people.filter((person) => {
      const there = comes(person, ask.session.minutes).slice();
      keepCommon(there, ask.stands);
      return anyBit(there, from, to);
    }),
  );
}

function lookAtDates(question: Question): Outlook {
  const { model, pieces, loop } = question;
  const days = model.calendar.days.map((_, day) => day);
  const empty = days.map((day) => pieces.filter(({ stands }) => !standsOn(question, stands, day)));
  const open = days.filter((day) => at(empty, day).length === 0);
  const looked = open.map((day) => lookAtDay(question, day));
  const chances = looked.flatMap((found) => ('ends' in found ? [found] : []));
  if (loop.maxDays > 1) return lookAtSeveralDates(question, chances);
  if (chances.length > 0) return { chances, others: false };
  const against = looked.flatMap((found) => ('ends' in found ? [] : [found]));
  const blames = [...against, ...coverOf(empty.filter((asks) => asks.length > 0))];
  return {
    blame: {
      rules: new Set(blames.flatMap(({ rules }) => [...rules])),
      asks: [...new Set(blames.flatMap(({ asks }) => asks))],
    },
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

/** All sessions with the candidate on this date, or why they cannot be. */
function lookAtDay(question: Question, day: number): Chance | Blame {
  const { pieces, model } = question;
  const { firstSlot } = model.calendar;
  const short = shortOn(question, { from: at(firstSlot, day), to: at(firstSlot, day + 1) });
  if (short !== undefined) return blameOn([...ALONE, 'again'], short);
  const reachable = reachableSets(question.precedes);
  const ends = earliestEnds(question, nextStands(question), { day, base: 0, reachable });
  const done = ends.end.at(-1) ?? Infinity;
  if (done === Infinity) return blameOn(paced(question), pieces);
  const late = tooLate(question, done);
  return late === undefined ? { day, ends } : blameOn(paced(question), [...pieces, late]);
}

/** A debrief that cannot start any more once the other sessions have ended. */
function tooLate({ debriefs, model }: Question, done: number): Ask | undefined {
  const { start } = model.calendar;
  const first = slotFrom(model.calendar, done);
  return debriefs.find(({ stands }) => !anyBit(stands, first, start.length));
}

function lookAtSeveralDates(question: Question, chances: readonly Chance[]): Outlook {
  const course = overSeveralDates(question, nextStands(question));
  const late = course === undefined ? undefined : tooLate(question, course.done);
  if (course !== undefined && late === undefined) return { chances, others: true, course };
  return { blame: blameOn(paced(question), late === undefined ? question.pieces : [...question.pieces, late]) };
}

function paced({ loop }: Question): readonly Rule[] {
  return [...ALONE, 'order', ...(loop.gapMin > 0 ? (['pace'] as const) : [])];
}
