import { sql, type Kysely } from 'kysely';
import type { Instant } from '#domain/planning/loop-problem.ts';
import type { Loop, LoopSession, LoopStatus } from '#domain/loop/loop.ts';
import { endedLink, endTokens, hashOf, type EndedLink } from '#store/account/ended-links.ts';
import { sessionsOf, statesOf } from './sessions.ts';
import type { Database } from '#store/schema.ts';

/** A session as an interviewer's feed shows it. */
export type FeedSession = LoopSession & {
  /** A group session is cancelled when the last of its loops is. */
  readonly status: LoopStatus;
  readonly sequence: number;
  readonly changedAt: Instant;
  readonly opening: string;
  /** Names of those who are expected. */
  readonly candidates: readonly string[];
};

export type Links = {
  /** What the holder of an agenda token may read, or undefined when there is no such token. */
  loopOf(token: string): Promise<{ readonly organisation: string; readonly loop: Loop['id'] } | undefined>;
  /** The candidate whose times and choice the token is for, before there is a loop. */
  applicationOf(
    token: string,
  ): Promise<{ readonly organisation: string; readonly application: string } | undefined>;
  /** The token of that link; absent while there is none. */
  scheduling(organisation: string, application: string): Promise<string | undefined>;
  /** Whose feed the token opens; of a member who is shut out, none. Most people of a feed have no account. */
  personOf(token: string): Promise<{ readonly organisation: string; readonly person: string } | undefined>;
  feedOf(organisation: string, person: string): Promise<FeedSession[]>;
  /** Where a link led that was withdrawn, or went with what it showed. */
  ended(tokenHash: string): Promise<EndedLink | undefined>;
  /** The candidate's link of a loop, in the place of the one before. */
  putAgenda(organisation: string, loop: Loop['id'], token: string): Promise<void>;
  /** False when there was none. */
  withdrawAgenda(organisation: string, loop: Loop['id']): Promise<boolean>;
  /** The link of a candidate who has no loop yet, in the place of the one before. */
  putScheduling(organisation: string, of: { application: string; token: string }): Promise<void>;
  /** False when there was none. */
  withdrawScheduling(organisation: string, application: string): Promise<boolean>;
  /** Another address for a person's feed; the one before opens nothing any more. */
  renewFeed(organisation: string, person: string, token: string): Promise<void>;
};

export function linksIn(db: Kysely<Database>): Links {
  return {
    loopOf: async (token) => {
      const { rows } = await sql<{ organisation: string; loop: string }>`
        select organisation_id as organisation, loop_id as loop from link
        where token = ${token} and loop_id is not null`.execute(db);
      return rows[0];
    },
    personOf: async (token) => {
      const { rows } = await sql<{ organisation: string; person: string }>`
        select organisation_id as organisation, person_id as person from link k
        where token = ${token} and person_id is not null and not exists (
          select from membership m where m.organisation_id = k.organisation_id and m.person_id = k.person_id
            and m.disabled_at is not null
        )`.execute(db);
      return rows[0];
    },
    ...schedulingLinksIn(db),
    feedOf: (organisation, person) => feedOf(db, organisation, person),
    ended: (tokenHash) => endedLink(db, tokenHash),
    putAgenda: async (organisation, loop, token) => {
      await withdrawAgenda(db, organisation, loop);
      await db.insertInto('link').values({ organisation_id: organisation, token, loop_id: loop }).execute();
    },
    withdrawAgenda: (organisation, loop) => withdrawAgenda(db, organisation, loop),
    renewFeed: async (organisation, person, token) => {
      await db
        .updateTable('link')
        .set({ token })
        .where('organisation_id', '=', organisation)
        .where('person_id', '=', person)
        .execute();
    },
  };
}

function schedulingLinksIn(
  db: Kysely<Database>,
): Pick<Links, 'applicationOf' | 'scheduling' | 'putScheduling' | 'withdrawScheduling'> {
  const withdraw = async (organisation: string, application: string): Promise<boolean> => {
    const { rows } = await sql<{ tokenHash: string; opening: string }>`
      delete from link k where k.organisation_id = ${organisation} and k.application_id = ${application}
      returning ${hashOf('k.token')} as "tokenHash",
        (select a.opening_id from application a
          where a.organisation_id = k.organisation_id and a.id = k.application_id) as opening`.execute(db);
    await endTokens(db, organisation, rows);
    return rows.length > 0;
  };
  return {
    applicationOf: async (token) => {
      const { rows } = await sql<{ organisation: string; application: string }>`
        select organisation_id as organisation, application_id as application from link
        where token = ${token} and application_id is not null`.execute(db);
      return rows[0];
    },
    scheduling: async (organisation, application) => {
      const row = await db
        .selectFrom('link')
        .select('token')
        .where('organisation_id', '=', organisation)
        .where('application_id', '=', application)
        .executeTakeFirst();
      return row?.token;
    },
    putScheduling: async (organisation, { application, token }) => {
      await withdraw(organisation, application);
      const link = { organisation_id: organisation, token, application_id: application };
      await db.insertInto('link').values(link).execute();
    },
    withdrawScheduling: withdraw,
  };
}

async function withdrawAgenda(db: Kysely<Database>, organisation: string, loop: string): Promise<boolean> {
  const { rows } = await sql<{ tokenHash: string; opening: string }>`
    delete from link k where k.organisation_id = ${organisation} and k.loop_id = ${loop}
    returning ${hashOf('k.token')} as "tokenHash",
      (select a.opening_id from loop l
        join application a on a.organisation_id = l.organisation_id and a.id = l.application_id
        where l.organisation_id = k.organisation_id and l.id = k.loop_id) as opening`.execute(db);
  await endTokens(db, organisation, rows);
  return rows.length > 0;
}

async function feedOf(db: Kysely<Database>, organisation: string, person: string): Promise<FeedSession[]> {
  const sessions = await sessionsOf(db, organisation, { person });
  const states = await statesOf(db, organisation, [...new Set(sessions.flatMap(({ loops }) => loops))]);
  return sessions.map((session) => {
    const parts = session.loops.flatMap((loop) => states.get(loop) ?? []);
    const standing = parts.filter(({ status }) => status === 'confirmed');
    return {
      ...session,
      status: standing.length > 0 ? 'confirmed' : 'cancelled',
      // Grows with each of them, so that calendars hear of every candidate who no longer comes.
      sequence: parts.reduce((sum, { sequence }) => sum + sequence, 0),
      changedAt: parts.map(({ changedAt }) => changedAt).reduce((a, b) => (a > b ? a : b), ''),
      opening: parts[0]?.opening ?? '',
      candidates: (standing.length > 0 ? standing : parts).map(({ candidate }) => candidate).toSorted(),
    };
  });
}
