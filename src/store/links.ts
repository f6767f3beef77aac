import type { Kysely } from 'kysely';
import type { Loop, LoopSession } from '#domain/loop.ts';
import { sessionsOf, statesOf, type LoopState } from './loops.ts';
import type { Database } from './schema.ts';

/** A session as an interviewer's feed shows it. */
export type FeedSession = LoopSession & Omit<LoopState, 'application'> & { readonly candidate: string };

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
  const loops = [...new Set(sessions.map(({ loop }) => loop))];
  const states = await statesOf(db, organisation, loops);
  if (loops.length === 0) return [];
  const candidates = await db
    .selectFrom('loop as l')
    .innerJoin('application as a', (join) =>
      join.onRef('a.organisation_id', '=', 'l.organisation_id').onRef('a.id', '=', 'l.application_id'),
    )
    .innerJoin('candidate as c', (join) =>
      join.onRef('c.organisation_id', '=', 'a.organisation_id').onRef('c.id', '=', 'a.candidate_id'),
    )
    .select(['l.id', 'c.name'])
    .where('l.organisation_id', '=', organisation)
    .where('l.id', 'in', loops)
    .execute();
  const names = new Map(candidates.map(({ id, name }) => [id, name]));
  return sessions.flatMap(({ loop, ...session }) => {
    const state = states.get(loop);
    if (state === undefined) return [];
    const { application: _application, ...told } = state;
    return [{ ...session, ...told, candidate: names.get(loop) ?? '' }];
  });
}
