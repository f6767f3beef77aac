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

/** `seated`: who sits where. Without it nobody was found, and `proven` says whether that is a proof. */
export type Seating = { readonly seated?: readonly Seated[]; readonly proven: boolean };

/** Fillings tried one after the other, where people may hold several of the sessions. */
const TRIES = 300;

/** `meeting`: the debrief to which everybody comes who sits on a place that is not a shadow's. */
export function seatPeople(
  question: Question,
  stands: readonly Stand[],
  meeting: Stand | undefined,
): Seating {
  const open = stands.flatMap((stand) =>
    stand.ask.places.map((seat): Open => {
      const place = { ...stand, seat };
      const people = seat.people.filter((person) => canTake(question, [], { place, person, meeting }));
      return { ...place, people };
    }),
  );
  const { people } = matchPeople(open.map((place) => place.people));
  if (people !== undefined)
    return { seated: open.map((place, index) => ({ ...place, person: at(people, index) })), proven: true };
  if (stands.every(({ ask }) => ask.distinct)) return { proven: true };
  const effort = { left: TRIES };
  const sorted = open.toSorted((a, b) => a.people.length - b.people.length);
  const seated = seatNext({ question, meeting, effort }, sorted, []);
  return seated === undefined ? { proven: effort.left >= 0 } : { seated, proven: true };
}

type Open = Stand & { readonly seat: SeatModel; readonly people: readonly number[] };
type Filling = {
  readonly question: Question;
  readonly meeting: Stand | undefined;
  readonly effort: { left: number };
};

/** One place after the other; who holds least so far is tried first. */
function seatNext(
  filling: Filling,
  open: readonly Open[],
  seated: readonly Seated[],
): readonly Seated[] | undefined {
  const [place, ...rest] = open;
  if (place === undefined) return seated;
  const holds = (person: number): number => seated.filter((one) => one.person === person).length;
  for (const person of place.people.toSorted((a, b) => holds(a) - holds(b))) {
    filling.effort.left -= 1;
    if (filling.effort.left < 0) return undefined;
    if (!canTake(filling.question, seated, { place, person, meeting: filling.meeting })) continue;
    const found = seatNext(filling, rest, [...seated, { ...place, person }]);
    if (found !== undefined) return found;
  }
  return undefined;
}

type Taking = {
  readonly place: Stand & { readonly seat: SeatModel };
  readonly person: number;
  readonly meeting: Stand | undefined;
};

function canTake(question: Question, seated: readonly Seated[], { place, person, meeting }: Taking): boolean {
  const own = seated.filter((one) => one.person === person);
  if (own.some(({ ask }) => ask === place.ask || (ask.distinct && place.ask.distinct))) return false;
  const comesToo = meeting === undefined || place.seat.shadow ? [] : [meeting];
  const shared = own.some(({ seat }) => !seat.shadow) && meeting !== undefined ? [meeting] : [];
  const all: Stand[] = [...own, place, ...(comesToo.length > 0 ? comesToo : shared)];
  return (
    [place, ...comesToo].every(({ ask, slot }) =>
      hasBit(question.comes(person, ask.session.minutes), slot),
    ) &&
    (all.length === 1 || holdsAll(question, person, all))
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
