/** Reminders, on clocks that jump. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { LoopView } from '#contract/loop.ts';
import { minuteOf } from '#domain/time/zoned.ts';
import { remind } from '#usecases/telling/remind.ts';
import { forEachDatabase } from './databases.ts';
import { toldWorld, type Told } from './told-world.ts';

forEachDatabase('reminders', (database) => {
  const world = toldWorld(database);
  /** Looks who is to be reminded when the clock shows so many minutes before the first session. */
  const lookAt = async (loop: LoopView, before: number): Promise<number> => {
    const start = minuteOf(loop.sessions[0]?.start ?? '');
    const now = (): string => new Date((start - before) * 60_000).toISOString();
    const done = await remind({ ...world.server().services.context, now });
    assert.ok(done.ok);
    return done.value;
  };
  const told = async (): Promise<{
    readonly told: Told;
    readonly loop: LoopView;
    readonly invited: number;
  }> => {
    const organisation = await world.organisation();
    const loop = await world.confirmed(organisation);
    const invited = loop.sessions.flatMap(({ people }) => people).length + 1;
    await world.sink().wait(invited);
    await allSent(organisation);
    return { told: organisation, loop, invited };
  };
  /** The mail server has them; the mark follows. */
  const allSent = async ({ organisation }: Told): Promise<void> => {
    for (;;) {
      const waits = await database
        .store()
        .db.selectFrom('ledger_message')
        .select('id')
        .where('organisation_id', '=', organisation)
        .where('state', '=', 'waits')
        .execute();
      if (waits.length === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const subjects = (from: number): string[] =>
    world
      .sink()
      .received.slice(from)
      .map(({ to, headers }) => `${to[0]?.split('@')[0]} ${headers.get('subject')?.split(' ')[0]}`)
      .toSorted((a, b) => (a < b ? -1 : 1));

  it('reminds the candidate a day before and people an hour before, each once', async () => {
    const { loop, invited } = await told();
    assert.equal(await lookAt(loop, 25 * 60), 0);
    assert.equal(await lookAt(loop, 24 * 60), 1);
    assert.equal(await lookAt(loop, 23 * 60), 0);
    assert.equal(await lookAt(loop, 60), 2);
    // The debrief begins later.
    assert.equal(await lookAt(loop, 10), 1);
    assert.equal(await lookAt(loop, 0), 0);
    await world.sink().wait(invited + 4);
    assert.deepEqual(subjects(invited), ['ada Reminder', 'ada Reminder', 'bob Reminder', 'lee Reminder']);
  });

  it('G7: a clock that jumps sends no reminder twice and loses none', async () => {
    const scripts: readonly (readonly number[])[] = [
      [30, -24 * 60, 30, 5],
      [-30 * 24 * 60, 24 * 60, 60, 60, 15, 1],
      [60, 26 * 60, 24 * 60, 60, 10],
      [48 * 60, 1, 48 * 60, 1, 1],
    ];
    for (const clock of scripts) {
      const { loop, invited } = await told();
      const had = world.sink().received.length - invited;
      let sent = 0;
      for (const before of clock) sent += await lookAt(loop, before);
      // At the end the debrief is less than an hour away.
      sent += await lookAt(loop, 1);
      assert.equal(sent, 4, clock.join(' '));
      await world.sink().wait(had + invited + 4);
    }
  });

  it('G7: two processes that look at the same time remind once', async () => {
    const { loop } = await told();
    const sent = await Promise.all([1, 2, 3, 4].map(() => lookAt(loop, 24 * 60)));
    assert.equal(
      sent.reduce((sum, one) => sum + one, 0),
      1,
    );
  });

  it('reminds nobody of what is cancelled', async () => {
    const { told: organisation, loop, invited } = await told();
    await world.cancel(organisation, loop.id);
    await world.sink().wait(2 * invited);
    await lookAt(loop, 30);
    const { db } = database.store();
    const reminders = await db
      .selectFrom('ledger_message')
      .select('id')
      .where('organisation_id', '=', organisation.organisation)
      .where('kind', '=', 'reminder')
      .execute();
    assert.deepEqual(reminders, []);
  });

  it('asks once more who has not answered, once, and only where answers come in at all', async () => {
    const { told: organisation, loop } = await told();
    await database
      .store()
      .db.updateTable('ledger_message')
      .set({ told_at: '2020-01-01T00:00:00Z' })
      .where('organisation_id', '=', organisation.organisation)
      .execute();
    assert.equal(await lookAt(loop, 3 * 24 * 60), 0);
    await database
      .store()
      .db.updateTable('session_invitation')
      .set({ response: 'accepted', responded_at: '2026-11-27T00:00:00Z' })
      .where('organisation_id', '=', organisation.organisation)
      .where('candidate_id', 'is not', null)
      .execute();
    const had = world.sink().received.length;
    assert.equal(await lookAt(loop, 3 * 24 * 60), 3);
    assert.equal(await lookAt(loop, 3 * 24 * 60), 0);
    await world.sink().wait(had + 3);
    assert.deepEqual(subjects(had), ['ada Can', 'ada Can', 'bob Can']);
    assert.match(world.sink().received.at(-1)?.raw ?? '', /method=REQUEST/i);
  });
});
