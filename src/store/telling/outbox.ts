/** Mail that waits to be sent. What is written here is written with what it tells of, or not at all. */
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Generated } from 'kysely';
import type { Instant } from '#domain/planning/loop-problem.ts';
import { inParts } from '#store/database/parts.ts';
import type { Database } from '#store/schema.ts';

/** See the migration `mail`. */
export type OutboxTable = {
  id: string;
  organisation_id: string | null;
  about: string;
  content: string | null;
  made_at: Generated<Instant>;
  expires_at: Instant;
  attempts: Generated<number>;
  next_at: Generated<Instant | null>;
  problem: string | null;
  sent_at: Instant | null;
};

export type NewMessage = {
  readonly id: string;
  /** Absent for mail of accounts. */
  readonly organisation?: string;
  readonly about: string;
  readonly content: string;
  /** It is not sent before so long: until then it can be withdrawn without anybody having seen it. */
  readonly after?: number;
  /** It is not sent any more so long after that. */
  readonly minutes: number;
};

/** One that this worker is to send now; `attempts` counts this one too. */
export type DueMessage = { readonly id: string; readonly attempts: number; readonly content: string };

export type Outbox = {
  /** Each takes the place of one about the same that waits. */
  add(...messages: readonly NewMessage[]): Promise<void>;
  /** What waits about these is not sent any more. */
  withdraw(...abouts: readonly string[]): Promise<void>;
};

export type OutboxWork = Outbox & {
  /**
   * Takes one that is due out of the others' way for so many minutes. Whoever is killed meanwhile has perhaps sent it:
   * it is sent again after that time, under the same Message-ID.
   */
  claim(minutes: number): Promise<DueMessage | undefined>;
  /** Its content is taken away. */
  sent(message: DueMessage): Promise<void>;
  /** To be tried again in so many minutes, or never; not after its time either. */
  failed(message: DueMessage, problem: string, minutes?: number): Promise<void>;
};

const KEPT = '30 days';

/** What is told of a loop stands in the ledger too, and there for good: every change here is told there (`done`: the rows changed). */
const toLedger = (state: RawBuilder<unknown>) => sql`
  update ledger_message m set attempts = done.attempts, problem = done.problem,
    told_at = coalesce(done.sent_at, m.told_at), state = ${state}
  from done where m.id = done.id`;

export function outboxIn(db: Kysely<Database>): OutboxWork {
  const withdraw = async (...abouts: readonly string[]): Promise<void> => {
    if (abouts.length === 0) return;
    await sql`with done as (
        update outbox_message set content = null, next_at = null, problem = 'withdrawn'
        where about = any(${[...abouts]}) and next_at is not null
        returning id, attempts, problem, sent_at)
      ${toLedger(sql`'withdrawn'`)}`.execute(db);
  };
  return {
    withdraw,
    add: async (...messages) => {
      await withdraw(...messages.map(({ about }) => about));
      await inParts(messages, (part) => insert(db, part));
    },
    ...workIn(db),
  };
}

async function insert(db: Kysely<Database>, messages: readonly NewMessage[]): Promise<void> {
  const column = <T>(of: (message: NewMessage) => T): T[] => messages.map(of);
  const after = column((message) => message.after ?? 0);
  await sql`
    insert into outbox_message (id, organisation_id, about, content, next_at, expires_at)
    select id, organisation, about, content, now() + after * interval '1 minute',
      now() + (after + minutes) * interval '1 minute'
    from unnest(${column(({ id }) => id)}::uuid[], ${column(({ organisation }) => organisation ?? null)}::uuid[],
      ${column(({ about }) => about)}::text[], ${column(({ content }) => content)}::text[],
      ${after}::float[], ${column(({ minutes }) => minutes)}::float[])
      as message (id, organisation, about, content, after, minutes)`.execute(db);
}

function workIn(db: Kysely<Database>): Omit<OutboxWork, keyof Outbox> {
  return {
    claim: async (minutes) => {
      await sql`with done as (
          update outbox_message set content = null, next_at = null, problem = coalesce(problem, 'too late')
          where next_at is not null and expires_at <= now()
          returning id, attempts, problem, sent_at)
        ${toLedger(sql`'dead'`)}`.execute(db);
      await sql`delete from outbox_message
        where next_at is null and made_at < now() - ${KEPT}::interval`.execute(db);
      const { rows } = await sql<DueMessage>`
        with done as (
          update outbox_message set attempts = attempts + 1, next_at = now() + ${`${minutes} minutes`}::interval
          where id = (
            select id from outbox_message where next_at <= now()
            order by next_at, id for update skip locked limit 1
          )
          returning id, attempts, content, problem, sent_at),
        kept as (${toLedger(sql`m.state`)})
        select id, attempts, content from done`.execute(db);
      return rows[0];
    },
    // Only by whoever claimed it last: a worker that was slow says nothing about a later attempt.
    sent: async ({ id, attempts }) => {
      await sql`with done as (
          update outbox_message set content = null, next_at = null, problem = null, sent_at = now()
          where id = ${id} and attempts = ${attempts}
          returning id, attempts, problem, sent_at)
        ${toLedger(sql`'sent'`)}`.execute(db);
    },
    failed: async ({ id, attempts }, problem, minutes) => {
      const again =
        minutes === undefined ? sql`null::timestamptz` : sql`now() + ${`${minutes} minutes`}::interval`;
      await sql`with done as (
          update outbox_message set problem = ${problem},
            next_at = case when ${again} < expires_at then ${again} end,
            content = case when ${again} < expires_at then content end
          where id = ${id} and attempts = ${attempts} and next_at is not null
          returning id, attempts, problem, sent_at, next_at)
        ${toLedger(sql`case when done.next_at is null then 'dead' else m.state end`)}`.execute(db);
    },
  };
}
