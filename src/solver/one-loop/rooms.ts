/** Which rooms are worth trying for a piece. */
import { at } from '#solver/at.ts';
import { roomBits, roomFreeAt } from '#solver/search/free.ts';
import type { Piece, Task } from './pieces.ts';

/**
 * One room for each site that matters: the one with most seats; and the previous room wherever it is free. Where
 * nobody walks and no room is to be kept, that is the free room with most seats.
 */
export function roomsAt(task: Task, piece: Piece, slot: number): readonly number[] {
  if (!piece.session.needsRoom) return NO_ROOM;
  const { model, state } = task;
  const { minutes, previous, rooms } = piece.session;
  const needed = seatsNeeded(piece);
  const sites = new Set<number>();
  const found: number[] = [];
  for (const room of rooms) {
    const { seats, site } = at(model.rooms, room);
    if (seats < needed) break;
    const key = model.walk.length === 0 ? -1 : site;
    const asked = room === previous?.room || !sites.has(key);
    if (!asked || !roomFreeAt(state, room, minutes, slot)) continue;
    sites.add(key);
    found.push(room);
    if (model.walk.length === 0 && previous === undefined) break;
  }
  return found;
}

function seatsNeeded({ places, session }: Piece): number {
  return places.filter((place) => place.column < 0).length + (session.debrief ? 0 : 1);
}

/** Takes away the slots of the day at which no room is free that is large enough. */
export function keepFreeRooms({ model, state }: Task, piece: Piece, day: number, bits: Int32Array): void {
  const { minutes, rooms } = piece.session;
  const needed = seatsNeeded(piece);
  const free = new Int32Array(bits.length);
  for (const room of rooms) {
    if (at(model.rooms, room).seats < needed) break;
    const word = roomBits(state, room, minutes, day);
    let missing = 0;
    for (let i = 0; i < bits.length; i += 1) {
      free[i] = at(free, i) | at(state.rows.room, word + i);
      missing |= at(bits, i) & ~at(free, i);
    }
    if (missing === 0) return;
  }
  for (let i = 0; i < bits.length; i += 1) bits[i] = at(bits, i) & at(free, i);
}

const NO_ROOM: readonly number[] = [-1];
