/** Days offered to a candidate: held for them, against everybody else, and booked as a whole or not at all. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { LoopView } from '#contract/loop.ts';
import type { OpeningView } from '#contract/opening.ts';
import { sweepHolds } from '#usecases/self-service/sweep-holds.ts';
import { forEachDatabase } from './databases.ts';
import { lastLetter, MAIL } from './links.ts';
import { selfServiceAt } from './self-service-steps.ts';
import { bookingAt, search, smallOrganisation, type Small } from './small-organisation.ts';
import { testServer, type TestServer } from './web-server.ts';

function startOf(of: { readonly sessions: readonly { readonly start: string }[] } | undefined): string {
  return of?.sessions[0]?.start ?? '';
}

forEachDatabase('days offered to a candidate', (database) => {
  let server: TestServer;
  before(() => {
    server = testServer(database.store(), MAIL);
  });
  after(() => server.services.close());
  const { path, confirm, bestOf } = bookingAt(() => server);
  const steps = selfServiceAt(() => server, database.store);
  const { withEmail, daysFor, offer, linkOf, seen, state, sit, byLink, lapse } = steps;

  const twoOf = async (): Promise<{ small: Small; lee: string; kim: string }> => {
    const small = await smallOrganisation(server, ['Lee', 'Kim']);
    const [lee, kim] = small.candidates.map(({ id }) => id);
    assert.ok(lee && kim);
    await withEmail(small, lee);
    return { small, lee, kim };
  };
  const bookings = async (small: Small): Promise<{ held: number; booked: number }> => {
    const rows = await database
      .store()
      .db.selectFrom('booking')
      .select('offer_id')
      .where('organisation_id', '=', small.organisation)
      .execute();
    const held = rows.filter(({ offer_id }) => offer_id !== null).length;
    return { held, booked: rows.length - held };
  };
  const loopOf = async (small: Small, id: string): Promise<LoopView | undefined> => {
    const opening = (await server.ask('GET', path(small, `openings/${small.opening}`))).json<OpeningView>();
    const loop = opening.applications.find((one) => one.id === id)?.loop;
    return loop && (await server.ask('GET', path(small, `loops/${loop.id}`))).json<LoopView>();
  };

  it('are mailed with the link, seen in the candidate’s words, chosen by them and booked; the rest is free again', async () => {
    const { small, lee } = await twoOf();
    const plans = (await daysFor(small, lee)).slice(0, 3);
    const made = await offer(small, lee, plans, { note: 'We look forward to it.' });
    assert.deepEqual(made.json(), { mailed: true });
    const letter = await lastLetter(server, database.store());
    assert.equal(letter.to, 'lee@example.org');
    assert.match(letter.text, /We look forward to it\./);
    const link = /\/scheduling#[\w-]{43}/.exec(letter.text)?.[0] ?? assert.fail(letter.text);
    assert.ok((await bookings(small)).held > 0);

    const view = await seen(link);
    assert.equal(view.offer?.days.length, 3);
    assert.equal(view.acting, 'code');
    assert.ok(!JSON.stringify(view).includes(small.ada.id), 'no ids');
    assert.ok(!JSON.stringify(view).includes('Debrief'));
    assert.notEqual((await state(small, lee)).offer?.seenAt, undefined);

    const day = view.offer.days[1];
    assert.ok(day);
    const chosen = { offer: view.offer.id, day: day.number };
    assert.equal((await byLink('/api/scheduling/choose', link, '', chosen)).problem().code, 'prove-it');
    const cookie = await sit(link);
    const answer = await byLink('/api/scheduling/choose', link, cookie, chosen);
    assert.equal(answer.status, 200, answer.text);
    const loop = await loopOf(small, lee);
    assert.equal(Date.parse(startOf(loop)), Date.parse(startOf(day)));
    assert.equal((await bookings(small)).held, 0);
    assert.equal((await state(small, lee)).offer, undefined);
    const booked = await seen(link, cookie);
    assert.match(booked.booked?.agenda ?? '', /^\/agenda#/);
    assert.equal((await seen(link)).booked?.agenda, undefined);
  });

  it('stand against others’ bookings, and searches say for whom and until when', async () => {
    const { small, lee, kim } = await twoOf();
    const plan = await bestOf(small, lee);
    await offer(small, lee, [plan]);
    const refused = (await confirm(small, kim, plan, 'kim')).problem();
    assert.equal(refused.code, 'taken');
    assert.match(refused.detail, /is held for Lee until \w+ \d+ \w+, \d\d:\d\d, from/);
    const found = await search(server, small, kim);
    assert.ok(
      found.held.some((line) => /^Ada, .* held for Lee until \w+day/.test(line)),
      JSON.stringify(found.held),
    );
    const again = await search(server, small, lee);
    assert.deepEqual(again.held, [], 'her own hold is no obstacle to her');
    assert.deepEqual((await bookings(small)).booked, 0);
  });

  it('may take the same person at overlapping times within one offer', async () => {
    const { small, lee } = await twoOf();
    const plan = await bestOf(small, lee);
    const later = {
      sessions: plan.sessions.map((session) => {
        const by = (instant: string): string =>
          Temporal.Instant.from(instant).add({ minutes: 15 }).toString();
        return { ...session, start: by(session.start), end: by(session.end) };
      }),
    };
    assert.equal((await offer(small, lee, [plan, later])).status, 200);
    const { rows } = { rows: await database.store().db.selectFrom('booking').selectAll().execute() };
    const ada = rows.filter(({ resource_id }) => resource_id === small.ada.id);
    assert.equal(ada.length, 1, 'one hold for both');
  });

  it('F5: the hold expires while the candidate presses: either, never both, with a clear text', async () => {
    const { small, lee, kim } = await twoOf();
    const plan = await bestOf(small, lee);
    await offer(small, lee, [plan]);
    const link = await linkOf(small, lee);
    const cookie = await sit(link);
    const view = await seen(link);
    await lapse(lee);
    const chosen = { offer: view.offer?.id, day: 1 };
    const [late, rival] = await Promise.all([
      byLink('/api/scheduling/choose', link, cookie, chosen),
      confirm(small, kim, plan, 'kim'),
    ]);
    assert.match(late.problem().detail, /time to choose is over, so nothing was booked/);
    assert.equal(rival.status, 200, rival.text);
    await sweepHolds(server.services.context);
    assert.equal((await bookings(small)).held, 0);
    assert.equal((await seen(link)).offer?.over, true);
  });

  it('F4: two lapsed offers of one hour, prolonged at once: one is held, the other is told', async () => {
    const { small, lee, kim } = await twoOf();
    const plan = await bestOf(small, lee);
    await offer(small, lee, [plan]);
    await lapse(lee);
    await offer(small, kim, [plan]);
    await lapse(kim);
    const prolong = (id: string): Promise<{ status: number; text: string }> =>
      server.ask('PUT', path(small, `candidates/${id}/offer`), { body: { hours: 24 } });
    const answers = await Promise.all([prolong(lee), prolong(kim)]);
    assert.deepEqual(
      answers.map(({ status }) => status).toSorted((a, b) => a - b),
      [200, 409],
    );
    assert.match(answers.find(({ status }) => status === 409)?.text ?? '', /is held for (Lee|Kim) until/);
  });

  it('F9: the button pressed five times books once and mails once', async () => {
    const { small, lee } = await twoOf();
    await offer(small, lee, (await daysFor(small, lee)).slice(0, 2));
    const link = await linkOf(small, lee);
    const cookie = await sit(link);
    const view = await seen(link);
    const chosen = { offer: view.offer?.id, day: 1 };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => byLink('/api/scheduling/choose', link, cookie, chosen)),
    );
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
    for (const answer of answers.filter(({ status }) => status !== 200)) {
      assert.match(answer.problem().detail, /A day is booked already/);
    }
    const loops = await database
      .store()
      .db.selectFrom('loop')
      .select('id')
      .where('organisation_id', '=', small.organisation)
      .execute();
    assert.equal(loops.length, 1);
  });

  it('are withdrawn and prolonged, and end when the coordinator confirms another plan', async () => {
    const { small, lee } = await twoOf();
    const plans = await daysFor(small, lee);
    await offer(small, lee, plans.slice(0, 2));
    const at = path(small, `candidates/${lee}/offer`);
    const before = (await state(small, lee)).offer?.heldUntil ?? '';
    assert.equal((await server.ask('PUT', at, { body: { hours: 200 } })).status, 200);
    assert.ok(((await state(small, lee)).offer?.heldUntil ?? '') > before);
    assert.equal((await server.ask('DELETE', at)).status, 204);
    assert.deepEqual(await bookings(small), { held: 0, booked: 0 });
    await offer(small, lee, plans.slice(0, 2));
    assert.equal((await confirm(small, lee, plans[0], 'other')).status, 200);
    assert.equal((await bookings(small)).held, 0);
    assert.equal((await state(small, lee)).offer, undefined);
  });

  it('F6: another day for a loop that stands is won whole, or the old one stays whole', async () => {
    const { small, lee, kim } = await twoOf();
    const [first, second] = await daysFor(small, lee);
    assert.ok(first && second);
    const loop = (await confirm(small, lee, first, 'first')).json<LoopView>();
    const move = (plan: typeof first, key: string): ReturnType<TestServer['ask']> =>
      server.ask('POST', path(small, `loops/${loop.id}/reschedule`), {
        body: { plan, reason: 'asked-by-candidate' },
        headers: { 'idempotency-key': key },
      });
    assert.equal((await confirm(small, kim, second, 'kim')).status, 200);
    assert.equal((await move(second, 'a')).problem().code, 'taken');
    const still = (await loopOf(small, lee))?.sessions[0]?.start ?? '';
    assert.equal(Date.parse(still), Date.parse(first.sessions[0]?.start ?? ''));
    const third = (await daysFor(small, lee)).find(
      ({ sessions }) => sessions[0]?.start !== first.sessions[0]?.start,
    );
    assert.ok(third);
    const moved = (await move(third, 'b')).json<LoopView>();
    assert.equal(moved.id, loop.id);
    // Nobody's old booking stays behind: the first day can be had by somebody else.
    const rows = await database
      .store()
      .db.selectFrom('booking')
      .select('session_id')
      .where('organisation_id', '=', small.organisation)
      .execute();
    assert.equal(new Set(rows.map(({ session_id }) => session_id)).size, 4, 'two loops of two sessions');
  });

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});
