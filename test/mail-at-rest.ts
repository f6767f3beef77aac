import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { TestDatabase } from './databases.ts';

/**
 * Waits until no letter is due or on its way for the first time, so that none of an earlier test is taken for one of
 * this. Letters that wait for their time, or for another attempt, may lie there.
 */
export async function mailAtRest(database: TestDatabase): Promise<void> {
  const onItsWay = async (): Promise<number> => {
    const { rows } = await sql`select from outbox_message
      where attempts = 0 and next_at <= now() or attempts > 0 and next_at is not null and problem is null`.execute(
      database.store().db,
    );
    return rows.length;
  };
  const end = performance.now() + 30_000;
  while ((await onItsWay()) > 0) {
    assert.ok(performance.now() < end, 'The letters of the test before are still on their way.');
    await sleep(10);
  }
}
