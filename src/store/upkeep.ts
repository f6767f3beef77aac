/**
 * What a PostgreSQL server does by itself in the background and the embedded one does not: it has no other
 * processes. Call both from a timer; on a server they do nothing.
 */
import { sql } from 'kysely';
import type { OpenStore } from './open.ts';

/** Brings the tables to their files, so that the log stays short and the next start is quick. Every 5 minutes. */
export async function checkpoint(store: OpenStore): Promise<void> {
  if (store.kind === 'embedded') await sql`checkpoint`.execute(store.db);
}

/** Reuses the room of deleted rows and refreshes the planner's figures. Once a day, when nobody works. */
export async function vacuumAnalyze(store: OpenStore): Promise<void> {
  if (store.kind === 'embedded') await sql`vacuum (analyze)`.execute(store.db);
}
