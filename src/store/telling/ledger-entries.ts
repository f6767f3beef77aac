/** The ledger as it is looked at: the invitations of some loops with all their messages. */
import { sql, type Kysely } from 'kysely';
import type { Delivery, LedgerCalendar, LedgerEntry, LedgerMessage } from '#domain/telling/ledger-entry.ts';
import type { Response, Said } from '#domain/telling/ledger.ts';
import { spanOf } from '#domain/telling/ledger.ts';
import type { Instant } from '#domain/planning/loop-problem.ts';
import { entryStandingOf, type ByHand } from '#domain/calendar/written-event.ts';
import { withoutNulls } from '#store/database/nulls.ts';
import type { Database } from '#store/schema.ts';

export type LoopOfLedger = {
  readonly id: string;
  readonly status: 'confirmed' | 'cancelled';
  readonly opening: { readonly id: string; readonly title: string };
  /** The name; `application` is the candidacy. */
  readonly candidate: string;
  readonly application: string;
  readonly timeZone: string;
  readonly start: Instant;
};

/** `loops`: those that it belongs to; several of a group session. */
export type StoredEntry = LedgerEntry & { readonly loops: readonly string[] };

export type Which = { readonly loop: string } | { readonly opening: string } | { readonly everywhere: true };

/** One loop; or all whose last session is still to come, of an opening or of the organisation. */
export async function loopsOfLedger(
  db: Kysely<Database>,
  organisation: string,
  { which, now }: { readonly which: Which; readonly now: Instant },
): Promise<LoopOfLedger[]> {
  const of =
    'loop' in which
      ? sql`l.id = ${which.loop}`
      : 'opening' in which
        ? sql`o.id = ${which.opening} and max_end > ${now}`
        : sql`max_end > ${now}`;
  const { rows } = await sql<LoopOfLedger & { readonly openingId: string; readonly openingTitle: string }>`
    select l.id, l.status, o.id as "openingId", o.title as "openingTitle", c.name as candidate, a.id as application,
      o.time_zone as "timeZone", held.start
    from loop l
      join application a on a.organisation_id = l.organisation_id and a.id = l.application_id
      join opening o on o.organisation_id = a.organisation_id and o.id = a.opening_id
      join candidate c on c.organisation_id = a.organisation_id and c.id = a.candidate_id
      join lateral (select min(s.starts_at) as start, max(s.ends_at) as max_end from session_loop sl
        join session s on s.organisation_id = sl.organisation_id and s.id = sl.session_id
        where sl.organisation_id = l.organisation_id and sl.loop_id = l.id) held on true
    where l.organisation_id = ${organisation} and ${of}
    order by held.start, l.id`.execute(db);
  return rows.map(({ openingId, openingTitle, ...row }) => ({
    ...row,
    opening: { id: openingId, title: openingTitle },
  }));
}

type CalendarRow = {
  readonly wants: boolean;
  readonly failed: boolean;
  readonly at: Instant | null;
  readonly nextAt: Instant | null;
  readonly byHand: ByHand | null;
};
type InvitationRow = {
  readonly invitation: string;
  readonly person: string | null;
  readonly candidate: string | null;
  readonly name: string;
  readonly email: string | null;
  readonly response: Response;
  readonly said: Said | null;
  readonly calendar: CalendarRow | null;
  readonly loops: readonly string[];
};
type MessageRow = Omit<LedgerMessage, 'toldAt' | 'nextAt' | 'problem' | 'delivery'> & {
  readonly invitation: string;
  readonly toldAt: Instant | null;
  readonly nextAt: Instant | null;
  readonly problem: string | null;
  readonly delivery: Delivery | null;
};

/** By start, then by name. What was taken back before anybody could see it is left out. */
export async function entriesOf(
  db: Kysely<Database>,
  organisation: string,
  loops: readonly string[],
): Promise<StoredEntry[]> {
  if (loops.length === 0) return [];
  const { rows: invitations } = await sql<InvitationRow>`
    select i.id as invitation, i.person_id as person, i.candidate_id as candidate,
      coalesce(p.name, c.name) as name, coalesce(p.email, c.email) as email, i.response,
      (select m.says from ledger_message m where m.organisation_id = i.organisation_id and m.invitation_id = i.id
        and m.says is not null and m.state <> 'withdrawn' order by m.sequence desc limit 1) as said,
      (select jsonb_build_object('wants', w.wants is not null, 'failed', w.fault is not null, 'at', w.written_at,
          'nextAt', w.next_at, 'byHand', w.by_hand)
        from written_event w join calendar k on k.organisation_id = w.organisation_id and k.id = w.calendar_id
        where w.organisation_id = i.organisation_id and w.invitation_id = i.id
        order by k.writes desc, w.calendar_id limit 1) as calendar,
      array(select l.id from unnest(${[...loops]}::uuid[]) as l (id)
        where l.id = i.loop_id or exists (select from session_loop sl
          where sl.organisation_id = i.organisation_id and sl.session_id = i.session_id and sl.loop_id = l.id)) as loops
    from session_invitation i
      left join person p on p.organisation_id = i.organisation_id and p.id = i.person_id
      left join candidate c on c.organisation_id = i.organisation_id and c.id = i.candidate_id
    where i.organisation_id = ${organisation} and (i.loop_id = any(${[...loops]}::uuid[])
      or i.session_id in (select sl.session_id from session_loop sl
        where sl.organisation_id = ${organisation} and sl.loop_id = any(${[...loops]}::uuid[])))`.execute(db);
  const { rows: messages } = await sql<MessageRow>`
    select m.invitation_id as invitation, m.kind, m.state, m.made_at as "madeAt", m.told_at as "toldAt",
      m.attempts, m.problem, m.delivery, o.next_at as "nextAt"
    from ledger_message m left join outbox_message o on o.id = m.id
    where m.organisation_id = ${organisation}
      and m.invitation_id = any(${invitations.map(({ invitation }) => invitation)}::uuid[])
      and (m.state <> 'withdrawn' or m.attempts > 0)
    order by m.sequence desc, m.made_at desc, m.id desc`.execute(db);
  const of = Map.groupBy(messages, ({ invitation }) => invitation);
  return invitations
    .flatMap((row) => entryOf(row, of.get(row.invitation) ?? []))
    .toSorted(
      (a, b) => compare(a.start, b.start) || compare(a.name, b.name) || compare(a.invitation, b.invitation),
    );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function calendarOf({ wants, failed, at, nextAt, byHand }: CalendarRow): LedgerCalendar {
  const standing = entryStandingOf({ wants, failed, waits: nextAt !== null });
  return { standing, ...withoutNulls({ at: instantOf(at), nextAt: instantOf(nextAt), byHand }) };
}

/** As the store gives instants, of one in a JSON document. */
function instantOf(text: string | null): Instant | null {
  return text === null ? null : Temporal.Instant.from(text).toString();
}

/** None of an event of which nobody was told anything. */
function entryOf(
  { said, person, candidate, email, calendar, ...row }: InvitationRow,
  messages: readonly MessageRow[],
): StoredEntry[] {
  const [first] = said?.sessions ?? [];
  if (said === null || first === undefined || messages.length === 0) return [];
  return [
    {
      ...row,
      ...withoutNulls({ email }),
      ...(calendar === null ? {} : { calendar: calendarOf(calendar) }),
      who: person === null ? 'candidate' : 'person',
      id: person ?? candidate ?? '',
      title: said.sessions.length === 1 ? first.title : 'Second interview',
      ...spanOf(said),
      messages: messages.map(({ invitation: _of, toldAt, nextAt, problem, delivery, ...message }) => ({
        ...message,
        ...withoutNulls({ toldAt, nextAt, problem, delivery }),
      })),
    },
  ];
}
