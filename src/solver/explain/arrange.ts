/**
 * A loop put together quickly: the earliest ends, people for its places, then the debrief. Whatever comes out keeps
 * every rule; where nothing comes out, nothing is said.
 */
import { at } from '#solver/at.ts';
import { siteOf } from '#solver/model/model.ts';
import type { SeatModel } from '#solver/model/model.ts';
import type { Placement } from '#solver/search/state.ts';
import { hasBit } from './bits.ts';
import type { Standing } from './earliest.ts';
import { meetingOf, roomSlots } from './question.ts';
import type { Ask, Question } from './question.ts';
import { seatPeople } from './seating.ts';
import type { Stand } from './seating.ts';

/** `proven`: with these times there is no way; where it is false, none was found. */
export type Arranged = { readonly placements?: readonly Placement[]; readonly proven: boolean };

const NOT_FOUND: Arranged = { proven: false };

/** Debriefs tried after one timeline. */
const DEBRIEFS = 12;

/** `timeline`: the sessions with the candidate in the order of time; `settled`: the debrief's slot where it is known. */
export function arrange(question: Question, timeline: readonly Standing[], settled?: number): Arranged {
  const { pieces, debriefs } = question;
  if (!paceHolds(question, timeline)) return { proven: true };
  if (debriefs.length > 1) return NOT_FOUND;
  const stands = timeline.map(({ piece, slot }) => ({ ask: at(pieces, piece), slot }));
  const [debrief] = debriefs;
  if (debrief === undefined) return seated(question, stands, undefined);
  if (settled === undefined && seatPeople(question, stands, undefined).seated === undefined)
    return seated(question, stands, undefined);
  let last = NOT_FOUND;
  for (const slot of settled === undefined ? debriefSlots(question, debrief, stands) : [settled]) {
    const found = seated(question, stands, { ask: debrief, slot });
    if (found.placements !== undefined) return found;
    last = found;
  }
  return settled === undefined ? NOT_FOUND : last;
}

function paceHolds({ model, loop, pieces }: Question, timeline: readonly Standing[]): boolean {
  const { start, dayOf } = model.calendar;
  let [end, since, day] = [0, 0, -1];
  return timeline.every(({ piece, slot }) => {
    const { session } = at(pieces, piece);
    const from = at(start, slot);
    const fresh = at(dayOf, slot) !== day;
    if (!fresh && from - end > loop.gapMax) return false;
    if (fresh) [day, since] = [at(dayOf, slot), from];
    end = from + session.minutes;
    const stretched = (session.rest ? from : end) - since;
    if (session.rest) since = end;
    return stretched <= loop.stretch;
  });
}

/**
 * A few slots after all else, on the dates used or on one more: the first, or those at which most people can come
 * where everybody has to.
 */
function debriefSlots(question: Question, debrief: Ask, stands: readonly Stand[]): readonly number[] {
  const { start } = question.model.calendar;
  const { minutes } = debrief.session;
  const done = Math.max(...stands.map(({ ask, slot }) => at(start, slot) + ask.session.minutes));
  const later = debrief.session.slots.filter(
    (slot) => at(start, slot) >= done && hasBit(debrief.stands, slot),
  );
  if (meetingOf(question) === undefined) return later.slice(0, DEBRIEFS);
  const people = new Set(stands.flatMap(({ ask }) => ask.places.flatMap((seat) => seat.people)));
  const sets = [...people].map((person) => question.comes(person, minutes));
  const there = new Map(later.map((slot) => [slot, sets.filter((set) => hasBit(set, slot)).length]));
  return later.toSorted((a, b) => (there.get(b) ?? 0) - (there.get(a) ?? 0)).slice(0, DEBRIEFS);
}

function seated(question: Question, pieces: readonly Stand[], debrief: Stand | undefined): Arranged {
  const stands = debrief === undefined ? pieces : [...pieces, debrief];
  const everyone = debrief?.ask.session.seats.find((seat) => seat.everyone);
  if (everyone !== undefined && debrief?.ask.session.seats.length !== 1) return NOT_FOUND;
  const meeting = everyone === undefined || everyone.optional ? undefined : debrief;
  const { seated: places, proven } = seatPeople(question, stands, meeting);
  if (places === undefined) return { proven };
  const met = places.filter(({ seat }) => !seat.shadow).map(({ person }) => person);
  const seats = stands.map((stand): Filled => {
    const own = places.filter(({ ask }) => ask === stand.ask);
    const people = stand === meeting ? [...new Set(met)] : own.map(({ person }) => person);
    return { ...stand, people, seats: own.map(({ seat }) => seat) };
  });
  const placements = inRooms(question, seats);
  return placements === undefined ? NOT_FOUND : { placements, proven: true };
}

type Filled = Stand & { readonly people: readonly number[]; readonly seats: readonly SeatModel[] };

/** A room for each; where people walk between sites, all on one site and nobody with sessions elsewhere. */
function inRooms(question: Question, filled: readonly Filled[]): readonly Placement[] | undefined {
  const { model } = question;
  if (model.walk.length === 0) return allIn(question, filled, () => true);
  if (filled.some(({ people }) => people.some((person) => isBound(question, person)))) return undefined;
  for (let site = 0; site < model.sites; site += 1) {
    const found = allIn(question, filled, (room) => [-1, site].includes(siteOf(model, room)));
    if (found !== undefined) return found;
  }
  return undefined;
}

function isBound({ state, model }: Question, person: number): boolean {
  const days = model.calendar.days.length;
  return state.ofPerson.slice(person * days, (person + 1) * days).some((list) => list.length > 0);
}

function allIn(
  question: Question,
  filled: readonly Filled[],
  serves: (room: number) => boolean,
): readonly Placement[] | undefined {
  const placements = filled.map((one) => placed(question, one, serves));
  const all = placements.filter((placement) => placement !== undefined);
  return all.length === placements.length ? all : undefined;
}

function placed(
  { model, state }: Question,
  { ask, slot, people, seats }: Filled,
  serves: (room: number) => boolean,
): Placement | undefined {
  const { session } = ask;
  const there = people.length + (session.debrief ? 0 : 1);
  const room = session.needsRoom
    ? session.rooms.find(
        (one) =>
          serves(one) &&
          at(model.rooms, one).seats >= there &&
          hasBit(roomSlots(state, one, session.minutes), slot),
      )
    : -1;
  if (room === undefined) return undefined;
  const start = at(model.calendar.start, slot);
  return {
    session: session.index,
    slot,
    start,
    end: start + session.minutes,
    day: at(model.calendar.dayOf, slot),
    room,
    people,
    seats: people.map((_, index) => seats[index]?.seat ?? 0),
  };
}
