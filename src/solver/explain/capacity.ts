/** Too few people for all places, because each may hold only so many sessions by day and by week. */
import { at } from '#solver/at.ts';
import { fillPlaces } from './matching.ts';
import { meetingOf, roomFor } from './question.ts';
import type { Ask, Question } from './question.ts';
import { blameOn } from './blame.ts';
import type { Blame } from './blame.ts';

export function tooMuchToHold(question: Question): Blame | undefined {
  const { pieces, debriefs, loop } = question;
  const asks = [...pieces, ...debriefs];
  const places = asks.flatMap((ask) => ask.places.map((seat) => ({ ask, seat })));
  const dates = loop.maxDays + (debriefs.length > 0 ? 1 : 0);
  const byWeek = shortOf(question, places, (person) => mayHoldInWeeks(question, person));
  if (byWeek !== undefined) return blameOn(['seat', 'load'], byWeek);
  const byDay = shortOf(question, places, (person) =>
    Math.min(mayHoldInWeeks(question, person), dates * mayHoldOnDay(question, person)),
  );
  return byDay === undefined ? undefined : blameOn(['seat', 'load', 'days'], byDay);
}

type Place = { readonly ask: Ask; readonly seat: Ask['places'][number] };

/** Sessions whose places cannot all be filled; who sits where everybody meets holds that session too. */
function shortOf(
  question: Question,
  places: readonly Place[],
  mayHold: (person: number) => number,
): readonly Ask[] | undefined {
  const meets = meetingOf(question) !== undefined;
  const shadows = new Set(places.flatMap(({ seat }) => (seat.shadow ? seat.people : [])));
  const { short } = fillPlaces(
    places.map(({ ask, seat }) => ({
      group: ask.session.index,
      people: seat.people.filter((person) => !meets || seat.shadow || mayHold(person) > 1),
    })),
    (person) => mayHold(person) - Number(meets && !shadows.has(person)),
  );
  return short === undefined ? undefined : [...new Set(short.map((place) => at(places, place).ask))];
}

function mayHoldInWeeks({ model, state }: Question, person: number): number {
  const { weeks } = model.calendar;
  const { maxPerWeek } = at(model.people, person);
  let sum = 0;
  for (let week = 0; week < weeks; week += 1)
    sum += Math.max(0, maxPerWeek - at(state.weekly, person * weeks + week));
  return sum;
}

function mayHoldOnDay({ model, state }: Question, person: number): number {
  return Math.max(0, ...model.calendar.days.map((_, day) => roomFor(state, person, day)));
}
