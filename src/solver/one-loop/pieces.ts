/**
 * One loop taken apart: its sessions as pieces with places to fill, against a state in which everything else stands.
 */
import { at } from '#solver/at.ts';
import type { LoopModel, Model, SeatModel, SessionModel } from '#solver/model/model.ts';
import type { Placement, State } from '#solver/search/state.ts';

/** One place of a seat, to be filled by one person. */
export type Place = { readonly seat: SeatModel; readonly column: number };

export type Piece = {
  readonly session: SessionModel;
  /** Stands already (a group session of a placed loop, or frozen) and keeps start, room and the people it has. */
  readonly fixed: Placement | undefined;
  readonly places: readonly Place[];
  readonly everyone: SeatModel | undefined;
  /** True when nobody of it may sit in another such piece (`meetAgain` false). */
  readonly distinct: boolean;
};

/** Days from `firstDay` up to but without `endDay`. */
export type Horizon = { readonly firstDay: number; readonly endDay: number };

export type Task = {
  readonly model: Model;
  readonly state: State;
  readonly loop: LoopModel;
  /** Sessions with the candidate, in the loop's order. */
  readonly pieces: readonly Piece[];
  readonly debriefs: readonly Piece[];
  /** The person of each column; columns beyond stand for "left empty" of the optional places, in order. */
  readonly persons: readonly number[];
  readonly columns: number;
  readonly columnOf: ReadonlyMap<number, number>;
  /** People whom fixed pieces already make the candidate meet. */
  readonly met: ReadonlySet<number>;
  /** Placements of the candidate's other loops. */
  readonly elsewhere: readonly Placement[];
  /** True when the assignment of distinct people alone decides the seats. */
  readonly simple: boolean;
  readonly precedes: readonly number[];
  /** People left out of account, so that a search over many loops does not take the same way each time. */
  readonly absent: ReadonlySet<number>;
};

export function takeApart(state: State, loop: LoopModel, absent: ReadonlySet<number>): Task {
  const { model } = state;
  const sessions = loop.sessions.map((index) => at(model.sessions, index));
  const persons = [...new Set(sessions.flatMap((session) => session.seats.flatMap((seat) => seat.people)))];
  const columnOf = new Map(persons.map((person, column) => [person, column]));
  let columns = persons.length;
  const made = sessions.map((session): Piece => {
    const fixed = state.placed[session.index];
    const places: Place[] = [];
    for (const seat of fixed === undefined ? session.seats : []) {
      for (let count = 0; count < (seat.everyone ? 0 : seat.count); count += 1) {
        places.push({ seat, column: seat.optional ? columns : -1 });
        if (seat.optional) columns += 1;
      }
    }
    const distinct = !loop.meetAgain && !session.group && !session.debrief;
    return { session, fixed, places, everyone: session.seats.find((seat) => seat.everyone), distinct };
  });
  const pieces = made.filter((piece) => !piece.session.debrief);
  const debriefs = made.filter((piece) => piece.session.debrief);
  const met = new Set(pieces.flatMap((piece) => (piece.distinct ? (piece.fixed?.people ?? []) : [])));
  return {
    model,
    state,
    loop,
    pieces,
    debriefs,
    persons,
    columns,
    columnOf,
    met,
    elsewhere: otherPlacements(state, loop),
    simple: isSimple(model, made, columns > persons.length),
    precedes: precedence(pieces),
    absent,
  };
}

function otherPlacements(state: State, loop: LoopModel): Placement[] {
  const { model } = state;
  const others = at(model.candidates, loop.candidate).loops.filter(
    (other) => other !== loop.index && state.active[other] === true,
  );
  const own = new Set(loop.sessions);
  return others.flatMap((other) =>
    at(model.loops, other).sessions.flatMap((index) => {
      const placement = state.placed[index];
      const counts = placement !== undefined && !at(model.sessions, index).debrief && !own.has(index);
      return counts ? [placement] : [];
    }),
  );
}

function isSimple(model: Model, pieces: readonly Piece[], optional: boolean): boolean {
  const cramped = optional && model.rooms.some((room) => room.seats < 100);
  return (
    !cramped &&
    pieces.every((piece) => piece.everyone === undefined && (piece.distinct || piece.places.length === 0))
  );
}

/** For each piece the set (as bits) of pieces that must have ended before it starts. */
function precedence(pieces: readonly Piece[]): number[] {
  return pieces.map(({ session }, index) => {
    let before = 0;
    pieces.forEach(({ session: other }, bit) => {
      if (bit === index) return;
      const ahead = session.after.includes(other.index) || other.first || session.last;
      if (ahead || isTwinOf(pieces, bit, index)) before |= 1 << bit;
    });
    return before;
  });
}

/** Sessions that could swap places without any difference are kept in the order of the problem. */
function isTwinOf(pieces: readonly Piece[], earlier: number, later: number): boolean {
  if (earlier > later) return false;
  const a = at(pieces, earlier);
  const b = at(pieces, later);
  const plain = [a, b].every(
    ({ session, fixed }) =>
      fixed === undefined && session.previous === undefined && session.declined.size === 0 && !session.group,
  );
  return (
    plain &&
    a.distinct === b.distinct &&
    a.session.wishes === b.session.wishes &&
    sameNeighbours(pieces, a, b)
  );
}

function sameNeighbours(pieces: readonly Piece[], a: Piece, b: Piece): boolean {
  return pieces.every(
    ({ session }) => session.after.includes(a.session.index) === session.after.includes(b.session.index),
  );
}
