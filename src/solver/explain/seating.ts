/** People for sessions whose times are known: different people where that is asked, or simply people who can come. */
import { at } from '#solver/at.ts';
import type { SeatModel } from '#solver/model/model.ts';
import { hasBit } from './bits.ts';
import { matchPeople } from './matching.ts';
import { roomFor } from './question.ts';
import type { Ask, Question } from './question.ts';

/** A session at a time. */
export type Stand = { readonly ask: Ask; readonly slot: number };
export type Seated = Stand & { readonly seat: SeatModel; readonly person: number };

/** Who sits where; or the sessions that together have too few people at these times. */
export type Seating =
  | { readonly seated: readonly Seated[]; readonly short?: never }
  | { readonly short: readonly Stand[]; readonly seated?: never };

/** `meeting`: the debrief to which everybody comes who sits on a place that is not a shadow's. */
export function seatPeople(question: Question, stands: readonly Stand[], meeting: Stand | undefined): Seating {
  const places = stands.flatMap((stand) => stand.ask.places.map((seat) => ({ ...stand, seat })));
  const { people, short } = matchPeople(
    places.map((place) =>
      place.seat.people.filter((person) => canTake(question, [], { place, person, meeting })),
    ),
  );
  if (people !== undefined)
    return { seated: places.map((place, index) => ({ ...place, person: at(people, index) })) };
  if (question.loop.meetAgain) {
    const seated = seatOneByOne(question, places, meeting);
    if (seated !== undefined) return { seated };
  }
  const asks = new Set(short.map((place) => at(places, place).ask));
  return { short: stands.filter(({ ask }) => asks.has(ask)) };
}

type Open = Stand & { readonly seat: SeatModel };

/** Who holds least so far comes first; nothing is taken back. */
function seatOneByOne(
  question: Question,
  places: readonly Open[],
  meeting: Stand | undefined,
): Seated[] | undefined {
  const seated: Seated[] = [];
  for (const place of places) {
    const holds = (person: number): number => seated.filter((one) => one.person === person).length;
    const person = place.seat.people
      .filter((one) => canTake(question, seated, { place, person: one, meeting }))
      .toSorted((a, b) => holds(a) - holds(b))[0];
    if (person === undefined) return undefined;
    seated.push({ ...place, person });
  }
  return seated;
}

type Taking = { readonly place: Open; readonly person: number; readonly meeting: Stand | undefined };

function canTake(question: Question, seated: readonly Seated[], { place, person, meeting }: Taking): boolean {
  const own = seated.filter((one) => one.person === person);
  if (own.some(({ ask }) => ask === place.ask)) return false;
  const comesToo = meeting === undefined || place.seat.shadow ? [] : [meeting];
  const shared = own.some(({ seat }) => !seat.shadow) && meeting !== undefined ? [meeting] : [];
  const all: Stand[] = [...own, place, ...(comesToo.length > 0 ? comesToo : shared)];
  return (
    [place, ...comesToo].every(({ ask, slot }) =>
      hasBit(question.comes(person, ask.session.minutes), slot),
    ) && (all.length === 1 || holdsAll(question, person, all))
  );
}

/** Their number by day and week, and the time between them. */
function holdsAll({ state, model }: Question, person: number, stands: readonly Stand[]): boolean {
  const { start, dayOf, weekOf, weeks } = model.calendar;
  const { gap, maxPerWeek } = at(model.people, person);
  const days = stands.map(({ slot }) => at(dayOf, slot));
  const enough = days.every((day) => {
    const week = at(weekOf, day);
    const sameWeek = days.filter((other) => at(weekOf, other) === week).length;
    return (
      days.filter((other) => other === day).length <= roomFor(state, person, day) &&
      sameWeek <= maxPerWeek - at(state.weekly, person * weeks + week)
    );
  });
  const times = stands
    .map(({ ask, slot }) => ({ from: at(start, slot), to: at(start, slot) + ask.session.minutes }))
    .toSorted((a, b) => a.from - b.from);
  return enough && times.every(({ from }, index) => index === 0 || from - at(times, index - 1).to >= gap);
}
