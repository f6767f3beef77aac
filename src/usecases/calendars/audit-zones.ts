import { movedSessions, newerZoneData, type MovedSession } from '#domain/time/promised-time.ts';
import type { Context } from '#usecases/context.ts';

/** `newer`: zone data newer than this server's were used for something that is still to come. */
export type ZoneAudit = {
  readonly sessions: number;
  readonly moved: readonly MovedSession[];
  readonly newer?: string;
};

/** Over all organisations: which sessions to come lie on another instant now than the time on the wall promised says. */
export async function auditZones({
  store,
  now,
  tzVersion,
}: Pick<Context, 'store' | 'now' | 'tzVersion'>): Promise<ZoneAudit> {
  const sessions = await store.read((tables) => tables.promised.sessions(now()));
  const newer = newerZoneData(sessions, tzVersion);
  return {
    sessions: sessions.length,
    moved: movedSessions(sessions),
    ...(newer === undefined ? {} : { newer }),
  };
}
