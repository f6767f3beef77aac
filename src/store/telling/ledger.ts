/** Who was told what: invitations with their messages, and what a loop's attendees would have to be told now. */
import { sql, type Insertable, type Kysely } from 'kysely';
import type { Addressed, HeldSession } from '#domain/loop/held-session.ts';
import type { HowTold } from '#domain/telling/how-told.ts';
import type { InvitationOf, InvitationState, MessageKind, Response, Said } from '#domain/telling/ledger.ts';
import type { Instant } from '#domain/planning/loop-problem.ts';
import {
  entriesOf,
  loopsOfLedger,
  type LoopOfLedger,
  type StoredEntry,
  type Which,
} from './ledger-entries.ts';
import { candidateInvitations, type CandidateInvitation } from './candidate-invitations.ts';
import { heldSessions } from '#store/loops/held-sessions.ts';
import { withoutNulls } from '#store/database/nulls.ts';
import { inParts } from '#store/database/parts.ts';
import type { Database } from '#store/schema.ts';
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
  /** What the newest message said that was no cancellation. */
  readonly lastSaid?: Said;
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
  /** Answers to earlier messages do not count for it. */
  readonly asksAnew: boolean;
};

export type Ledger = {
  /** As usual where nothing was set. */
  settings(organisation: string, opening: string): Promise<HowTold>;
  /** The sessions of these loops and of those that share a session with them, as they stand now; by start. */
  held(organisation: string, loops: readonly string[]): Promise<HeldSession[]>;
  /** By start. */
  loops(organisation: string, of: { readonly which: Which; readonly now: Instant }): Promise<LoopOfLedger[]>;
  entries(organisation: string, loops: readonly string[]): Promise<StoredEntry[]>;
  /** Of one loop. */
  ofCandidate(organisation: string, loop: string): Promise<CandidateInvitation[]>;
};

export type Telling = {
  setSettings(organisation: string, opening: string, how: HowTold): Promise<void>;
  /** The invitations to these sessions and loops. Nobody else tells of them, and none of their messages is sent, until this transaction ends. */
  locked(
    organisation: string,
    of: { readonly sessions: readonly string[]; readonly loops: readonly string[] },
  ): Promise<StoredInvitation[]>;
  invite(organisation: string, invitations: readonly NewInvitation[]): Promise<void>;
  /** One at most of each invitation. */
  add(organisation: string, messages: readonly NewLedgerMessage[]): Promise<void>;
  /** What was to be told by hand of these and has not been is not to be told any more. */
  takeBack(organisation: string, invitations: readonly string[]): Promise<void>;
  /** The message that says what is true, however far it came; reminders are none. */
  newest(organisation: string, invitation: string): Promise<string | undefined>;
  toldByHand(organisation: string, message: string, at: Instant): Promise<void>;
};

export function ledgerIn(db: Kysely<Database>): Ledger {
  return {
    settings: (organisation, opening) => findHowTold(db, organisation, opening),
    held: (organisation, loops) => heldSessions(db, organisation, loops),
    loops: (organisation, of) => loopsOfLedger(db, organisation, of),
    entries: (organisation, loops) => entriesOf(db, organisation, loops),
    ofCandidate: (organisation, loop) => candidateInvitations(db, organisation, loop),
  };
}

export function tellingIn(db: Kysely<Database>): Telling {
  return {
    setSettings: (organisation, opening, how) => putHowTold(db, organisation, { opening, how }),
    locked: (organisation, of) => locked(db, organisation, of),
    invite: async (organisation, invitations) => {
      const rows = invitations.map(({ id, of, secret, secretHash }) => ({
        organisation_id: organisation,
        id,
        secret,
        secret_hash: secretHash,
        ...whose(of),
      }));
      await inParts(rows, (part) => db.insertInto('session_invitation').values(part).execute());
    },
    add: (organisation, messages) => add(db, organisation, messages),
    newest: async (organisation, invitation) => {
      const row = await db
        .selectFrom('ledger_message')
        .select('id')
        .where('organisation_id', '=', organisation)
        .where('invitation_id', '=', invitation)
        .where('state', '<>', 'withdrawn')
        .where('kind', 'not in', ['reminder', 'question'])
        .orderBy('sequence', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.id;
    },
    toldByHand: async (organisation, message, at) => {
      await db
        .updateTable('ledger_message')
        .set({ state: 'told', told_at: at, problem: null, delivery: null, delivery_at: null })
        .where('organisation_id', '=', organisation)
        .where('id', '=', message)
        .execute();
    },
    takeBack: async (organisation, invitations) => {
      if (invitations.length === 0) return;
      await db
        .updateTable('ledger_message')
        .set({ state: 'withdrawn' })
        .where('organisation_id', '=', organisation)
        .where('invitation_id', '=', sql<string>`any(${[...invitations]}::uuid[])`)
        .where('state', '=', 'by-hand')
        .execute();
    },
  };
}

type Whose = Pick<
  Insertable<Database['session_invitation']>,
  'person_id' | 'session_id' | 'candidate_id' | 'loop_id' | 'part'
>;

function whose(of: InvitationOf): Whose {
  const nobody = { person_id: null, session_id: null, candidate_id: null, loop_id: null, part: null };
  return 'person' in of
    ? { ...nobody, person_id: of.person, session_id: of.session }
    : { ...nobody, candidate_id: of.candidate, loop_id: of.loop, part: of.part };
}

async function add(
  db: Kysely<Database>,
  organisation: string,
  messages: readonly NewLedgerMessage[],
): Promise<void> {
  const rows = messages.map(({ invitation, at, says, problem, asksAnew: _asks, ...message }) => ({
    ...message,
    organisation_id: organisation,
    invitation_id: invitation,
    says: says === undefined ? null : JSON.stringify(says),
    made_at: at,
    problem: problem ?? null,
  }));
  await inParts(rows, (part) => db.insertInto('ledger_message').values(part).execute());
  const asksAnew = messages.filter((message) => message.asksAnew).map(({ invitation }) => invitation);
  await sql`
    update session_invitation i set sequence = told.sequence
    from unnest(${messages.map(({ invitation }) => invitation)}::uuid[],
      ${messages.map(({ sequence }) => sequence)}::integer[]) as told (id, sequence)
    where i.organisation_id = ${organisation} and i.id = told.id`.execute(db);
  await sql`
    update session_invitation set asked_sequence = sequence, response = 'needs-action',
      response_sequence = null, response_stamp = null, responded_at = null
    where organisation_id = ${organisation} and id = any(${asksAnew}::uuid[])`.execute(db);
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
  readonly unreachable: true | null;
  readonly timeZone: string;
  readonly sequence: number;
  readonly secret: string;
  readonly response: Response;
  readonly told: Said | null;
  readonly lastSaid: Said | null;
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
      case when coalesce(p.unreachable_at, c.unreachable_at) is not null then true end as unreachable,
      coalesce(p.time_zone, c.time_zone) as "timeZone", told.says as told, last.says as "lastSaid", newest.says as "newestSays",
      case when newest.state = 'dead' then 'undelivered'
        when newest.state = 'by-hand' or newest.state = 'waits' and newest.attempts = 0 then 'waits' end as newest
    from session_invitation i
      left join person p on p.organisation_id = i.organisation_id and p.id = i.person_id
      left join candidate c on c.organisation_id = i.organisation_id and c.id = i.candidate_id
      left join lateral (select m.says from ledger_message m
        where m.organisation_id = i.organisation_id and m.invitation_id = i.id and m.kind not in ('reminder', 'question')
          and ${MAY_HAVE_BEEN_SEEN}
        order by m.sequence desc limit 1) told on true
      left join lateral (select m.says, m.state, m.attempts from ledger_message m
        where m.organisation_id = i.organisation_id and m.invitation_id = i.id and m.kind not in ('reminder', 'question')
          and m.state <> 'withdrawn'
        order by m.sequence desc limit 1) newest on true
      left join lateral (select m.says from ledger_message m
        where m.organisation_id = i.organisation_id and m.invitation_id = i.id and m.says is not null
        order by m.sequence desc limit 1) last on true
    where ${mine}
    order by i.id`.execute(db);
  return rows.map(storedInvitation);
}

function storedInvitation(row: Row): StoredInvitation {
  const { id, sequence, secret, response, told, lastSaid, newest, newestSays } = row;
  const { name, email, unreachable, timeZone } = row;
  const says = newestSays === null ? {} : { says: newestSays };
  const of = invitationOf(row);
  return {
    id,
    sequence,
    secret,
    response,
    of,
    to: {
      id: 'person' in of ? of.person : of.candidate,
      name,
      timeZone,
      ...withoutNulls({ email, unreachable }),
    },
    ...withoutNulls({ told, lastSaid }),
    ...(newest === 'waits' ? { waits: says } : {}),
    ...(newest === 'undelivered' ? { undelivered: says } : {}),
  };
}

export function invitationOf({
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
