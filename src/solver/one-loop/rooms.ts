/** Which rooms are worth trying for a piece, slot by slot. */
import { at } from '#solver/at.ts';
import { roomRow } from '#solver/search/cost-table.ts';
import type { Piece, Task } from './pieces.ts';

/** One room for each site that matters: the one with most seats; and the previous room wherever it is free. */
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
    if (!asked || roomRow(state, room, minutes, at(model.calendar.dayOf, slot))[slot] !== 1) continue;
    sites.add(key);
    found.push(room);
  }
  return found;
}

function seatsNeeded({ places, session }: Piece): number {
  return places.filter((place) => place.column < 0).length + (session.debrief ? 0 : 1);
}

/** Where nobody walks and no room is to be kept, the free room with most seats is as good as any. */
export function oneRoomDoes({ model }: Task, { session }: Piece): boolean {
  return session.needsRoom && model.walk.length === 0 && session.previous === undefined;
}

/** That room for each slot from `first` up to `end`; -1 where none is free. */
export function roomBySlot({ model, state }: Task, piece: Piece, first: number, end: number): Int32Array {
  const found = new Int32Array(end - first).fill(-1);
  const { dayOf, firstSlot } = model.calendar;
  const needed = seatsNeeded(piece);
  let left = end - first;
  for (const room of piece.session.rooms) {
    if (left === 0 || at(model.rooms, room).seats < needed) break;
    for (let slot = first; slot < end; slot = firstSlot[(dayOf[slot] as number) + 1] as number) {
      left -= takeRoom(state, { room, minutes: piece.session.minutes, slot }, found, first);
    }
  }
  return found;
}

/** Notes the room where it is free on the day of `slot` and no other was; returns how often. */
function takeRoom(
  state: Task['state'],
  { room, minutes, slot: from }: { readonly room: number; readonly minutes: number; readonly slot: number },
  found: Int32Array,
  first: number,
): number {
  const { dayOf, firstSlot } = state.model.calendar;
  const day = dayOf[from] as number;
  const row = roomRow(state, room, minutes, day);
  let taken = 0;
  for (let slot = from; slot < (firstSlot[day + 1] as number); slot += 1) {
    if (row[slot] !== 1 || found[slot - first] !== -1) continue;
    found[slot - first] = room;
    taken += 1;
  }
  return taken;
}

const NO_ROOM: readonly number[] = [-1];
