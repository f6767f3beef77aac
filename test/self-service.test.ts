/** What a candidate does by link: say times, ask for another day, cancel and take it back; each with a code from the mail. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { AgendaView } from '#contract/agenda.ts';
import type { DaySearchResult } from '#contract/day-search.ts';
import type { LoopView } from '#contract/loop.ts';
import type { OpeningView } from '#contract/opening.ts';
import { carryOutCancels } from '#usecases/loop/carry-out-cancels.ts';
import { forEachDatabase } from './databases.ts';
import { lastLetter, MAIL, tokenIn } from './links.ts';
import { selfServiceAt } from './self-service-steps.ts';
import { bookingAt, smallOrganisation, type Small } from './small-organisation.ts';
import { testServer, type Answer, type TestServer } from './web-server.ts';

function startOf(of: { readonly sessions: readonly { readonly start: string }[] } | undefined): number {
  return Date.parse(of?.sessions[0]?.start ?? '');
}

forEachDatabase('a candidate’s own part', (database) => {
  let server: TestServer;
  before(() => {
    server = testServer(database.store(), MAIL);
  });
  after(() => server.services.close());
  const { path, confirm, bestOf, only } = bookingAt(() => server);
  const { withEmail, daysFor, offer, linkOf, seen, state, sit, byLink, tooLate } = selfServiceAt(
    () => server,
    database.store,
  );

  const asked = async (): Promise<{ small: Small; id: string; link: string }> => {
    const small = await smallOrganisation(server);
    await withEmail(small, only(small));
    return { small, id: only(small), link: await linkOf(small, only(small)) };
  };
  const booked = async (): Promise<{ small: Small; id: string; agenda: string; loop: string }> => {
    const small = await smallOrganisation(server);
    await withEmail(small, only(small));
    const plan = await bestOf(small, only(small));
    const { agenda = '', id: loop } = (await confirm(small, only(small), plan, 'k')).json<LoopView>();
    return { small, id: only(small), agenda, loop };
  };
  const agendaOf = async (link: string): Promise<AgendaView> =>
    (await server.ask('POST', '/api/agenda/look', { body: { token: tokenIn(link) } })).json<AgendaView>();
  const statusOf = async (small: Small, loop: string): Promise<string> =>
    (await server.ask('GET', path(small, `loops/${loop}`))).json<LoopView>().status;
  const refused = (answer: Answer): string => answer.problem().code;

  it('says times, which the coordinator sees and the search goes by', async () => {
    const { small, id, link } = await asked();
    const letter = await lastLetter(server, database.store());
    assert.match(letter.text, /When can you come\?/);
    assert.ok(letter.text.includes(link));
    const cookie = await sit(link);
    const available = [{ start: `${small.day}T10:00:00+01:00`, end: `${small.day}T12:00:00+01:00` }];
    const said = await byLink('/api/scheduling/times', link, cookie, { available });
    assert.equal(said.status, 200, said.text);
    const opening = (await server.ask('GET', path(small, `openings/${small.opening}`))).json<OpeningView>();
    const [lee] = opening.applications;
    assert.notEqual(lee?.selfService?.saidAt, undefined);
    assert.equal(lee?.available.length, 1);
    const body = { from: small.day, to: small.day };
    const found = await server.ask('POST', path(small, `candidates/${id}/search`), { body });
    for (const { sessions } of found.json<DaySearchResult>().alternatives) {
      assert.ok((sessions[0]?.start ?? '') >= `${small.day}T10:00`);
    }
    // Whoever edits what they opened before is told.
    const change = { name: 'Lee', timeZone: 'UTC', available: [], version: 2 };
    const answer = await server.ask('PUT', path(small, `candidates/${id}`), { body: change });
    assert.equal(refused(answer), 'changed-meanwhile');
  });

  it('F13: times of a minute, of three years, in the past or far ahead are refused, and more than 60 changes an hour', async () => {
    const { link } = await asked();
    const cookie = await sit(link);
    const from = Temporal.Now.instant().add({ hours: 24 });
    const span = (start: Temporal.Instant, hours: number) => ({
      start: start.toString(),
      end: start.add({ minutes: Math.round(hours * 60) }).toString(),
    });
    const day = 24;
    for (const wrong of [
      span(from, 1 / 60),
      span(from, 3 * 365 * day),
      span(from.subtract({ hours: 10 * day }), 8),
      span(from.add({ hours: 600 * day }), 8),
      { start: from.toString(), end: from.toString() },
    ]) {
      const said = await byLink('/api/scheduling/times', link, cookie, { available: [wrong] });
      assert.equal(refused(said), 'faults', JSON.stringify(wrong));
    }
    const right = { available: [span(from, 8)] };
    const codes: number[] = [];
    for (let many = 0; many < 60; many += 1) {
      codes.push((await byLink('/api/scheduling/times', link, cookie, right)).status);
    }
    // The five above count.
    assert.equal(codes.filter((status) => status === 200).length, 55);
    assert.ok(codes.slice(55).every((status) => status === 429));
  });

  it('E2: a cancellation can be taken back for ten minutes; nobody is told and nothing is free before', async () => {
    const { small, agenda, loop } = await booked();
    const cookie = await sit(agenda);
    assert.equal(refused(await byLink('/api/link/cancel', agenda, '')), 'prove-it');
    const cancelled = await byLink('/api/link/cancel', agenda, cookie, { reason: 'other-offer' });
    const { undoUntil } = cancelled.json<{ undoUntil: string }>();
    const minutes = (Date.parse(undoUntil) - Date.now()) / 60_000;
    assert.ok(minutes > 5 && minutes <= 10.1, `${minutes}`);
    const letters = async (): Promise<number> =>
      (await database.store().db.selectFrom('outbox_message').select('id').execute()).length;
    const before = await letters();
    assert.equal(await carryOutCancels(server.services.context), 0);
    assert.equal(await statusOf(small, loop), 'confirmed');
    assert.deepEqual((await state(small, only(small))).changes, [], 'the coordinator hears nothing yet');
    const seenNow = await agendaOf(agenda);
    assert.ok(seenNow.is === 'open' && seenNow.undoUntil === undoUntil);
    assert.equal((await byLink('/api/link/undo', agenda, cookie)).status, 200);
    await tooLate();
    assert.equal(await carryOutCancels(server.services.context), 0);
    assert.equal(await statusOf(small, loop), 'confirmed');
    assert.equal(await letters(), before);
  });

  it('a cancellation that is not taken back frees everybody and tells them, once', async () => {
    const { small, agenda, loop } = await booked();
    const cookie = await sit(agenda);
    await byLink('/api/link/cancel', agenda, cookie, { words: 'I am sorry.' });
    await tooLate();
    const done = await Promise.all([
      carryOutCancels(server.services.context),
      carryOutCancels(server.services.context),
    ]);
    assert.equal(done[0] + done[1], 1);
    assert.equal(await statusOf(small, loop), 'cancelled');
    const { db } = database.store();
    const rows = await db
      .selectFrom('booking')
      .selectAll()
      .where('organisation_id', '=', small.organisation)
      .execute();
    assert.deepEqual(rows, []);
    assert.equal((await agendaOf(agenda)).is, 'ended');
    assert.equal(refused(await byLink('/api/link/undo', agenda, cookie)), 'not-found');
    const entries = await db
      .selectFrom('audit_entry')
      .select(['action', 'actor'])
      .where('organisation_id', '=', small.organisation)
      .orderBy('number', 'desc')
      .limit(1)
      .execute();
    assert.deepEqual(entries, [{ action: 'loop-cancelled', actor: 'candidate' }]);
  });

  it('asks for another day with a reason; the day stands until another is won by choosing from an offer', async () => {
    const { small, id, agenda, loop } = await booked();
    const cookie = await sit(agenda);
    const wish = { reason: 'travel', words: 'My train is late.', days: [small.day] };
    assert.equal((await byLink('/api/link/another-day', agenda, cookie, wish)).status, 200);
    const wrong = await byLink('/api/link/another-day', agenda, cookie, { reason: 'moved', days: [] });
    assert.equal(refused(wrong), 'faults');
    const [change] = (await state(small, id)).changes;
    assert.partialDeepStrictEqual(change, { what: 'another-day', ...wish, loop });
    const before = (await server.ask('GET', path(small, `loops/${loop}`))).json<LoopView>();
    const plans = (await daysFor(small, id)).slice(0, 3);
    assert.equal((await offer(small, id, plans)).status, 200);
    assert.equal(await statusOf(small, loop), 'confirmed');
    assert.deepEqual((await state(small, id)).changes, [], 'answered by the offer');
    const link = await linkOf(small, id);
    const view = await seen(link, cookie);
    const other = view.offer?.days.find((day) => startOf(day) !== startOf(before));
    const chosen = { offer: view.offer?.id, day: other?.number };
    const answer = await byLink('/api/scheduling/choose', link, cookie, chosen);
    assert.equal(answer.status, 200, answer.text);
    const moved = (await server.ask('GET', path(small, `loops/${loop}`))).json<LoopView>();
    assert.equal(moved.status, 'confirmed');
    assert.equal(startOf(moved), startOf(other));
    assert.equal((await agendaOf(agenda)).is, 'open', 'the link of the agenda stays the same');
    const held = await database
      .store()
      .db.selectFrom('booking')
      .select('offer_id')
      .where('organisation_id', '=', small.organisation)
      .execute();
    assert.equal(held.length, 5, 'the loop alone: two people, a room and the candidate, and the debrief');
    assert.ok(held.every(({ offer_id }) => offer_id === null));
  });

  it('F10: two coordinators move one loop: the second is told, and the first is kept', async () => {
    const { small, id, loop } = await booked();
    const days = (await daysFor(small, id)).slice(1, 3);
    const answers = await Promise.all(
      days.map((plan, index) =>
        server.ask('POST', path(small, `loops/${loop}/reschedule`), {
          body: { plan, reason: 'other', sequence: 0 },
          headers: { 'idempotency-key': `k${index}` },
        }),
      ),
    );
    assert.deepEqual(
      answers.map(({ status }) => status).toSorted((a, b) => a - b),
      [200, 409],
    );
    const second = answers.find(({ status }) => status === 409);
    assert.equal(second && refused(second), 'changed-meanwhile');
  });

  it('opens nothing of others, and ends with withdrawal, renewal and removal', async () => {
    const { small, id, link } = await asked();
    const other = await asked();
    const cookie = await sit(link);
    const said = await byLink('/api/scheduling/times', other.link, cookie, { available: [] });
    assert.equal(refused(said), 'prove-it', 'a sitting is for one candidate');
    assert.equal(refused(await byLink('/api/agenda/look', link, cookie)), 'not-found');
    assert.equal(refused(await byLink('/api/panel/look', link, cookie)), 'not-found');
    const renewed = await server.ask('POST', path(small, `candidates/${id}/scheduling-link`));
    const fresh = renewed.json<{ link: string }>().link;
    const lookAt = async (at: string): Promise<string> =>
      (await byLink('/api/scheduling/look', at, '')).json<{ is: string }>().is;
    assert.equal(await lookAt(link), 'ended');
    assert.equal(
      refused(await byLink('/api/scheduling/times', link, cookie, { available: [] })),
      'not-found',
    );
    assert.equal(await lookAt(fresh), 'open');
    assert.equal((await server.ask('DELETE', path(small, `candidates/${id}`))).status, 204);
    assert.equal(await lookAt(fresh), 'ended');
  });

  it('without mail the page says how to answer, and the coordinator answers for the candidate', async () => {
    const bare = testServer(database.store());
    const small = await smallOrganisation(bare);
    const steps = selfServiceAt(() => bare, database.store);
    const available = [{ start: `${small.day}T00:00:00+01:00`, end: `${small.day}T23:00:00+01:00` }];
    const body = { name: 'Lee', timeZone: 'UTC', available, version: 1 };
    (await bare.ask('PUT', path(small, `candidates/${only(small)}`), { body })).json();
    const made = await steps.offer(small, only(small), (await steps.daysFor(small, only(small))).slice(0, 2));
    assert.deepEqual(made.json(), { mailed: false });
    const view = await steps.seen(await steps.linkOf(small, only(small)));
    assert.equal(view.acting, 'not');
    const chosen = { offer: view.offer?.id, day: 2 };
    const answer = await bare.ask('POST', path(small, `candidates/${only(small)}/choose`), { body: chosen });
    assert.equal(answer.status, 200, answer.text);
    const state = await steps.state(small, only(small));
    assert.equal(state.offer, undefined);
    assert.equal(state.saidAt, undefined, 'the candidate has said nothing');
    assert.deepEqual(bare.errors, []);
    await bare.services.close();
  });

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});
