import { Pool, types, type PoolConfig } from 'pg';

/** PostgreSQL's numbers for the types whose reading is ours. */
const INT8 = 20;
const DATE = 1082;
const TIMESTAMP = 1114;
const TIMESTAMPTZ = 1184;

type Reader = (text: string) => unknown;

const READERS: ReadonlyMap<number, Reader> = new Map<number, Reader>([
  [INT8, readInteger],
  [DATE, String],
  [TIMESTAMP, String],
  [TIMESTAMPTZ, readInstant],
]);

/** Instants leave the store as text in UTC, never as `Date`, which has no zone and loses microseconds. */
function readInstant(text: string): string {
  return Temporal.Instant.from(text).toString();
}

function readInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError(`The database gave ${text}, expected a safe integer.`);
  return value;
}

/**
 * The one kind of pool, for both databases. Idle clients that lose their server emit `error`; unheard, that ends
 * the process, so it is reported, and the pool makes a new client at the next query.
 */
export function makePool(config: PoolConfig, report: (line: string) => void): Pool {
  const pool = new Pool({
    application_name: 'second-round',
    ...config,
    types: {
      getTypeParser: (number, format) => READERS.get(number) ?? types.getTypeParser(number, format),
    },
  });
  // A client in use that loses its server emits too; there the query that runs, or the next one, tells the caller.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', (error) => report(`A database connection was lost: ${error.message}`));
  return pool;
}
