import { Kysely, PostgresDialect } from 'kysely';
import { ok, type Result } from '#domain/result.ts';
import { openEmbedded } from './open-embedded.ts';
import { openServer } from './open-server.ts';
import type { StoreProblem } from './problem.ts';
import type { Database } from '#store/schema.ts';

export type StoreConfig =
  | { readonly kind: 'embedded'; readonly folder: string }
  | { readonly kind: 'server'; readonly url: string };

export type OpenStore = {
  readonly kind: StoreConfig['kind'];
  readonly version: string;
  readonly db: Kysely<Database>;
  /** Ends the connections and, for the embedded one, the database itself; the folder is free afterwards. Twice is once. */
  readonly close: () => Promise<void>;
};

/**
 * Opens the database and proves that it answers. `report` gets a line for each thing that goes wrong later and
 * heals by itself (a lost connection, an engine started again). Does not migrate: see `migrate.ts`.
 */
export async function openStore(
  config: StoreConfig,
  report: (line: string) => void = () => undefined,
): Promise<Result<OpenStore, StoreProblem>> {
  const opened =
    config.kind === 'embedded'
      ? await openEmbedded(config.folder, report)
      : await openServer(config.url, report);
  if (!opened.ok) return opened;

  const { pool, version, close } = opened.value;
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  let closed: Promise<void> | undefined;
  const closeOnce = (): Promise<void> => (closed ??= db.destroy().then(close));
  return ok({ kind: config.kind, version, db, close: closeOnce });
}
