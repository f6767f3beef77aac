import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { ok, refuse, type Result } from '#domain/result.ts';

export type Migration = {
  readonly number: number;
  /** The file's name without `.sql`: `000001-foundation`. */
  readonly name: string;
  readonly statements: string;
  /** SHA-256 of the file, with line ends as LF so that a checkout with CRLF counts as the same. */
  readonly checksum: string;
};

export type MigrationFileProblem = {
  readonly code: 'migration-files-wrong';
  readonly file: string;
  readonly expected: string;
};

export const MIGRATIONS: URL = new URL('../../../migrations/', import.meta.url);

/** The migrations of a folder in order; they must be numbered 1, 2, 3, … without a gap. */
export function readMigrations(folder: URL): Result<readonly Migration[], MigrationFileProblem> {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .toSorted();
  const migrations: Migration[] = [];
  for (const file of files) {
    const number = migrations.length + 1;
    const expected = `${String(number).padStart(6, '0')}-name.sql`;
    if (!/^\d{6}-[a-z0-9-]+\.sql$/u.test(file) || Number(file.slice(0, 6)) !== number) {
      return refuse({ code: 'migration-files-wrong', file, expected });
    }
    const statements = readFileSync(new URL(file, folder), 'utf8').replaceAll('\r\n', '\n');
    const checksum = createHash('sha256').update(statements).digest('hex');
    migrations.push({ number, name: file.slice(0, -'.sql'.length), statements, checksum });
  }
  return ok(migrations);
}
