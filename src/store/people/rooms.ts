import { sql, type Kysely } from 'kysely';
import type { Instant, Walk } from '#domain/planning/loop-problem.ts';
import type { Room, RoomDetails } from '#domain/people/people.ts';
import { withoutNulls } from '#store/database/nulls.ts';
import type { Database } from '#store/schema.ts';

export type Rooms = {
  list(organisation: string): Promise<Room[]>;
  insert(organisation: string, room: RoomDetails & { id: string }): Promise<void>;
  /** False when `version` is not the stored one. */
  update(organisation: string, id: string, change: RoomDetails & { version: number }): Promise<boolean>;
  remove(organisation: string, id: string, at: Instant): Promise<void>;
  walking(organisation: string): Promise<Walk[]>;
  setWalking(organisation: string, walking: readonly Walk[]): Promise<void>;
};

export function roomsIn(db: Kysely<Database>): Rooms {
  return {
    list: (organisation) => list(db, organisation),
    insert: async (organisation, { id, ...details }) => {
      await db
        .insertInto('room')
        .values({ organisation_id: organisation, id, ...columnsOf(details) })
        .execute();
    },
    update: async (organisation, id, { version, ...details }) => {
      const updated = await db
        .updateTable('room')
        .set({ ...columnsOf(details), version: version + 1 })
        .where('organisation_id', '=', organisation)
        .where('id', '=', id)
        .where('version', '=', version)
        .where('removed_at', 'is', null)
        .executeTakeFirst();
      return updated.numUpdatedRows > 0n;
    },
    remove: async (organisation, id, at) => {
      await db
        .updateTable('room')
        .set({ removed_at: at })
        .where('organisation_id', '=', organisation)
        .where('id', '=', id)
        .execute();
    },
    walking: async (organisation) => {
      const rows = await db
        .selectFrom('walking')
        .select(['site', 'other_site', 'minutes'])
        .where('organisation_id', '=', organisation)
        .orderBy('site')
        .orderBy('other_site')
        .execute();
      return rows.map(({ site, other_site, minutes }) => ({ sites: [site, other_site] as const, minutes }));
    },
    setWalking: async (organisation, walking) => {
      await db.deleteFrom('walking').where('organisation_id', '=', organisation).execute();
      const rows = walking.map(({ sites: [site, other_site], minutes }) => ({
        organisation_id: organisation,
        site,
        other_site,
        minutes,
      }));
      if (rows.length > 0) await db.insertInto('walking').values(rows).execute();
    },
  };
}

async function list(db: Kysely<Database>, organisation: string): Promise<Room[]> {
  const rows = await db
    .selectFrom('room')
    .select(['id', 'version', 'name', 'seats', 'features', 'site', 'way_there as wayThere'])
    .where('organisation_id', '=', organisation)
    .where('removed_at', 'is', null)
    .orderBy(sql`name collate "und-x-icu"`)
    .orderBy('id')
    .execute();
  return rows.map(({ seats, site, wayThere, ...room }) => ({
    ...room,
    ...withoutNulls({ seats, site, wayThere }),
  }));
}

function columnsOf(room: RoomDetails): {
  name: string;
  seats: number | null;
  features: string;
  site: string | null;
  way_there: string | null;
} {
  return {
    name: room.name,
    seats: room.seats ?? null,
    features: JSON.stringify(room.features),
    site: room.site ?? null,
    way_there: room.wayThere ?? null,
  };
}
