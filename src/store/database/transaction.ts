import { sql, type Kysely, type Transaction } from 'kysely';
import { refuse, type Result } from '#domain/result.ts';
import { refusable } from './refusable.ts';
import type { Database } from '#store/schema.ts';
import { troubleOf, type Trouble } from './trouble.ts';

/**
 * The database could not do it now. `busy`: others hold what is needed, nothing was written, trying again is safe.
 * `unavailable`: the database is away or its disk is full; when it went away during the commit, the work may have
 * been written all the same.
 */
export type Unserved = { readonly code: 'busy' | 'unavailable'; readonly cause: string };

/** What waiting needs; handed in so that tests neither wait nor depend on luck. */
export type Waiting = {
  /** At least 0, below 1. */
  readonly random: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
};

const RETRIES = 5;
const FIRST_WAIT = 20;

/**
 * Runs the work in one READ COMMITTED transaction. A refusal rolls back, so what it wrote before is gone; an
 * error that the work throws rolls back and is thrown on.
 *
 * The work may run up to six times: it must do nothing but read and write through `tx`.
 */
export async function inTransaction<T, P = never>(
  db: Kysely<Database>,
  work: (tx: Transaction<Database>) => Promise<Result<T, P>>,
  waiting: Waiting = REAL_WAITING,
): Promise<Result<T, P | Unserved>> {
  for (let attempt = 0; ; attempt += 1) {
    const turn = await oneTurn(db, work);
    if (turn.kind === 'done') return turn.result;
    const { trouble, cause } = turn;
    if (trouble === 'unavailable') return refuse({ code: 'unavailable', cause });
    if (trouble === 'lock-timeout' || attempt === RETRIES) return refuse({ code: 'busy', cause });
    await waiting.sleep(FIRST_WAIT * 2 ** attempt * (0.5 + waiting.random()));
  }
}

type Turn<T, P> =
  | { readonly kind: 'done'; readonly result: Result<T, P> }
  | { readonly kind: 'held-up'; readonly trouble: Trouble; readonly cause: string };

async function oneTurn<T, P>(
  db: Kysely<Database>,
  work: (tx: Transaction<Database>) => Promise<Result<T, P>>,
): Promise<Turn<T, P>> {
  try {
    const result = await refusable(db, async (tx) => {
      await sql`set local lock_timeout = '3s'`.execute(tx);
      return work(tx);
    });
    return { kind: 'done', result };
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble === undefined || !(error instanceof Error)) throw error;
    return { kind: 'held-up', trouble, cause: error.message };
  }
}

const REAL_WAITING: Waiting = {
  random: Math.random,
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};
