import { sql, type Kysely, type Transaction } from 'kysely';
import { ok, refuse, type Result } from '#domain/result.ts';
import { MIGRATIONS, readMigrations, type Migration, type MigrationFileProblem } from './migration-files.ts';
import { refusable } from './refusable.ts';
import { sqlStateOf } from './trouble.ts';

export type MigrateProblem =
  | MigrationFileProblem
  | {
      readonly code: 'migration-changed';
      readonly name: string;
      readonly found: string;
      readonly expected: string;
    }
  | { readonly code: 'database-newer'; readonly found: string; readonly newest: string }
  | { readonly code: 'migration-failed'; readonly name: string; readonly cause: string };

export type Migrated = {
  /** The names of the migrations that this call applied, in order. */
  readonly applied: readonly string[];
};

/** A number that every Second Round uses, so that two programs migrate one after the other. */
const LOCK = 7_205_759_403;

/**
 * Brings the database to the newest migration, forward only. Each migration is one transaction together with its
 * record, so a program that is killed in between leaves whole migrations only, and the next start goes on.
 */
export async function migrate<DB>(
  db: Kysely<DB>,
  folder: URL = MIGRATIONS,
): Promise<Result<Migrated, MigrateProblem>> {
  const files = readMigrations(folder);
  if (!files.ok) return files;

  const applied: string[] = [];
  for (;;) {
    const step = await refusable(db, (tx) => applyNext(tx, files.value));
    if (!step.ok) return step;
    if (step.value === undefined) return ok({ applied });
    applied.push(step.value);
  }
}

/** Applies the first migration that the database lacks and gives its name, or undefined when it lacks none. */
async function applyNext<DB>(
  tx: Transaction<DB>,
  migrations: readonly Migration[],
): Promise<Result<string | undefined, MigrateProblem>> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx);
  await makeList(tx);
  const { rows } = await sql<Recorded>`
    select number, name, checksum from schema_migration order by number`.execute(tx);

  const problem = historyProblem(rows, migrations);
  if (problem !== undefined) return refuse(problem);
  const next = migrations[rows.length];
  return next === undefined ? ok(undefined) : apply(tx, next);
}

/** Only where there is none: a role that may not make tables may still look whether all is applied. */
async function makeList<DB>(tx: Transaction<DB>): Promise<void> {
  const { rows } = await sql<{ there: boolean }>`
    select to_regclass('schema_migration') is not null as there`.execute(tx);
  if (rows[0]?.there === true) return;
  await sql`
    create table schema_migration (
      number integer primary key,
      name text not null,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`.execute(tx);
}

type Recorded = Pick<Migration, 'number' | 'name' | 'checksum'>;

function historyProblem(
  recorded: readonly Recorded[],
  migrations: readonly Migration[],
): MigrateProblem | undefined {
  for (const [index, { name, checksum }] of recorded.entries()) {
    const file = migrations[index];
    if (file === undefined) {
      return { code: 'database-newer', found: name, newest: migrations.at(-1)?.name ?? 'none' };
    }
    if (file.name !== name || file.checksum !== checksum) {
      return { code: 'migration-changed', name, found: `${file.name} ${file.checksum}`, expected: checksum };
    }
  }
  return undefined;
}

async function apply<DB>(tx: Transaction<DB>, migration: Migration): Promise<Result<string, MigrateProblem>> {
  const { number, name, statements, checksum } = migration;
  try {
    await sql.raw(statements).execute(tx);
  } catch (error) {
    if (!(error instanceof Error) || sqlStateOf(error) === undefined) throw error;
    return refuse({ code: 'migration-failed', name, cause: error.message });
  }
  await sql`
    insert into schema_migration (number, name, checksum) values (${number}, ${name}, ${checksum})`.execute(
    tx,
  );
  return ok(name);
}

/** The problem as sentences for the person who starts the program. */
export function migrateProblemText(problem: MigrateProblem): string {
  switch (problem.code) {
    case 'migration-files-wrong':
      return `migrations/${problem.file}: expected ${problem.expected}, numbered without a gap. Install the program again.`;
    case 'migration-changed':
      return (
        `The migration ${problem.name} was applied with the checksum ${problem.expected} and is now ${problem.found}. ` +
        'Applied migrations never change: install the program as it was released.'
      );
    case 'database-newer':
      return (
        `The database has the migration ${problem.found}, and this program knows only up to ${problem.newest}. ` +
        'Use the newer Second Round that made it, or restore a backup from before.'
      );
    case 'migration-failed':
      return `The migration ${problem.name} failed and was rolled back: ${problem.cause}`;
  }
}
