import { sql, type RawBuilder } from 'kysely';
import type { Instant } from '#domain/planning/loop-problem.ts';

/**
 * The time by which sessions and links end: the database's clock, and never earlier than the latest moment at which
 * somebody who is signed in was seen. So a clock that is set back makes nothing valid again.
 */
export const clock: RawBuilder<Instant> = sql<Instant>`
  greatest(now(), (select max(latest.used_at) from account_session latest))`;

/** So long after that moment, or before it where `amount` is negative. */
export function clockPlus(amount: number, unit: 'hours' | 'days' | 'minutes'): RawBuilder<Instant> {
  return sql<Instant>`(${clock} + ${`${amount} ${unit}`}::interval)`;
}
