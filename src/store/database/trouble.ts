/** Why a database could not do what was asked, where that is nobody's mistake. */
export type Trouble = 'worth-a-retry' | 'lock-timeout' | 'unavailable';

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const BY_STATE: ReadonlyMap<string, Trouble> = new Map<string, Trouble>([
  ['40001', 'worth-a-retry'], // serialization_failure
  ['40P01', 'worth-a-retry'], // deadlock_detected
  ['55P03', 'lock-timeout'], // lock_not_available
  ['53100', 'unavailable'], // disk_full
  ['53300', 'unavailable'], // too_many_connections
  ['57P01', 'unavailable'], // admin_shutdown
  ['57P02', 'unavailable'], // crash_shutdown
  ['57P03', 'unavailable'], // cannot_connect_now
]);

/** The session, or the whole server, ends with it. */
const ENDING: readonly unknown[] = ['FATAL', 'PANIC'];

/** What Node and the `pg` package say when the server cannot be reached; the last two have no code. */
const CONNECTION_CODES: readonly unknown[] = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT'];
const CONNECTION_WORDS = /^Connection terminated|^timeout exceeded when trying to connect|not queryable$/u;

export function troubleOf(error: unknown): Trouble | undefined {
  const state = sqlStateOf(error);
  if (!(error instanceof Error)) return undefined;
  if ('severity' in error && ENDING.includes(error.severity)) return 'unavailable';
  if (state !== undefined) return BY_STATE.get(state);
  const lost =
    CONNECTION_WORDS.test(error.message) || ('code' in error && CONNECTION_CODES.includes(error.code));
  return lost ? 'unavailable' : undefined;
}

/** PostgreSQL's five-character code of an error that the database itself sent, else undefined. */
export function sqlStateOf(error: unknown): string | undefined {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) return undefined;
  return /^[0-9A-Z]{5}$/u.test(error.code) && 'severity' in error ? error.code : undefined;
}
