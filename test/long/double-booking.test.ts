/** The races of `double-booking.test.ts`, for longer, on a PostgreSQL server. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Kysely } from 'kysely';
import type { Database } from '#store/schema.ts';
import { addOrganisation, raceForLoops, raceForSlots, warm } from '../booking-races.ts';
import { forEachDatabase } from '../databases.ts';

forEachDatabase('double booking for long', (database) => {
  if (database.kind === 'embedded') return;
  let rivals: Kysely<Database>;
  before(async () => {
    rivals = await warm(database);
    await addOrganisation(database.store().db);
  });
  after(() => rivals.destroy());

  it('G1: 5,000 rounds of forty rivals have one winner each, without a deadlock', async (t) => {
    const { worst } = await raceForSlots(rivals, 5000);
    t.diagnostic(`worst round: ${worst.toFixed(0)} ms`);
    assert.ok(worst < 10_000, `the worst round took ${worst} ms`);
  });

  it('G2: 2,000 loops of four people and a room are booked by twenty clients, each whole or not at all', async (t) => {
    const { booked, refused } = await raceForLoops(rivals, 2000);
    t.diagnostic(`${booked} booked, ${refused} refused`);
    assert.ok(booked > 0 && refused > 0);
  });
});
