import type { Kysely } from 'kysely';
import type { Instant, Interval } from '#domain/planning/loop-problem.ts';
import type { Engagement, Loop, NewSession } from '#domain/loop/loop.ts';
import { changeLoop, type LoopChange } from './loop-changes.ts';
import { withoutNulls } from '#store/database/nulls.ts';
import { inParts } from '#store/database/parts.ts';
import {
  abandonedIn,
  describedIn,
  engagementsIn,
  insertSessions,
  sessionsOf,
  type SessionLabel,
} from './sessions.ts';
import type { Database } from '#store/schema.ts';

/** A loop without its sessions. */
export type NewLoopRow = {
  readonly id: string;
  readonly application: string;
  readonly templateVersion: number;
  readonly token: string;
  readonly at: Instant;
  readonly superday?: string;
};

export type NewLoop = NewLoopRow & { readonly sessions: readonly NewSession[] };

export type Loops = {
  find(organisation: string, id: string): Promise<Loop | undefined>;
  confirmedOf(organisation: string, application: string): Promise<string | undefined>;
  /** A confirmed loop that holds the session. */
  confirmedWith(organisation: string, session: string): Promise<string | undefined>;
  insert(organisation: string, loop: NewLoop): Promise<void>;
  cancel(organisation: string, id: string, at: Instant): Promise<void>;
  /** Gives sessions that stand other times, rooms and people; calendars learn of it by the sequence. */
  change(organisation: string, id: string, change: LoopChange): Promise<void>;
  /** What confirmed loops take of people and rooms within the span. */
  engagements(organisation: string, span: Interval): Promise<Engagement[]>;
  /** Which session stands behind a booking: its title and the candidates' names. */
  described(organisation: string, sessions: readonly string[]): Promise<SessionLabel[]>;
  /** Of these sessions those that are part of no confirmed loop any more. */
  abandoned(organisation: string, sessions: readonly string[]): Promise<string[]>;
};

export function loopsIn(db: Kysely<Database>): Loops {
  return {
    find: (organisation, id) => find(db, organisation, id),
    confirmedOf: async (organisation, application) => {
      const row = await db
        .selectFrom('loop')
        .select('id')
        .where('organisation_id', '=', organisation)
        .where('application_id', '=', application)
        .where('status', '=', 'confirmed')
        .executeTakeFirst();
      return row?.id;
    },
    confirmedWith: async (organisation, session) => {
      const row = await db
        .selectFrom('session_loop as sl')
        .innerJoin('loop as l', (join) =>
          join.onRef('l.organisation_id', '=', 'sl.organisation_id').onRef('l.id', '=', 'sl.loop_id'),
        )
        .select('l.id')
        .where('sl.organisation_id', '=', organisation)
        .where('sl.session_id', '=', session)
        .where('l.status', '=', 'confirmed')
        .orderBy('l.id')
        .executeTakeFirst();
      return row?.id;
    },
    insert: async (organisation, loop) => {
      await insertLoops(db, organisation, [loop]);
      const sessions = loop.sessions.map((session) => ({ ...session, loops: [loop.id] }));
      await insertSessions(db, organisation, sessions);
    },
    cancel: async (organisation, id, at) => {
      await db
        .updateTable('loop')
        .set((row) => ({ status: 'cancelled', changed_at: at, sequence: row('sequence', '+', 1) }))
        .where('organisation_id', '=', organisation)
        .where('id', '=', id)
        .execute();
    },
    change: (organisation, id, change) => changeLoop(db, organisation, { id, ...change }),
    engagements: (organisation, span) => engagementsIn(db, organisation, span),
    described: (organisation, sessions) => describedIn(db, organisation, sessions),
    abandoned: (organisation, sessions) => abandonedIn(db, organisation, sessions),
  };
}

/** The loops and their links; their sessions are stored after them. */
export async function insertLoops(
  db: Kysely<Database>,
  organisation: string,
  loops: readonly NewLoopRow[],
): Promise<void> {
  const key = { organisation_id: organisation };
  const rows = loops.map(({ id, application, templateVersion, at, superday }) => ({
    ...key,
    id,
    application_id: application,
    status: 'confirmed' as const,
    sequence: 0,
    template_version: templateVersion,
    changed_at: at,
    superday_id: superday ?? null,
  }));
  const links = loops.map(({ id, token }) => ({ ...key, token, loop_id: id }));
  await inParts(rows, (part) => db.insertInto('loop').values(part).execute());
  await inParts(links, (part) => db.insertInto('link').values(part).execute());
}

async function find(db: Kysely<Database>, organisation: string, id: string): Promise<Loop | undefined> {
  const loop = await db
    .selectFrom('loop as l')
    .leftJoin('link as k', (join) =>
      join.onRef('k.organisation_id', '=', 'l.organisation_id').onRef('k.loop_id', '=', 'l.id'),
    )
    .select(['l.id', 'l.application_id as application', 'l.status', 'l.sequence'])
    .select(['l.changed_at as changedAt', 'k.token', 'l.superday_id as superday'])
    .where('l.organisation_id', '=', organisation)
    .where('l.id', '=', id)
    .executeTakeFirst();
  if (loop === undefined) return undefined;
  const { superday, token, ...rest } = loop;
  return {
    ...rest,
    ...withoutNulls({ superday, token }),
    sessions: await sessionsOf(db, organisation, { loop: id }),
  };
}
