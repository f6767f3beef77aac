/** Mail that came in: whose invitation it is about, what it changes there, and what is kept of it. */
import { sql, type Kysely } from 'kysely';
import type { AskedInvitation, Answered, GivenResponse } from '#domain/telling/answers.ts';
import type { DeliveryReport } from '#domain/telling/incoming-mail.ts';
import type { KeptKind, KeptMail, MailEffect } from '#domain/telling/kept-mail.ts';
import type { InvitationOf, Response } from '#domain/telling/ledger.ts';
import type { Instant } from '#domain/planning/loop-problem.ts';
import { canonicalEmail } from '#domain/account/email.ts';
import type { IncomingTables } from './incoming-tables.ts';
import { invitationOf } from './ledger.ts';
import { withoutNulls } from '#store/database/nulls.ts';
import type { Database } from '#store/schema.ts';

/** Where an invitation lies: of several organisations one mailbox may read. */
export type InvitationKey = { readonly organisation: string; readonly id: string };

/** As it stands now; `loop` is the first one that its session is part of. */
export type LockedInvitation = Omit<AskedInvitation, 'uid'> & {
  readonly of: InvitationOf;
  readonly loop: string;
};

export type NewIncoming = {
  readonly id: string;
  /** Absent: nobody can tell whose it is. */
  readonly organisation?: string;
  readonly invitation?: string;
  readonly hash: string;
  readonly mail: KeptMail;
};

export type FindsInvitations = {
  /** By the secret of the address that it came to, hashed; where it came to several, the one that it names. */
  bySecret(hashes: readonly string[], named: readonly string[]): Promise<InvitationKey | undefined>;
  /** By ids that stand in it: of events, and of messages of ours that came back. */
  byId(ids: readonly string[]): Promise<InvitationKey | undefined>;
  /** The organisation of whoever has this address, or the only one that there is. */
  organisationOf(sender: string | undefined): Promise<string | undefined>;
};

export type KeepsMail = {
  /** False where the same mail came before. */
  add(incoming: NewIncoming): Promise<boolean>;
};

export type ReceivesMail = FindsInvitations &
  KeepsMail & {
    /** Whoever else would answer or tell waits for this transaction. */
    lock(key: InvitationKey): Promise<LockedInvitation | undefined>;
    answer(
      key: InvitationKey,
      given: { readonly response: GivenResponse; readonly answered: Answered; readonly at: Instant },
    ): Promise<void>;
    /** Of the newest message about it that was sent. */
    delivery(key: InvitationKey, report: DeliveryReport, at: Instant): Promise<void>;
    /** Nobody has the address of this person or candidate any more. */
    unreachable(organisation: string, of: InvitationOf, at: Instant): Promise<void>;
  };

export function findsInvitationsIn(db: Kysely<Database>): FindsInvitations {
  return {
    bySecret: async (hashes, named) => {
      if (hashes.length === 0) return undefined;
      const found = await db
        .selectFrom('session_invitation')
        .select(['organisation_id as organisation', 'id'])
        .where('secret_hash', 'in', [...hashes])
        .orderBy('id')
        .execute();
      return found.find(({ id }) => named.includes(id)) ?? found[0];
    },
    byId: async (ids) => {
      const { rows } = await sql<InvitationKey>`
        select organisation_id as organisation, id from session_invitation where id = any(${[...ids]}::uuid[])
        union all
        select organisation_id, invitation_id from ledger_message where id = any(${[...ids]}::uuid[])
        limit 1`.execute(db);
      return rows[0];
    },
    organisationOf: async (sender) => {
      const { rows } = await sql<{ id: string }>`
        with own as (select id from organisation where not sample),
          known as (
            select organisation_id as id from person where lower(email) = ${sender ?? null} and removed_at is null
            union select organisation_id from candidate where lower(email) = ${sender ?? null})
        select id from own where id in (select id from known) or (select count(*) from own) = 1`.execute(db);
      return rows.length === 1 ? rows[0]?.id : undefined;
    },
  };
}

const KEPT = '180 days';

export function keepsMailIn(db: Kysely<Database>): KeepsMail {
  return {
    add: async ({ id, organisation, invitation, hash, mail }) => {
      // What somebody has looked at, or nobody needs to, is not kept for ever.
      await sql`delete from incoming_mail
        where received_at < now() - ${KEPT}::interval and (not open or organisation_id is null)`.execute(db);
      const { effect, sender, subject, words, open } = mail;
      const added = await db
        .insertInto('incoming_mail')
        .values({
          id,
          organisation_id: organisation ?? null,
          invitation_id: invitation ?? null,
          hash,
          ...NOTHING_SAID,
          ...columnsOf(effect),
          sender: sender ?? null,
          subject,
          words: words ?? null,
          open,
        })
        .onConflict((conflict) => conflict.column('hash').doNothing())
        .returning('id')
        .executeTakeFirst();
      return added !== undefined;
    },
  };
}

const NOTHING_SAID: Said = {
  why: null,
  response: null,
  starts_at: null,
  ends_at: null,
  outcome: null,
  address: null,
  status: null,
};

type Said = Pick<
  IncomingTables['incoming_mail'],
  'why' | 'response' | 'starts_at' | 'ends_at' | 'outcome' | 'address' | 'status'
>;

/** What stands in columns of its own. */
function columnsOf(effect: MailEffect): Partial<Said> & { readonly kind: KeptKind } {
  switch (effect.kind) {
    case 'nothing':
      return { kind: effect.kind, why: effect.why };
    case 'answer':
      return { kind: effect.kind, response: effect.response };
    case 'proposal':
      return { kind: effect.kind, starts_at: effect.start, ends_at: effect.end };
    case 'delivery': {
      const { outcome, address = null, status = null } = effect.report;
      return { kind: effect.kind, outcome, address, status };
    }
    case 'delegation':
    case 'words':
    case 'automatic':
    case 'complaint':
      return { kind: effect.kind };
  }
}

export function receivesMailIn(db: Kysely<Database>): ReceivesMail {
  return {
    ...findsInvitationsIn(db),
    ...keepsMailIn(db),
    lock: (key) => lock(db, key),
    answer: (key, given) => answer(db, key, given),
    delivery: async ({ organisation, id }, { outcome }, at) => {
      const delivery = outcome === 'delivered' || outcome === 'delayed' ? outcome : 'bounced';
      await sql`update ledger_message m set delivery = ${delivery}, delivery_at = ${at}
        where m.organisation_id = ${organisation} and m.delivery is distinct from 'bounced' and m.id = (
          select n.id from ledger_message n
          where n.organisation_id = ${organisation} and n.invitation_id = ${id} and n.attempts > 0
          order by n.sequence desc, n.made_at desc, n.id desc limit 1)`.execute(db);
    },
    unreachable: async (organisation, of, at) => {
      const [table, id] =
        'person' in of ? (['person', of.person] as const) : (['candidate', of.candidate] as const);
      await db
        .updateTable(table)
        .set({ unreachable_at: at })
        .where('organisation_id', '=', organisation)
        .where('id', '=', id)
        .execute();
    },
  };
}

type Row = {
  readonly person: string | null;
  readonly session: string | null;
  readonly candidate: string | null;
  readonly loop: string | null;
  readonly part: string | null;
  readonly firstLoop: string | null;
  readonly email: string | null;
  readonly sequence: number;
  readonly askedSequence: number;
  readonly response: Response;
  readonly answeredSequence: number | null;
  readonly stamp: Instant | null;
};

async function lock(
  db: Kysely<Database>,
  { organisation, id }: InvitationKey,
): Promise<LockedInvitation | undefined> {
  await sql`select id from session_invitation where organisation_id = ${organisation} and id = ${id} for update`.execute(
    db,
  );
  const { rows } = await sql<Row>`
    select i.person_id as person, i.session_id as session, i.candidate_id as candidate, i.loop_id as loop, i.part,
      coalesce(i.loop_id, (select min(sl.loop_id::text)::uuid from session_loop sl
        where sl.organisation_id = i.organisation_id and sl.session_id = i.session_id)) as "firstLoop",
      coalesce(p.email, c.email) as email, i.sequence, i.asked_sequence as "askedSequence", i.response,
      i.response_sequence as "answeredSequence", i.response_stamp as stamp
    from session_invitation i
      left join person p on p.organisation_id = i.organisation_id and p.id = i.person_id
      left join candidate c on c.organisation_id = i.organisation_id and c.id = i.candidate_id
    where i.organisation_id = ${organisation} and i.id = ${id}`.execute(db);
  const [row] = rows;
  if (row === undefined || row.firstLoop === null) return undefined;
  const attendee = row.email === null ? undefined : canonicalEmail(row.email);
  const { sequence, askedSequence, response, answeredSequence, stamp } = row;
  return {
    of: invitationOf(row),
    loop: row.firstLoop,
    sequence,
    askedSequence,
    response,
    ...(attendee === undefined ? {} : { attendee }),
    ...(answeredSequence === null
      ? {}
      : { answered: { sequence: answeredSequence, ...withoutNulls({ stamp }) } }),
  };
}

/** Whoever answers can be reached; and what they said before needs no look any more. */
async function answer(
  db: Kysely<Database>,
  { organisation, id }: InvitationKey,
  { response, answered, at }: Parameters<ReceivesMail['answer']>[1],
): Promise<void> {
  await db
    .updateTable('session_invitation')
    .set({
      response,
      response_sequence: answered.sequence,
      response_stamp: answered.stamp ?? null,
      responded_at: at,
    })
    .where('organisation_id', '=', organisation)
    .where('id', '=', id)
    .execute();
  for (const [table, column] of [
    ['person', 'person_id'],
    ['candidate', 'candidate_id'],
  ] as const) {
    await sql`update ${sql.table(table)} t set unreachable_at = null from session_invitation i
      where i.organisation_id = ${organisation} and i.id = ${id} and t.organisation_id = i.organisation_id
        and t.id = i.${sql.ref(column)} and t.unreachable_at is not null`.execute(db);
  }
  await db
    .updateTable('incoming_mail')
    .set({ open: false })
    .where('organisation_id', '=', organisation)
    .where('invitation_id', '=', id)
    .where('kind', '=', 'answer')
    .execute();
}
