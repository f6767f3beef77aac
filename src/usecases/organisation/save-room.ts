import { changedFields } from '#domain/audit/audit.ts';
import type { Room, RoomDetails } from '#domain/people/people.ts';
import { changedMeanwhile, notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Context } from '#usecases/context.ts';
import { END_OF_TIME } from '#usecases/people/list-people.ts';
import { record } from '#usecases/audit/record.ts';
import { writing } from '#usecases/scope.ts';

export type RoomKey = { readonly organisation: string; readonly id: string };

export function addRoom(
  context: Context,
  organisation: string,
  details: RoomDetails,
): Promise<Result<Room, Refusal>> {
  const id = context.newId();
  return writing(context, organisation, async (tables) => {
    await tables.rooms.insert(organisation, { ...details, id });
    record(context, tables, { organisation, action: 'room-added', id });
    return ok({ ...details, id, version: 1 });
  });
}

export function changeRoom(
  context: Context,
  { organisation, id }: RoomKey,
  change: RoomDetails & { readonly version: number },
): Promise<Result<Room, Refusal>> {
  return writing(context, organisation, async (tables) => {
    const before = (await tables.rooms.list(organisation)).find((room) => room.id === id);
    if (before === undefined) return refuse(notFound('room'));
    const changed = await tables.rooms.update(organisation, id, change);
    if (!changed) return refuse(changedMeanwhile('room'));
    const fields = changedFields(before, change);
    record(context, tables, { organisation, action: 'room-changed', id, details: { fields } });
    return ok({ ...change, id, version: change.version + 1 });
  });
}

/** Refused while sessions to come are in the room. */
export function removeRoom(context: Context, { organisation, id }: RoomKey): Promise<Result<null, Refusal>> {
  return writing(context, organisation, async (tables) => {
    await tables.bookings.lock(organisation, [id]);
    const room = (await tables.rooms.list(organisation)).find((one) => one.id === id);
    if (room === undefined) return refuse(notFound('room'));
    const now = context.now();
    const upcoming = await tables.loops.engagements(organisation, { start: now, end: END_OF_TIME });
    if (upcoming.some((engagement) => engagement.room === id)) {
      const text = `Sessions to come are in ${room.name}. Cancel those loops first.`;
      return refuse({ code: 'in-use', text });
    }
    await tables.rooms.remove(organisation, id, now);
    record(context, tables, { organisation, action: 'room-removed', id });
    return ok(null);
  });
}
