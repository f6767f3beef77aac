/**
 * One loop taken apart: its sessions as pieces with places to fill, against a state in which everything else stands.
 */
import { at } from '#solver/at.ts';
import type { LoopModel, Model, SeatModel, SessionModel } from '#solver/model/model.ts';
import type { Placement, State } from '#solver/search/state.ts';

/** One place of a seat, to be filled by one person. */
export type Place = {
  readonly seat: SeatModel;
  /** The column that stands for leaving it empty; -1 where it must be filled. */
  readonly column: number;
  /** The column of each of the seat's people. */
  readonly columns: Int32Array;
};

export type Piece = {
  readonly session: SessionModel;
  /** Stands already (a group session of a placed loop, or frozen) and keeps start, room and the people it has. */
  readonly fixed: Placement | undefined;
  readonly places: readonly Place[];
  readonly everyone: SeatModel | undefined;
  /** True when nobody of it may sit in another such piece (`meetAgain` false). */
  readonly distinct: boolean;
};

/**
 * For each piece the set (as bits) of pieces that must have ended before it starts; and for each set of pieces 1
 * where all that must come before any of them is in it.
 */
export type Order = { readonly precedes: readonly number[]; readonly reachable: Uint8Array };

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
  readonly order: Order;
  /** People left out of account, so that a search over many loops does not take the same way each time. */
  readonly absent: ReadonlySet<number>;
  /** Slots left out of account in the same way, as bits of all days after each other. */
  readonly closed: Int32Array | undefined;
  /** What taking a person away from another loop's session counts; undefined where that is not allowed. */
  readonly soft: number | undefined;
};

/** What a loop is made of while none of its sessions stands. */
export type Skeleton = Pick<Task, 'persons' | 'columns' | 'columnOf' | 'simple' | 'order'> & {
  readonly pieces: readonly Piece[];
};

/** What a search over many loops leaves out of account, or allows. */
export type Leeway = {
  readonly absent?: ReadonlySet<number> | undefined;
  readonly closed?: Int32Array | undefined;
  readonly soft?: number | undefined;
};

export function takeApart(state: State, loop: LoopModel, { absent = NOBODY, closed, soft }: Leeway): Task {
  const { model } = state;
  const bare = (state.rows.fixed.skeletons[loop.index] ??= skeletonOf(model, loop));
  const stands = loop.sessions.some((session) => state.placed[session] !== undefined);
  const made = stands ? bare.pieces.map((piece) => asItStands(state, piece)) : bare.pieces;
  const pieces = made.filter((piece) => !piece.session.debrief);
  return {
    ...bare,
    model,
    state,
    loop,
    pieces,
    debriefs: made.filter((piece) => piece.session.debrief),
    met: stands
      ? new Set(pieces.flatMap((piece) => (piece.distinct ? (piece.fixed?.people ?? []) : [])))
      : NOBODY,
    elsewhere: otherPlacements(state, loop),
    ...(stands ? { simple: isSimple(model, made), order: orderOf(pieces) } : {}),
    absent,
    soft,
    closed,
  };
}

const NOBODY: ReadonlySet<number> = new Set();

function asItStands(state: State, piece: Piece): Piece {
  const fixed = state.placed[piece.session.index];
  return fixed === undefined ? piece : { ...piece, fixed, places: [] };
}

function skeletonOf(model: Model, loop: LoopModel): Skeleton {
  const sessions = loop.sessions.map((index) => at(model.sessions, index));
  const persons = [
    ...new Set(sessions.flatMap((session) => session.seats.flatMap((seat) => seat.people))),
  ].toSorted((a, b) => at(model.demand, a) - at(model.demand, b) || a - b);
  const columnOf = new Map(persons.map((person, column) => [person, column]));
  let columns = persons.length;
  const pieces = sessions.map((session): Piece => {
    const places: Place[] = [];
    for (const seat of session.seats) {
      const own = Int32Array.from(seat.people, (person) => columnOf.get(person) ?? -1);
      for (let count = 0; count < (seat.everyone ? 0 : seat.count); count += 1) {
        places.push({ seat, column: seat.optional ? columns : -1, columns: own });
        if (seat.optional) columns += 1;
      }
    }
    const distinct = !loop.meetAgain && !session.group && !session.debrief;
    return {
      session,
      fixed: undefined,
      places,
      everyone: session.seats.find((seat) => seat.everyone),
      distinct,
    };
  });
  const withCandidate = pieces.filter((piece) => !piece.session.debrief);
  return {
    pieces,
    persons,
    columns,
    columnOf,
    simple: isSimple(model, pieces),
    order: orderOf(withCandidate),
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

function isSimple(model: Model, pieces: readonly Piece[]): boolean {
  const optional = pieces.some(({ places }) => places.some(({ column }) => column >= 0));
  const cramped = optional && model.rooms.some((room) => room.seats < 100);
  return (
    !cramped &&
    pieces.every((piece) => piece.everyone === undefined && (piece.distinct || piece.places.length === 0))
  );
}

/** Beyond so many sessions sets of them are not listed one by one. */
export const MOST_LISTED = 20;

function orderOf(pieces: readonly Piece[]): Order {
  const precedes = precedence(pieces);
  const reachable = new Uint8Array(pieces.length > MOST_LISTED ? 0 : 1 << pieces.length);
  if (reachable.length > 0) reachable[0] = 1;
  for (let mask = 0; mask < reachable.length; mask += 1) {
    if (reachable[mask] === 0) continue;
    precedes.forEach((before, piece) => {
      if ((before & ~mask) === 0) reachable[mask | (1 << piece)] = 1;
    });
  }
  return { precedes, reachable };
}

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
