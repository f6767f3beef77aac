/** Holds and bookings against a model of them: whatever is offered, lapses, is chosen, moved and cancelled, and in what order. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, it } from 'node:test';
import fc from 'fast-check';
import { sql, type Kysely, type Transaction } from 'kysely';
import { heldTimes } from '#domain/loop/offer.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { deleteBookings, insertBookings, lockResources, type Booking } from '#store/loops/bookings.ts';
import { offersIn } from '#store/loops/offers.ts';
import type { Database } from '#store/schema.ts';
import { inTransaction } from '#store/database/transaction.ts';
import { forEachDatabase } from './databases.ts';
import {
  CANDIDATES,
  history,
  meet,
  PEOPLE,
  type Command,
  type Plan,
  type Wanted,
} from './holds-histories.ts';

/** What each candidate has: days on offer, whose time may be over, and what is booked. */
type Standing = {
  readonly offer?: { readonly plans: readonly Plan[]; readonly over: boolean };
  readonly booked?: Plan;
};

function lapsed({ offer }: Pick<Standing, 'offer'>): Pick<Standing, 'offer'> {
  return offer === undefined ? {} : { offer: { ...offer, over: true } };
}

function dayOf(offer: Standing['offer'], day: number): Plan {
  return offer?.plans[day] ?? [];
}

/** Whether others leave these times free, by the model. */
function isFree(model: readonly Standing[], own: number, plans: readonly Plan[]): boolean {
  return model.every((standing, index) => {
    if (index === own) return true;
    const taken = [
      ...(standing.booked === undefined ? [] : [standing.booked]),
      ...(standing.offer?.over === false ? standing.offer.plans : []),
    ];
    return taken.every((one) => plans.every((mine) => !meet(one, mine)));
  });
}

forEachDatabase('holds and bookings', (database) => {
  const organisation = randomUUID();
  const people = Array.from({ length: PEOPLE }, () => randomUUID());
  let applications: string[] = [];
  const db = (): Kysely<Database> => database.store().db;

  before(async () => {
    const opening = randomUUID();
    await sql`insert into organisation (id, name, time_zone, sample, created_at)
      values (${organisation}, 'Own', 'UTC', false, now())`.execute(db());
    await sql`insert into opening (organisation_id, id, title, time_zone, created_at)
      values (${organisation}, ${opening}, 'Engineer', 'UTC', now())`.execute(db());
    applications = Array.from({ length: CANDIDATES }, () => randomUUID());
    for (const id of applications) {
      await sql`insert into candidate (organisation_id, id, name, time_zone)
        values (${organisation}, ${id}, 'Lee', 'UTC')`.execute(db());
      await sql`insert into application (organisation_id, id, opening_id, candidate_id, added_at)
        values (${organisation}, ${id}, ${opening}, ${id}, now())`.execute(db());
    }
  });

  const taken = ({ person, from, length }: Wanted): Booking => ({
    organisationId: organisation,
    resourceKind: 'person',
    resourceId: people[person] ?? '',
    sessionId: randomUUID(),
    from: instantAt(from),
    to: instantAt(from + length),
  });

  /** The sessions that each candidate's loop has. */
  let sessions: Map<number, readonly string[]>;

  const book = async (tx: Transaction<Database>, own: number, of: Plan): Promise<Result<null, 'taken'>> => {
    await deleteBookings(tx, organisation, sessions.get(own) ?? []);
    const rows = of.map(taken);
    if ((await insertBookings(tx, rows)).length > 0) return refuse('taken');
    mine.set(
      own,
      rows.map(({ sessionId }) => sessionId),
    );
    return ok(null);
  };
  /** What a transaction would have; kept when it is done. */
  let mine = new Map<number, readonly string[]>();

  type Done = Promise<Result<null, 'taken' | 'none'>>;

  const offerTo = async (tx: Transaction<Database>, application: string, plans: readonly Plan[]): Done => {
    const offers = offersIn(tx);
    await offers.end(organisation, application, 'ended');
    const id = randomUUID();
    const stored = { id, application, plans: plans.map(() => ({ sessions: [] })), hours: 24 };
    await offers.insert(organisation, { ...stored, at: '2026-11-23T12:00:00Z' });
    const holds = heldTimes(plans.flat().map(taken)).map((time) => ({
      ...time,
      organisationId: organisation,
      sessionId: randomUUID(),
      offerId: id,
    }));
    return (await insertBookings(tx, holds)).length === 0 ? ok(null) : refuse('taken');
  };
  const choose = async (tx: Transaction<Database>, own: number, day: number): Done => {
    const offers = offersIn(tx);
    const application = applications[own] ?? '';
    const offer = await offers.open(organisation, application);
    const chosen = model[own]?.offer?.plans[day];
    if (offer === undefined || offer.over || chosen === undefined) return refuse('none');
    await offers.end(organisation, application, 'chosen');
    return book(tx, own, chosen);
  };
  const lapse = async (tx: Transaction<Database>, application: string): Done => {
    await sql`update offer set held_until = now() - interval '1 second'
      where organisation_id = ${organisation} and application_id = ${application}`.execute(tx);
    return ok(null);
  };
  const cancel = async (tx: Transaction<Database>, own: number): Done => {
    await deleteBookings(tx, organisation, sessions.get(own) ?? []);
    mine.set(own, []);
    return ok(null);
  };

  /** As the use cases do it. */
  const act = async (tx: Transaction<Database>, one: Command): Done => {
    const application = applications[one.candidate] ?? '';
    const end = (): Promise<boolean> => offersIn(tx).end(organisation, application, 'ended');
    await lockResources(tx, organisation, [application, ...people]);
    switch (one.do) {
      case 'offer':
        return offerTo(tx, application, one.plans);
      case 'choose':
        return choose(tx, one.candidate, one.day);
      case 'withdraw':
        return (await end()) ? ok(null) : refuse('none');
      case 'lapse':
        return lapse(tx, application);
      case 'cancel':
        return cancel(tx, one.candidate);
      case 'book':
      case 'move':
        if ((one.do === 'move') !== (model[one.candidate]?.booked !== undefined)) return refuse('none');
        await end();
        return book(tx, one.candidate, one.plan);
    }
  };

  /** Answers whether it was done. */
  const run = async (one: Command): Promise<boolean> => {
    mine = new Map();
    const done = await inTransaction(db(), (tx) => act(tx, one));
    if (done.ok) for (const [own, ids] of mine) sessions.set(own, ids);
    return done.ok;
  };
  let model: Standing[];

  const mayOffer = (own: number, plans: readonly Plan[]): boolean => {
    const { booked = [] } = model[own] ?? {};
    return isFree(model, own, plans) && plans.every((each) => !meet(each, booked));
  };

  /** Whether another one's offer, whose time is over, was for what this takes. */
  const meetsLapsed = (one: Command): boolean => {
    const plans = one.do === 'offer' ? one.plans : one.do === 'book' || one.do === 'move' ? [one.plan] : [];
    return model.some(
      ({ offer }, own) =>
        own !== one.candidate &&
        offer?.over === true &&
        offer.plans.some((day) => plans.some((each) => meet(day, each))),
    );
  };

  /** Whether it is to be done, by the model. */
  const expected = (one: Command): boolean => {
    const { offer, booked } = model[one.candidate] ?? {};
    switch (one.do) {
      case 'offer':
        return mayOffer(one.candidate, one.plans);
      case 'choose':
        return offer?.over === false && offer.plans[one.day] !== undefined;
      case 'withdraw':
        return offer !== undefined;
      case 'book':
      case 'move':
        return (one.do === 'move') === (booked !== undefined) && isFree(model, one.candidate, [one.plan]);
      case 'lapse':
      case 'cancel':
        return true;
    }
  };

  /** What the candidate has once it is done. */
  const after = (one: Command): Standing => {
    const { offer, booked } = model[one.candidate] ?? {};
    const stays = booked === undefined ? {} : { booked };
    const offered = offer === undefined ? {} : { offer };
    switch (one.do) {
      case 'offer':
        return { ...stays, offer: { plans: one.plans, over: false } };
      case 'choose':
        return { booked: dayOf(offer, one.day) };
      case 'withdraw':
        return stays;
      case 'lapse':
        return { ...stays, ...lapsed(offered) };
      case 'cancel':
        return offered;
      case 'book':
      case 'move':
        return { booked: one.plan };
    }
  };

  const runs = database.kind === 'server' ? 60 : 25;
  it(`F5, F6, G3: ${runs} random histories are as the model of them says, and nobody is ever taken twice`, async (t) => {
    const outcomes = { done: 0, refused: 0, overLapsed: 0 };
    await fc.assert(
      fc.asyncProperty(history, async (commands) => {
        await sql`delete from booking where organisation_id = ${organisation}`.execute(db());
        await sql`delete from offer where organisation_id = ${organisation}`.execute(db());
        model = Array.from({ length: CANDIDATES }, () => ({}));
        sessions = new Map();
        for (const one of commands) {
          const done = await run(one);
          outcomes[done ? 'done' : 'refused'] += 1;
          if (done && meetsLapsed(one)) outcomes.overLapsed += 1;
          assert.equal(done, expected(one), JSON.stringify(one));
          if (done) model[one.candidate] = after(one);
        }
        await holdsAsModelled();
      }),
      { numRuns: runs },
    );
    t.diagnostic(JSON.stringify(outcomes));
    assert.ok(outcomes.done > 0 && outcomes.refused > 0);
    assert.ok(outcomes.overLapsed >= runs / 2, 'few came upon a hold that was over');
  });

  /** What is booked is exactly what the model has; what is held and not over is what its offers take. */
  async function holdsAsModelled(): Promise<void> {
    const { rows } = await sql<{ held: boolean; id: string; from: string; to: string }>`
      select b.offer_id is not null as held, resource_id as id, lower(span) as "from", upper(span) as "to"
      from booking b left join offer o on o.organisation_id = b.organisation_id and o.id = b.offer_id
      where b.organisation_id = ${organisation} and coalesce(o.held_until > now(), true)`.execute(db());
    const found = rows.map(({ held, id, from, to }) => `${held} ${id} ${from} ${to}`).toSorted();
    const told = model.flatMap(({ offer, booked = [] }) => [
      ...booked.map((one) => ({ held: false, ...taken(one) })),
      ...heldTimes(offer?.over === false ? offer.plans.flat().map(taken) : []).map((one) => ({
        held: true,
        ...one,
      })),
    ]);
    const due = told.map(({ held, resourceId, from, to }) => `${held} ${resourceId} ${from} ${to}`);
    assert.deepEqual(found, due.toSorted());
  }
});

function instantAt(quarter: number): string {
  return Temporal.Instant.from('2026-12-07T09:00:00Z')
    .add({ minutes: quarter * 15 })
    .toString();
}
