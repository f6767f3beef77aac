import { sql, type Kysely } from 'kysely';
import type { Instant, Interval } from '#domain/planning/loop-problem.ts';
import type { Application, CandidateDetails, LoopSummary } from '#domain/organisation/opening.ts';
import { endTokens, hashOf } from '#store/account/ended-links.ts';
import { withoutNulls } from '#store/database/nulls.ts';
import type { Database } from '#store/schema.ts';

type NewApplication = CandidateDetails & {
  readonly id: string;
  readonly candidate: string;
  readonly opening: string;
  readonly at: Instant;
};

export type Applications = {
  ofOpening(organisation: string, opening: string): Promise<Application[]>;
  find(organisation: string, id: string): Promise<Application | undefined>;
  insert(organisation: string, application: NewApplication): Promise<void>;
  /** False when `version` is not the stored one. */
  update(
    organisation: string,
    application: Application,
    change: CandidateDetails & { version: number },
  ): Promise<boolean>;
  /** The candidate was asked for their times. */
  timesAsked(organisation: string, id: string, at: Instant): Promise<void>;
  /** The candidate's times; the version grows, so nobody overwrites them unseen. `at`: when they said them, absent where they did not. */
  timesSaid(
    organisation: string,
    id: string,
    said: { available: readonly Interval[]; at?: Instant },
  ): Promise<void>;
  /** The application and, where this was the only one, the candidate. Its cancelled loops go with it. */
  remove(organisation: string, application: Application): Promise<void>;
  /** The confirmed loops of an opening, by application. */
  confirmedLoops(organisation: string, opening: string): Promise<ReadonlyMap<string, LoopSummary>>;
};

export function applicationsIn(db: Kysely<Database>): Applications {
  return {
    ofOpening: async (organisation, opening) =>
      (
        await joined(db)
          .where('a.organisation_id', '=', organisation)
          .where('a.opening_id', '=', opening)
          .orderBy(sql`c.name collate "und-x-icu"`)
          .orderBy('a.id')
          .execute()
      ).map(applicationOf),
    find: async (organisation, id) => {
      const row = await joined(db)
        .where('a.organisation_id', '=', organisation)
        .where('a.id', '=', id)
        .executeTakeFirst();
      return row === undefined ? undefined : applicationOf(row);
    },
    insert: (organisation, application) => insert(db, organisation, application),
    update: (organisation, application, change) => update(db, organisation, application, change),
    ...timesIn(db),
    remove: (organisation, application) => remove(db, organisation, application),
    confirmedLoops: (organisation, opening) => confirmedLoops(db, organisation, opening),
  };
}

const joined = (db: Kysely<Database>) =>
  db
    .selectFrom('application as a')
    .innerJoin('candidate as c', (join) =>
      join.onRef('c.organisation_id', '=', 'a.organisation_id').onRef('c.id', '=', 'a.candidate_id'),
    )
    .select(['a.id', 'a.version', 'a.available', 'a.opening_id as opening', 'a.candidate_id as candidate'])
    .select(['a.times_asked_at as timesAskedAt', 'a.times_said_at as timesSaidAt'])
    .select(['c.name', 'c.email', 'c.time_zone as timeZone'])
    .select(sql<true | null>`case when c.unreachable_at is not null then true end`.as('unreachable'));

type Row = Omit<Application, 'email' | 'unreachable' | 'timesAskedAt' | 'timesSaidAt'> & {
  readonly email: string | null;
  readonly unreachable: true | null;
  readonly timesAskedAt: Instant | null;
  readonly timesSaidAt: Instant | null;
};

function applicationOf({ email, unreachable, timesAskedAt, timesSaidAt, ...row }: Row): Application {
  return { ...row, ...withoutNulls({ email, unreachable, timesAskedAt, timesSaidAt }) };
}

function timesIn(db: Kysely<Database>): Pick<Applications, 'timesAsked' | 'timesSaid'> {
  return {
    timesAsked: async (organisation, id, at) => {
      await db
        .updateTable('application')
        .set({ times_asked_at: at })
        .where('organisation_id', '=', organisation)
        .where('id', '=', id)
        .execute();
    },
    timesSaid: async (organisation, id, { available, at }) => {
      await db
        .updateTable('application')
        .set((row) => ({
          available: JSON.stringify(available),
          ...(at !== undefined && { times_said_at: at }),
          version: row('version', '+', 1),
        }))
        .where('organisation_id', '=', organisation)
        .where('id', '=', id)
        .execute();
    },
  };
}

async function insert(db: Kysely<Database>, organisation: string, given: NewApplication): Promise<void> {
  await db
    .insertInto('candidate')
    .values({
      organisation_id: organisation,
      id: given.candidate,
      name: given.name,
      email: given.email ?? null,
      time_zone: given.timeZone,
    })
    .execute();
  await db
    .insertInto('application')
    .values({
      organisation_id: organisation,
      id: given.id,
      opening_id: given.opening,
      candidate_id: given.candidate,
      available: JSON.stringify(given.available),
      added_at: given.at,
    })
    .execute();
}

async function update(
  db: Kysely<Database>,
  organisation: string,
  application: Application,
  change: CandidateDetails & { version: number },
): Promise<boolean> {
  const updated = await db
    .updateTable('application')
    .set({ available: JSON.stringify(change.available), version: change.version + 1 })
    .where('organisation_id', '=', organisation)
    .where('id', '=', application.id)
    .where('version', '=', change.version)
    .executeTakeFirst();
  if (updated.numUpdatedRows === 0n) return false;
  await db
    .updateTable('candidate')
    .set({ name: change.name, email: change.email ?? null, time_zone: change.timeZone })
    .where('organisation_id', '=', organisation)
    .where('id', '=', application.candidate)
    .execute();
  return true;
}

async function remove(db: Kysely<Database>, organisation: string, application: Application): Promise<void> {
  const loops = db
    .selectFrom('loop')
    .select('id')
    .where('organisation_id', '=', organisation)
    .where('application_id', '=', application.id);
  const at = organisation;
  const parted = await db
    .deleteFrom('session_loop')
    .where('organisation_id', '=', at)
    .where('loop_id', 'in', loops)
    .returning('session_id')
    .execute();
  const { opening } = application;
  const ended = await removeAlone(
    db,
    at,
    parted.map(({ session_id }) => session_id),
  );
  const links = await db
    .deleteFrom('link')
    .where('organisation_id', '=', at)
    .where((row) => row.or([row('loop_id', 'in', loops), row('application_id', '=', application.id)]))
    .returning(hashOf('token').as('tokenHash'))
    .execute();
  await endTokens(
    db,
    at,
    [...ended, ...links].map(({ tokenHash }) => ({ tokenHash, opening })),
  );
  await db
    .deleteFrom('loop')
    .where('organisation_id', '=', at)
    .where('application_id', '=', application.id)
    .execute();
  await db
    .deleteFrom('application')
    .where('organisation_id', '=', at)
    .where('id', '=', application.id)
    .execute();
  await sql`delete from candidate c where c.organisation_id = ${at} and c.id = ${application.candidate}
    and not exists (select from application a where a.organisation_id = c.organisation_id
      and a.candidate_id = c.id)`.execute(db);
}

/**
 * Of these sessions those that no loop holds any more; a group session stays for the others. Answers the links of
 * external panelists that go with them.
 */
async function removeAlone(
  db: Kysely<Database>,
  organisation: string,
  sessions: readonly string[],
): Promise<readonly { readonly tokenHash: string }[]> {
  const alone = sql`${organisation}::uuid = x.organisation_id and not exists (select from session_loop sl
    where sl.organisation_id = x.organisation_id and sl.session_id = x.id)
    and x.id = any(${[...sessions]}::uuid[])`;
  await sql`delete from session_person sp using session x
    where sp.organisation_id = x.organisation_id and sp.session_id = x.id and ${alone}`.execute(db);
  const { rows } = await sql<{ tokenHash: string }>`delete from panel_link k using session x
    where k.organisation_id = x.organisation_id and k.session_id = x.id and ${alone}
    returning k.token_hash as "tokenHash"`.execute(db);
  await sql`delete from session x where ${alone}`.execute(db);
  return rows;
}

async function confirmedLoops(
  db: Kysely<Database>,
  organisation: string,
  opening: string,
): Promise<ReadonlyMap<string, LoopSummary>> {
  const rows = await db
    .selectFrom('application as a')
    .innerJoin('loop as l', (join) =>
      join.onRef('l.organisation_id', '=', 'a.organisation_id').onRef('l.application_id', '=', 'a.id'),
    )
    .innerJoin('session_loop as sl', (join) =>
      join.onRef('sl.organisation_id', '=', 'l.organisation_id').onRef('sl.loop_id', '=', 'l.id'),
    )
    .innerJoin('session as s', (join) =>
      join.onRef('s.organisation_id', '=', 'sl.organisation_id').onRef('s.id', '=', 'sl.session_id'),
    )
    .select(['a.id as application', 'l.id', 'l.sequence'])
    .select(({ fn }) => [
      // The candidate's part: the debrief may be days later.
      sql<string>`min(s.starts_at) filter (where s.kind <> 'debrief')`.as('start'),
      sql<string>`max(s.ends_at) filter (where s.kind <> 'debrief')`.as('end'),
      fn.countAll<number>().as('sessions'),
    ])
    .where('a.organisation_id', '=', organisation)
    .where('a.opening_id', '=', opening)
    .where('l.status', '=', 'confirmed')
    .groupBy(['a.id', 'l.id', 'l.sequence'])
    .execute();
  return new Map(rows.map(({ application, ...loop }) => [application, loop]));
}
