/** Who was told what: invitations with their messages, and what a loop's attendees would have to be told now. */
import { sql, type Kysely } from 'kysely';
import type { Addressed, HeldSession } from '#domain/held-session.ts';
import type { HowTold } from '#domain/how-told.ts';
import type { InvitationOf, InvitationState, MessageKind, Response, Said } from '#domain/ledger.ts';
import type { Instant } from '#domain/loop-problem.ts';
import { heldSessions } from './held-sessions.ts';
import { withoutNulls } from './nulls.ts';
import type { Database } from './schema.ts';
import { findHowTold, putHowTold } from './how-told.ts';

export type NewInvitation = {
  readonly id: string;
  readonly of: InvitationOf;
  /** Sealed. */
  readonly secret: string;
  readonly secretHash: string;
};

export type StoredInvitation = InvitationState & {
  readonly id: string;
  readonly of: InvitationOf;
  /** Whose event it is, whether or not they still come. */
  readonly to: Addressed;
  readonly sequence: number;
  readonly secret: string;
  /** To what was told last, as far as it asks for an answer of its own. */
  readonly response: Response;
};

/** `state` by hand: no mail can tell it, for the reason in `problem`. */
export type NewLedgerMessage = {
  readonly id: string;
  readonly invitation: string;
  readonly kind: MessageKind;
  readonly sequence: number;
  readonly says?: Said;
  readonly at: Instant;
  readonly state: 'waits' | 'by-hand';
  readonly problem?: string;
};

export type Ledger = {
  /** As usual where nothing was set. */
  settings(organisation: string, opening: string): Promise<HowTold>;
  /** The sessions of these loops and of those that share a session with them, as they stand now; by start. */
  held(organisation: string, loops: readonly string[]): Promise<HeldSession[]>;
};

export type Telling = {
  setSettings(organisation: string, opening: string, how: HowTold): Promise<void>;
  /** The invitations to these sessions and loops. Nobody else tells of them, and none of their messages is sent, until this transaction ends. */
  locked(
    organisation: string,
    of: { readonly sessions: readonly string[]; readonly loops: readonly string[] },
  ): Promise<StoredInvitation[]>;
  invite(organisation: string, invitation: NewInvitation): Promise<void>;
  /** Of a request or an update `asksAnew`: answers to earlier messages do not count for it. */
  add(organisation: string, message: NewLedgerMessage & { readonly asksAnew: boolean }): Promise<void>;
  /** What was to be told by hand and has not been is not to be told any more. */
  takeBack(organisation: string, invitation: string): Promise<void>;
};

export function ledgerIn(db: Kysely<Database>): Ledger {
  return {
    settings: (organisation, opening) => findHowTold(db, organisation, opening),
    held: (organisation, loops) => heldSessions(db, organisation, loops),
  };
}

export function tellingIn(db: Kysely<Database>): Telling {
  return {
    setSettings: (organisation, opening, how) => putHowTold(db, organisation, { opening, how }),
    locked: (organisation, of) => locked(db, organisation, of),
    invite: async (organisation, { id, of, secret, secretHash }) => {
      const whose =
        'person' in of
          ? { person_id: of.person, session_id: of.session }
          : { candidate_id: of.candidate, loop_id: of.loop, part: of.part };
      await db
        .insertInto('session_invitation')
        .values({ organisation_id: organisation, id, secret, secret_hash: secretHash, ...whose })
        .execute();
    },
    add: async (organisation, message) => add(db, organisation, message),
    takeBack: async (organisation, invitation) => {
      await db
        .updateTable('ledger_message')
        .set({ state: 'withdrawn' })
        .where('organisation_id', '=', organisation)
        .where('invitation_id', '=', invitation)
        .where('state', '=', 'by-hand')
        .execute();
    },
  };
}

async function add(
  db: Kysely<Database>,
  organisation: string,
  { invitation, at, says, problem, asksAnew, ...message }: Parameters<Telling['add']>[1],
): Promise<void> {
  await db
    .insertInto('ledger_message')
    .values({
      ...message,
      organisation_id: organisation,
      invitation_id: invitation,
      says: says === undefined ? null : JSON.stringify(says),
      made_at: at,
      problem: problem ?? null,
    })
    .execute();
  const answer = {
    asked_sequence: message.sequence,
    response: 'needs-action' as const,
    response_sequence: null,
    response_stamp: null,
    responded_at: null,
  };
  await db
    .updateTable('session_invitation')
    .set({ sequence: message.sequence, ...(asksAnew && answer) })
    .where('organisation_id', '=', organisation)
    .where('id', '=', invitation)
    .execute();
}

/** A message that was tried may have been seen, even where it was taken back afterwards; one that waits has not. */
const MAY_HAVE_BEEN_SEEN = sql`(m.state in ('sent', 'told') or m.state in ('waits', 'withdrawn') and m.attempts > 0)`;

type Row = {
  readonly id: string;
  readonly person: string | null;
  readonly session: string | null;
  readonly candidate: string | null;
  readonly loop: string | null;
  readonly part: string | null;
  readonly name: string;
  readonly email: string | null;
  readonly timeZone: string;
  readonly sequence: number;
  readonly secret: string;
  readonly response: Response;
  readonly told: Said | null;
  /** State and contents of the newest message; reminders are none of these. */
  readonly newest: 'waits' | 'undelivered' | null;
  readonly newestSays: Said | null;
};

async function locked(
  db: Kysely<Database>,
  organisation: string,
  { sessions, loops }: { readonly sessions: readonly string[]; readonly loops: readonly string[] },
): Promise<StoredInvitation[]> {
  const mine = sql`i.organisation_id = ${organisation}
    and (i.session_id = any(${[...sessions]}::uuid[]) or i.loop_id = any(${[...loops]}::uuid[]))`;
  await sql`select i.id from session_invitation i where ${mine} order by i.id for update`.execute(db);
  await sql`select o.id from outbox_message o
    where o.next_at is not null and o.about in (select 'told ' || i.id from session_invitation i where ${mine})
    order by o.id for update`.execute(db);
  const { rows } = await sql<Row>`
    select i.id, i.person_id as person, i.session_id as session, i.candidate_id as candidate, i.loop_id as loop,
      i.part, i.sequence, i.secret, i.response, coalesce(p.name, c.name) as name, coalesce(p.email, c.email) as email,
      coalesce(p.time_zone, c.time_zone) as "timeZone", told.says as told, newest.says as "newestSays",
      case when newest.state = 'dead' then 'undelivered'
        when newest.state = 'by-hand' or newest.state = 'waits' and newest.attempts = 0 then 'waits' end as newest
    from session_invitation i
      left join person p on p.organisation_id = i.organisation_id and p.id = i.person_id
      left join candidate c on c.organisation_id = i.organisation_id and c.id = i.candidate_id
      left join lateral (select m.says from ledger_message m
        where m.organisation_id = i.organisation_id and m.invitation_id = i.id and m.kind <> 'reminder'
          and ${MAY_HAVE_BEEN_SEEN}
        order by m.sequence desc limit 1) told on true
      left join lateral (select m.says, m.state, m.attempts from ledger_message m
        where m.organisation_id = i.organisation_id and m.invitation_id = i.id and m.kind <> 'reminder'
          and m.state <> 'withdrawn'
        order by m.sequence desc limit 1) newest on true
    where ${mine}
    order by i.id`.execute(db);
  return rows.map(storedInvitation);
}

function storedInvitation(row: Row): StoredInvitation {
  const { id, sequence, secret, response, told, newest, newestSays, name, email, timeZone } = row;
  const says = newestSays === null ? {} : { says: newestSays };
  const of = ofRow(row);
  return {
    id,
    sequence,
    secret,
    response,
    of,
    to: { id: 'person' in of ? of.person : of.candidate, name, timeZone, ...withoutNulls({ email }) },
    ...(told === null ? {} : { told }),
    ...(newest === 'waits' ? { waits: says } : {}),
    ...(newest === 'undelivered' ? { undelivered: says } : {}),
  };
}

function ofRow({
  person,
  session,
  candidate,
  loop,
  part,
}: Pick<Row, 'person' | 'session' | 'candidate' | 'loop' | 'part'>): InvitationOf {
  if (person !== null && session !== null) return { person, session };
  if (candidate !== null && loop !== null && part !== null) return { candidate, loop, part };
  throw new TypeError('an invitation is of a person or of a candidate');
}
