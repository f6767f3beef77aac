/**
 * A loop put together quickly: the earliest ends, people for its places, then the debrief. Whatever comes out keeps
 * every rule; where nothing comes out, nothing is said.
 */
import { at } from '#solver/at.ts';
import type { SeatModel } from '#solver/model/model.ts';
import type { Placement } from '#solver/search/state.ts';
import { hasBit } from './bits.ts';
import type { Standing } from './earliest.ts';
import { roomSlots } from './question.ts';
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
  const { model, pieces, debriefs } = question;
  if (!paceHolds(question, timeline)) return { proven: true };
  if (model.walk.length > 0 || debriefs.length > 1) return NOT_FOUND;
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

/** The first few slots after all else: on the dates used or on one more. */
function debriefSlots({ model }: Question, debrief: Ask, stands: readonly Stand[]): readonly number[] {
  const { start } = model.calendar;
  const done = Math.max(...stands.map(({ ask, slot }) => at(start, slot) + ask.session.minutes));
  const later = debrief.session.slots.filter(
    (slot) => at(start, slot) >= done && hasBit(debrief.stands, slot),
  );
  return later.slice(0, DEBRIEFS);
}

function seated(question: Question, pieces: readonly Stand[], debrief: Stand | undefined): Arranged {
  const stands = debrief === undefined ? pieces : [...pieces, debrief];
  const everyone = debrief?.ask.session.seats.find((seat) => seat.everyone);
  if (everyone !== undefined && debrief?.ask.session.seats.length !== 1) return NOT_FOUND;
  const meeting = everyone === undefined || everyone.optional ? undefined : debrief;
  const { seated: places, proven } = seatPeople(question, stands, meeting);
  if (places === undefined) return { proven };
  const met = places.filter(({ seat }) => !seat.shadow).map(({ person }) => person);
  const placements = stands.map((stand) => {
    const own = places.filter(({ ask }) => ask === stand.ask);
    const seats = own.map(({ seat }) => seat);
    return placed(
      question,
      stand,
      stand === meeting ? [...new Set(met)] : own.map(({ person }) => person),
      seats,
    );
  });
  const all = placements.filter((placement) => placement !== undefined);
  return all.length === placements.length ? { placements: all, proven: true } : NOT_FOUND;
}

function placed(
  { model, state }: Question,
  { ask, slot }: Stand,
  people: readonly number[],
  seats: readonly SeatModel[],
): Placement | undefined {
  const { session } = ask;
  const there = people.length + (session.debrief ? 0 : 1);
  const room = session.needsRoom
    ? session.rooms.find(
        (one) => at(model.rooms, one).seats >= there && hasBit(roomSlots(state, one, session.minutes), slot),
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
