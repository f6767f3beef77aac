/** Days offered to candidates, and what is held for them. An offer is over by the database's clock. */
import { sql, type Kysely } from 'kysely';
import type { Instant, Interval } from '#domain/planning/loop-problem.ts';
import type { Engagement } from '#domain/loop/loop.ts';
import type { Offer, OfferSummary } from '#domain/loop/offer.ts';
import type { PlanChoice } from '#domain/planning/plan-choice.ts';
import { withoutNulls } from '#store/database/nulls.ts';
import type { Database } from '#store/schema.ts';

export type NewOffer = {
  readonly id: string;
  readonly application: string;
  readonly plans: readonly PlanChoice[];
  readonly note?: string;
  readonly at: Instant;
  /** How long it holds, from now. */
  readonly hours: number;
};

/** Whom a hold is for, and until when. */
export type HeldFor = { readonly offer: string; readonly candidate: string; readonly until: Instant };

export type Offers = {
  /** The one that was not answered, withdrawn or replaced; its time may be over. */
  open(organisation: string, application: string): Promise<Offer | undefined>;
  /** Whether it was ever made to them. */
  made(organisation: string, application: string, offer: string): Promise<boolean>;
  /** Of an opening's candidates, by application. */
  ofOpening(organisation: string, opening: string): Promise<ReadonlyMap<string, OfferSummary>>;
  /** What offers hold within the span, but for those to these applications. */
  held(organisation: string, span: Interval, but: readonly string[]): Promise<Engagement[]>;
  heldFor(organisation: string, offers: readonly string[]): Promise<HeldFor[]>;
  insert(organisation: string, offer: NewOffer): Promise<void>;
  prolong(organisation: string, id: string, hours: number): Promise<void>;
  /** Answered, or given up; what it held is free from then on. False when there was none. */
  end(organisation: string, application: string, status: 'chosen' | 'ended'): Promise<boolean>;
  /** Frees what it holds and leaves it as it is. */
  free(organisation: string, id: string): Promise<void>;
  /** The candidate looked at it; the first time is kept. */
  seen(organisation: string, id: string, at: Instant): Promise<void>;
};

export function offersIn(db: Kysely<Database>): Offers {
  return {
    open: (organisation, application) => open(db, organisation, application),
    made: async (organisation, application, offer) => {
      const row = await db
        .selectFrom('offer')
        .select('id')
        .where('organisation_id', '=', organisation)
        .where('application_id', '=', application)
        .where('id', '=', offer)
        .executeTakeFirst();
      return row !== undefined;
    },
    ofOpening: (organisation, opening) => ofOpening(db, organisation, opening),
    held: (organisation, span, but) => held(db, organisation, { span, but }),
    heldFor: (organisation, offers) => heldFor(db, organisation, offers),
    insert: (organisation, offer) => insert(db, organisation, offer),
    prolong: async (organisation, id, hours) => {
      await sql`update offer set held_until = ${fullHour(hours)}
        where organisation_id = ${organisation} and id = ${id}`.execute(db);
    },
    end: async (organisation, application, status) => {
      const ended = await db
        .updateTable('offer')
        .set({ status })
        .where('organisation_id', '=', organisation)
        .where('application_id', '=', application)
        .where('status', '=', 'open')
        .returning('id')
        .execute();
      for (const { id } of ended) await free(db, organisation, id);
      return ended.length > 0;
    },
    free: (organisation, id) => free(db, organisation, id),
    seen: async (organisation, id, at) => {
      await db
        .updateTable('offer')
        .set({ seen_at: at })
        .where('organisation_id', '=', organisation)
        .where('id', '=', id)
        .where('seen_at', 'is', null)
        .execute();
    },
  };
}

/** Whether its time is over, by a clock that goes on within a transaction: whoever waited for a lock looks anew. */
const over = sql<boolean>`o.held_until <= clock_timestamp()`;

async function open(
  db: Kysely<Database>,
  organisation: string,
  application: string,
): Promise<Offer | undefined> {
  const row = await db
    .selectFrom('offer as o')
    .select(['o.id', 'o.note', 'o.made_at as madeAt', 'o.held_until as heldUntil', 'o.seen_at as seenAt'])
    .select(over.as('over'))
    .where('o.organisation_id', '=', organisation)
    .where('o.application_id', '=', application)
    .where('o.status', '=', 'open')
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const days = await db
    .selectFrom('offer_day')
    .select(['number', 'plan'])
    .where('organisation_id', '=', organisation)
    .where('offer_id', '=', row.id)
    .orderBy('number')
    .execute();
  const { note, seenAt, ...rest } = row;
  return { ...rest, application, ...withoutNulls({ note, seenAt }), days };
}

async function ofOpening(
  db: Kysely<Database>,
  organisation: string,
  opening: string,
): Promise<ReadonlyMap<string, OfferSummary>> {
  const rows = await db
    .selectFrom('offer as o')
    .innerJoin('application as a', (join) =>
      join.onRef('a.organisation_id', '=', 'o.organisation_id').onRef('a.id', '=', 'o.application_id'),
    )
    .select(['a.id as application', 'o.held_until as heldUntil', 'o.seen_at as seenAt', over.as('over')])
    .select(
      sql<number>`(select count(*)::integer from offer_day d
        where d.organisation_id = o.organisation_id and d.offer_id = o.id)`.as('days'),
    )
    .where('o.organisation_id', '=', organisation)
    .where('a.opening_id', '=', opening)
    .where('o.status', '=', 'open')
    .execute();
  return new Map(
    rows.map(({ application, seenAt, ...row }) => [application, { ...row, ...withoutNulls({ seenAt }) }]),
  );
}

async function held(
  db: Kysely<Database>,
  organisation: string,
  { span, but }: { readonly span: Interval; readonly but: readonly string[] },
): Promise<Engagement[]> {
  type Row = Pick<Engagement, 'session' | 'start' | 'end' | 'site'> & {
    readonly kind: 'person' | 'room' | 'candidate';
    readonly id: string;
    readonly application: string;
    readonly name: string;
    readonly until: Instant;
  };
  const { rows } = await sql<Row>`
    select b.session_id as session, b.resource_kind as kind, b.resource_id as id,
      lower(b.span) as start, upper(b.span) as "end", r.site, a.id as application, c.name, o.held_until as until
    from booking b
      join offer o on o.organisation_id = b.organisation_id and o.id = b.offer_id
      join application a on a.organisation_id = o.organisation_id and a.id = o.application_id
      join candidate c on c.organisation_id = a.organisation_id and c.id = a.candidate_id
      left join room r on r.organisation_id = b.organisation_id and r.id = b.resource_id
    where b.organisation_id = ${organisation} and o.held_until > clock_timestamp()
      and upper(b.span) > greatest(${span.start}::timestamptz, now()) and lower(b.span) < ${span.end}
      and a.id <> all(${[...but]}::uuid[])
    order by lower(b.span), b.session_id`.execute(db);
  return rows.map(({ session, kind, id, start, end, site, application, name, until }) => ({
    session,
    loops: [],
    start,
    end,
    kind: 'individual',
    candidates: kind === 'candidate' ? [id] : [],
    people: kind === 'person' ? [id] : [],
    room: kind === 'room' ? id : null,
    site,
    held: { application, name, until },
  }));
}

function heldFor(db: Kysely<Database>, organisation: string, offers: readonly string[]): Promise<HeldFor[]> {
  if (offers.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('offer as o')
    .innerJoin('application as a', (join) =>
      join.onRef('a.organisation_id', '=', 'o.organisation_id').onRef('a.id', '=', 'o.application_id'),
    )
    .innerJoin('candidate as c', (join) =>
      join.onRef('c.organisation_id', '=', 'a.organisation_id').onRef('c.id', '=', 'a.candidate_id'),
    )
    .select(['o.id as offer', 'c.name as candidate', 'o.held_until as until'])
    .where('o.organisation_id', '=', organisation)
    .where('o.id', 'in', offers)
    .execute();
}

async function insert(
  db: Kysely<Database>,
  organisation: string,
  { id, application, plans, note, at, hours }: NewOffer,
): Promise<void> {
  await sql`insert into offer (organisation_id, id, application_id, status, note, made_at, held_until)
    values (${organisation}, ${id}, ${application}, 'open', ${note ?? null}, ${at}, ${fullHour(hours)})`.execute(
    db,
  );
  const rows = plans.map((plan, index) => ({
    organisation_id: organisation,
    offer_id: id,
    number: index + 1,
    plan: JSON.stringify(plan),
  }));
  await db.insertInto('offer_day').values(rows).execute();
}

/** So many hours from now, up to the next full one: people are told a time that they can keep in mind. */
function fullHour(hours: number): ReturnType<typeof sql<Instant>> {
  return sql<Instant>`date_trunc('hour', clock_timestamp() + ${`${hours} hours`}::interval + interval '59 minutes 59 seconds')`;
}

async function free(db: Kysely<Database>, organisation: string, offer: string): Promise<void> {
  await db
    .deleteFrom('booking')
    .where('organisation_id', '=', organisation)
    .where('offer_id', '=', offer)
    .execute();
}
