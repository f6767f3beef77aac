/** Who of a pool is in training, how long its path is, and the sessions in which somebody sat to learn. */
import { sql, type Kysely } from 'kysely';
import {
  USUAL_PATH,
  type MemberState,
  type Steps,
  type Trainee,
  type TrainingSession,
} from '#domain/people/training.ts';
import type { Database } from '#store/schema.ts';

/** A person in a pool; `version` 0 says that they are not in it yet. */
export type Membership = {
  readonly pool: string;
  readonly person: string;
  readonly version: number;
  readonly state: MemberState;
  readonly before: Steps;
};

/** `version` 0: the pool has the usual path. */
export type StoredPath = Steps & { readonly version: number };

/** A session to learn in, with its title and whose it is. */
export type TrainingHeld = TrainingSession & {
  readonly pool: string;
  readonly person: string;
  readonly title: string;
};

export type Trainings = {
  members(organisation: string): Promise<Membership[]>;
  /** Paths by pool; one that is not there is the usual one. */
  paths(organisation: string): Promise<ReadonlyMap<string, StoredPath>>;
  /** Sessions of confirmed loops in which somebody sits in a seat to learn, by start. */
  sessions(organisation: string): Promise<TrainingHeld[]>;
  /** Everybody in training with what they held, as planning needs it. */
  trainees(organisation: string): Promise<Trainee[]>;
  /** False when `version` is not the stored one; 0 puts the person into the pool. */
  setMember(organisation: string, member: Membership): Promise<boolean>;
  /** False when `version` is not the stored one. */
  setPath(organisation: string, pool: string, path: StoredPath): Promise<boolean>;
};

export function trainingsIn(db: Kysely<Database>): Trainings {
  const tables: Omit<Trainings, 'trainees'> = {
    members: (organisation) => membersOf(db, organisation),
    paths: (organisation) => pathsOf(db, organisation),
    sessions: (organisation) => sessionsHeld(db, organisation),
    setMember: (organisation, member) => setMember(db, organisation, member),
    setPath: (organisation, pool, path) => setPath(db, organisation, { pool, ...path }),
  };
  return { ...tables, trainees: (organisation) => traineesOf(tables, organisation) };
}

async function membersOf(db: Kysely<Database>, organisation: string): Promise<Membership[]> {
  const rows = await db
    .selectFrom('pool_member')
    .select(['pool', 'person_id as person', 'version', 'state'])
    .select(['shadowed_before as shadow', 'reversed_before as reverseShadow'])
    .where('organisation_id', '=', organisation)
    .orderBy('pool')
    .orderBy('person_id')
    .execute();
  return rows.map(({ shadow, reverseShadow, ...row }) => ({ ...row, before: { shadow, reverseShadow } }));
}

async function pathsOf(db: Kysely<Database>, organisation: string): Promise<ReadonlyMap<string, StoredPath>> {
  const rows = await db
    .selectFrom('training_path')
    .select(['pool', 'version', 'shadow', 'reverse_shadow as reverseShadow'])
    .where('organisation_id', '=', organisation)
    .execute();
  return new Map(rows.map(({ pool, ...path }) => [pool, path]));
}

async function sessionsHeld(db: Kysely<Database>, organisation: string): Promise<TrainingHeld[]> {
  const { rows } = await sql<TrainingHeld>`
    select sp.pool, sp.person_id as person, sp.role, s.id as session, s.title,
      s.starts_at as start, s.ends_at as "end", array_agg(l.id order by l.id) as loops
    from session_person sp
      join session s on s.organisation_id = sp.organisation_id and s.id = sp.session_id
      join session_loop sl on sl.organisation_id = s.organisation_id and sl.session_id = s.id
      join loop l on l.organisation_id = sl.organisation_id and l.id = sl.loop_id and l.status = 'confirmed'
    where sp.organisation_id = ${organisation} and sp.pool is not null
      and sp.role in ('shadow', 'reverse_shadow')
    group by sp.organisation_id, sp.session_id, sp.person_id, s.organisation_id, s.id
    order by s.starts_at, s.id, sp.person_id`.execute(db);
  return rows;
}

async function traineesOf(
  tables: Pick<Trainings, 'members' | 'paths' | 'sessions'>,
  organisation: string,
): Promise<Trainee[]> {
  const learning = (await tables.members(organisation)).filter(({ state }) => state === 'trainee');
  if (learning.length === 0) return [];
  const paths = await tables.paths(organisation);
  const sessions = await tables.sessions(organisation);
  return learning.map(({ pool, person, before }) => ({
    pool,
    person,
    before,
    path: paths.get(pool) ?? USUAL_PATH,
    sessions: sessions.filter((one) => one.pool === pool && one.person === person),
  }));
}

async function setMember(db: Kysely<Database>, organisation: string, member: Membership): Promise<boolean> {
  const { pool, person, version, state, before } = member;
  const columns = { state, shadowed_before: before.shadow, reversed_before: before.reverseShadow };
  if (version === 0) {
    const added = await db
      .insertInto('pool_member')
      .values({ organisation_id: organisation, pool, person_id: person, ...columns })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return added.numInsertedOrUpdatedRows === 1n;
  }
  const changed = await db
    .updateTable('pool_member')
    .set({ ...columns, version: version + 1 })
    .where('organisation_id', '=', organisation)
    .where('pool', '=', pool)
    .where('person_id', '=', person)
    .where('version', '=', version)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

async function setPath(
  db: Kysely<Database>,
  organisation: string,
  { pool, version, shadow, reverseShadow }: StoredPath & { readonly pool: string },
): Promise<boolean> {
  const steps = { shadow, reverse_shadow: reverseShadow };
  if (version === 0) {
    const added = await db
      .insertInto('training_path')
      .values({ organisation_id: organisation, pool, ...steps })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return added.numInsertedOrUpdatedRows === 1n;
  }
  const changed = await db
    .updateTable('training_path')
    .set({ ...steps, version: version + 1 })
    .where('organisation_id', '=', organisation)
    .where('pool', '=', pool)
    .where('version', '=', version)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}
