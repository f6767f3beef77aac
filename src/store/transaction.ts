import { sql, type Kysely, type Transaction } from 'kysely';
import { refuse, type Result } from '#domain/result.ts';
import { refusable } from './refusable.ts';
import type { Database } from './schema.ts';
import { sqlStateOf } from './sqlstate.ts';

/** The database could not do it now, and the caller may try again: nothing was written. */
export type Busy = { readonly code: 'busy'; readonly cause: string };

/** What waiting needs; handed in so that tests neither wait nor depend on luck. */
export type Waiting = {
  /** At least 0, below 1. */
  readonly random: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
};

/** serialization_failure, deadlock_detected: the same work may succeed in another turn. */
const WORTH_A_RETRY: readonly string[] = ['40001', '40P01'];
/** lock_not_available: three seconds of waiting were enough. */
const LOCK_TIMEOUT = '55P03';

const RETRIES = 5;
const FIRST_WAIT = 20;

/**
 * Runs the work in one READ COMMITTED transaction. A refusal rolls back, so what it wrote before is gone; an
 * error that the work throws rolls back and is thrown on.
 *
 * The work may run up to six times: it must do nothing but read and write through `tx`.
 */
export async function inTransaction<T, P>(
  db: Kysely<Database>,
  work: (tx: Transaction<Database>) => Promise<Result<T, P>>,
  waiting: Waiting = REAL_WAITING,
): Promise<Result<T, P | Busy>> {
  for (let attempt = 0; ; attempt += 1) {
    const turn = await oneTurn(db, work);
    if (turn.kind === 'done') return turn.result;
    if (!turn.again || attempt === RETRIES) return refuse({ code: 'busy', cause: turn.cause });
    await waiting.sleep(FIRST_WAIT * 2 ** attempt * (0.5 + waiting.random()));
  }
}

type Turn<T, P> =
  | { readonly kind: 'done'; readonly result: Result<T, P> }
  | { readonly kind: 'held-up'; readonly again: boolean; readonly cause: string };

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
    const state = sqlStateOf(error);
    if (state === undefined || !(error instanceof Error)) throw error;
    const again = WORTH_A_RETRY.includes(state);
    if (!again && state !== LOCK_TIMEOUT) throw error;
    return { kind: 'held-up', again, cause: error.message };
  }
}

const REAL_WAITING: Waiting = {
  random: Math.random,
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};
