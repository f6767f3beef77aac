/** What a PostgreSQL server does by itself in the background and the embedded one does not: it has no other processes. */
import { sql } from 'kysely';
import type { OpenStore } from './open.ts';

/** Brings the tables to their files, so that the log stays short and the next start is quick. */
async function checkpoint({ db }: OpenStore): Promise<void> {
  await sql`checkpoint`.execute(db);
}

/** Reuses the room of deleted rows and refreshes the planner's figures. */
async function vacuumAnalyze({ db }: OpenStore): Promise<void> {
  await sql`vacuum (analyze)`.execute(db);
}

/** Milliseconds between two turns. */
const EVERY = { checkpoint: 300_000, vacuum: 86_400_000 };

/**
 * Does it from time to time until the answered function is called; on a server it does nothing. A turn that fails is
 * told to `report` and made up for by the next one: a full disk must not end the program.
 */
export function startUpkeep(
  store: OpenStore,
  report: (line: string) => void,
  every: typeof EVERY = EVERY,
): () => void {
  if (store.kind !== 'embedded') return () => undefined;
  const repeated = (work: (on: OpenStore) => Promise<void>, milliseconds: number): NodeJS.Timeout => {
    let turn: Promise<void> | undefined;
    return setInterval(() => {
      // A slow turn is waited for: turns that pile up would keep everybody else waiting.
      turn ??= work(store)
        .catch((error: unknown) => {
          const why = error instanceof Error ? error.message : String(error);
          report(`The upkeep of the embedded database failed and is tried again later: ${why}`);
        })
        .finally(() => (turn = undefined));
    }, milliseconds);
  };
  const timers = [repeated(checkpoint, every.checkpoint), repeated(vacuumAnalyze, every.vacuum)];
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
}
