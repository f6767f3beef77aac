import type { Kysely } from 'kysely';
import type { Instant } from '#domain/loop-problem.ts';
import type { Loop, LoopSession, LoopStatus } from '#domain/loop.ts';
import { sessionsOf, statesOf } from './sessions.ts';
import type { Database } from './schema.ts';

/** A session as an interviewer's feed shows it. */
export type FeedSession = LoopSession & {
  /** A group session is cancelled when the last of its loops is. */
  readonly status: LoopStatus;
  readonly sequence: number;
  readonly changedAt: Instant;
  /** Names of those who are expected. */
  readonly candidates: readonly string[];
};

export type Links = {
  /** What the holder of an agenda token may read, or undefined when there is no such token. */
  loopOf(token: string): Promise<{ readonly organisation: string; readonly loop: Loop['id'] } | undefined>;
  /** Whose feed the token opens. */
  personOf(token: string): Promise<{ readonly organisation: string; readonly person: string } | undefined>;
  feedOf(organisation: string, person: string): Promise<FeedSession[]>;
};

export function linksIn(db: Kysely<Database>): Links {
  return {
    loopOf: async (token) => {
      const { organisation_id: organisation, loop_id: loop = null } = (await linkOf(db, token)) ?? {};
      return organisation === undefined || loop === null ? undefined : { organisation, loop };
    },
    personOf: async (token) => {
      const { organisation_id: organisation, person_id: person = null } = (await linkOf(db, token)) ?? {};
      return organisation === undefined || person === null ? undefined : { organisation, person };
    },
    feedOf: (organisation, person) => feedOf(db, organisation, person),
  };
}

function linkOf(
  db: Kysely<Database>,
  token: string,
): Promise<{ organisation_id: string; loop_id: string | null; person_id: string | null } | undefined> {
  return db
    .selectFrom('link')
    .select(['organisation_id', 'loop_id', 'person_id'])
    .where('token', '=', token)
    .executeTakeFirst();
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
      candidates: (standing.length > 0 ? standing : parts).map(({ candidate }) => candidate).toSorted(),
    };
  });
}
