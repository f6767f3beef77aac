import { sql, type Kysely, type Selectable } from 'kysely';
import type { Instant } from '#domain/planning/loop-problem.ts';
import type { PersonDetails, PersonRecord } from '#domain/people/people.ts';
import { calendarsOf } from '#store/calendars/calendars.ts';
import type { PlanningTables } from '#store/loops/planning-tables.ts';
import { withoutNulls } from '#store/database/nulls.ts';
import type { Database } from '#store/schema.ts';

export type People = {
  /** Everybody who has not left, by name. */
  list(organisation: string): Promise<PersonRecord[]>;
  find(organisation: string, id: string): Promise<PersonRecord | undefined>;
  /** Pools with their members' ids, by name. */
  pools(organisation: string): Promise<ReadonlyMap<string, readonly string[]>>;
  insert(organisation: string, person: PersonDetails & { id: string; feedToken: string }): Promise<void>;
  /** False when `version` is not the stored one. */
  update(organisation: string, id: string, change: PersonDetails & { version: number }): Promise<boolean>;
  remove(organisation: string, id: string, at: Instant): Promise<void>;
  /** Whether the feed names candidates. */
  setFeedNames(organisation: string, id: string, names: boolean): Promise<void>;
};

export function peopleIn(db: Kysely<Database>): People {
  return {
    list: (organisation) => load(db, organisation),
    find: async (organisation, id) => (await load(db, organisation, id))[0],
    pools: (organisation) => poolsOf(db, organisation),
    insert: async (organisation, person) => {
      await db
        .insertInto('person')
        .values({ organisation_id: organisation, id: person.id, ...columnsOf(person) })
        .execute();
      await db
        .insertInto('link')
        .values({ organisation_id: organisation, token: person.feedToken, person_id: person.id })
        .execute();
      await setPools(db, organisation, person.id, person.pools);
    },
    update: async (organisation, id, change) => {
      const updated = await db
        .updateTable('person')
        .set({ ...columnsOf(change), version: change.version + 1 })
        .where('organisation_id', '=', organisation)
        .where('id', '=', id)
        .where('version', '=', change.version)
        .where('removed_at', 'is', null)
        .executeTakeFirst();
      if (updated.numUpdatedRows === 0n) return false;
      await setPools(db, organisation, id, change.pools);
      return true;
    },
    remove: (organisation, id, at) => remove(db, { organisation, id, at }),
    setFeedNames: async (organisation, id, feed_names) => {
      await db
        .updateTable('person')
        .set({ feed_names })
        .where('organisation_id', '=', organisation)
        .where('id', '=', id)
        .execute();
    },
  };
}

async function poolsOf(
  db: Kysely<Database>,
  organisation: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db
    .selectFrom('pool_member')
    .select(['pool', 'person_id'])
    .where('organisation_id', '=', organisation)
    .orderBy('pool')
    .orderBy('person_id')
    .execute();
  const pools = Map.groupBy(rows, ({ pool }) => pool);
  return new Map([...pools].map(([pool, members]) => [pool, members.map(({ person_id }) => person_id)]));
}

/** What leaves with a person: pools, places on hiring teams, calendar and feed. The row stays, for the sessions that were held. */
async function remove(
  db: Kysely<Database>,
  { organisation, id, at }: { organisation: string; id: string; at: Instant },
): Promise<void> {
  for (const table of ['pool_member', 'hiring_team', 'calendar', 'link'] as const) {
    await db
      .deleteFrom(table)
      .where('organisation_id', '=', organisation)
      .where('person_id', '=', id)
      .execute();
  }
  await db
    .updateTable('person')
    .set({ removed_at: at })
    .where('organisation_id', '=', organisation)
    .where('id', '=', id)
    .execute();
}

/** Who stays in a pool stays as far as they are in it; who joins one is qualified unless something else is said. */
async function setPools(
  db: Kysely<Database>,
  organisation: string,
  person: string,
  pools: readonly string[],
): Promise<void> {
  const gone = db
    .deleteFrom('pool_member')
    .where('organisation_id', '=', organisation)
    .where('person_id', '=', person);
  await (pools.length === 0 ? gone : gone.where('pool', 'not in', pools)).execute();
  const rows = [...new Set(pools)].map((pool) => ({
    organisation_id: organisation,
    pool,
    person_id: person,
  }));
  if (rows.length === 0) return;
  await db
    .insertInto('pool_member')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function load(db: Kysely<Database>, organisation: string, id?: string): Promise<PersonRecord[]> {
  const rows = await db
    .selectFrom('person as p')
    .innerJoin('link as l', (join) =>
      join.onRef('l.organisation_id', '=', 'p.organisation_id').onRef('l.person_id', '=', 'p.id'),
    )
    .selectAll('p')
    .select('l.token')
    .select(
      sql<string[]>`(select coalesce(jsonb_agg(m.pool order by m.pool), '[]') from pool_member m
        where m.organisation_id = p.organisation_id and m.person_id = p.id)`.as('pools'),
    )
    .where('p.organisation_id', '=', organisation)
    .where('p.removed_at', 'is', null)
    .$if(id !== undefined, (query) => query.where('p.id', '=', id ?? ''))
    .orderBy(sql`p.name collate "und-x-icu"`)
    .orderBy('p.id')
    .execute();
  const calendars = await calendarsOf(db, organisation, id);
  return rows.map((row) => recordOf(row, calendars.get(row.id)));
}

type Row = Selectable<PlanningTables['person']> & {
  readonly token: string;
  readonly pools: readonly string[];
};

function recordOf(row: Row, calendars: PersonRecord['calendars'] = []): PersonRecord {
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    timeZone: row.time_zone,
    works: row.works,
    pools: row.pools,
    feedToken: row.token,
    calendars,
    ...(row.feed_names ? { feedNames: true } : {}),
    ...(row.unreachable_at === null ? {} : { unreachable: true }),
    ...(row.outside ? { outside: true } : {}),
    ...withoutNulls({
      email: row.email,
      title: row.title,
      prefers: row.prefers,
      maxPerDay: row.max_per_day,
      maxPerWeek: row.max_per_week,
      gap: row.gap,
    }),
  };
}

type Columns = Omit<
  Selectable<PlanningTables['person']>,
  'organisation_id' | 'id' | 'version' | 'removed_at' | 'works' | 'prefers' | 'feed_names' | 'unreachable_at'
> & { works: string; prefers: string | null };

function columnsOf(person: PersonDetails): Columns {
  return {
    name: person.name,
    email: person.email ?? null,
    time_zone: person.timeZone,
    title: person.title ?? null,
    works: JSON.stringify(person.works),
    prefers: person.prefers === undefined ? null : JSON.stringify(person.prefers),
    max_per_day: person.maxPerDay ?? null,
    max_per_week: person.maxPerWeek ?? null,
    gap: person.gap ?? null,
    outside: person.outside ?? false,
  };
}
