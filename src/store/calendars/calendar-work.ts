/** Connected calendars that are due to be read again, whoever's organisation they are of. */
import { sql, type Kysely } from 'kysely';
import type {
  CalendarFault,
  CalendarKind,
  CalendarKnown,
  CalendarMarks,
  CalendarNews,
} from '#domain/calendar/connected-calendar.ts';
import type { Instant } from '#domain/planning/loop-problem.ts';
import { dropParts, keepParts, type CalendarKey } from './calendar-parts.ts';
import type { Database } from '#store/schema.ts';

/** `ours`: ids of sessions that the person sits in and of the invitations to them, which are no other appointments. */
export type DueCalendar = CalendarKey & {
  readonly turn: number;
  readonly kind: Exclude<CalendarKind, 'file'>;
  readonly name: string;
  readonly place: string;
  /** Sealed. */
  readonly account: string;
  readonly known: CalendarKnown;
  readonly readAt: Instant;
  readonly failures: number;
  readonly failingSince: Instant | undefined;
  readonly told: boolean;
  readonly questioned: boolean;
  readonly timeZone: string;
  readonly email: string | undefined;
  readonly ours: readonly string[];
};

/** Whom to tell of a calendar: its owner and, where they have no address, those who plan. */
export type CalendarOwner = {
  readonly organisation: string;
  readonly name: string;
  readonly timeZone: string;
  readonly sample: boolean;
  readonly email: string | undefined;
  readonly planners: readonly string[];
};

export type CalendarWork = {
  /** Takes one that is due out of the others' way for so many minutes. */
  claim(minutes: number): Promise<DueCalendar | undefined>;
  /** How many blocks of its busy time end after `at`. */
  ahead(key: CalendarKey, at: Instant): Promise<number>;
  /** False where somebody else has taken it since, or changed it; then nothing was kept. */
  kept(due: DueCalendar, news: CalendarNews, at: KeptAt): Promise<boolean>;
  failed(due: DueCalendar, fault: CalendarFault, at: KeptAt & { readonly told: boolean }): Promise<boolean>;
  /** What was known stays until somebody answers, or the calendar has something again. */
  questioned(due: DueCalendar, at: KeptAt & { readonly told: boolean }): Promise<boolean>;
  owner(key: CalendarKey): Promise<CalendarOwner | undefined>;
  /** It is to be read at once; false where it is not one of this person's, or a file. */
  hurry(key: CalendarKey): Promise<boolean>;
};

/** `at` is now, `minutes` until it is read again. */
type KeptAt = { readonly at: Instant; readonly minutes: number };

type ClaimedRow = Omit<DueCalendar, 'known' | 'ours' | 'failingSince' | 'email'> & {
  readonly marks: CalendarMarks;
  readonly failingSince: Instant | null;
  readonly email: string | null;
};

export function calendarWorkIn(db: Kysely<Database>): CalendarWork {
  return {
    ...findingsIn(db),
    claim: async (minutes) => {
      const { rows } = await sql<ClaimedRow>`
        update calendar c set turn = turn + 1, next_at = now() + ${`${minutes} minutes`}::interval
        from person p
        where (c.organisation_id, c.id) = (
            select organisation_id, id from calendar where next_at <= now()
            order by next_at, id for update skip locked limit 1
          ) and p.organisation_id = c.organisation_id and p.id = c.person_id
        returning c.organisation_id as organisation, c.person_id as person, c.id, c.turn, c.kind, c.name, c.place,
          c.account, c.marks, c.read_at as "readAt", c.failures, c.failing_since as "failingSince",
          c.told_at is not null as told, c.questioned_at is not null as questioned,
          p.time_zone as "timeZone", p.email`.execute(db);
      const [row] = rows;
      if (row === undefined) return undefined;
      const { marks, failingSince, email, ...due } = row;
      return {
        ...due,
        failingSince: failingSince ?? undefined,
        email: email ?? undefined,
        known: { marks, parts: await marksOf(db, due) },
        ours: await ownSessions(db, due),
      };
    },
    owner: (key) => ownerOf(db, key),
    hurry: async ({ organisation, person, id }) => {
      const { rows } = await sql`update calendar set next_at = now() where organisation_id = ${organisation}
        and person_id = ${person} and id = ${id} and kind <> 'file' returning id`.execute(db);
      return rows.length > 0;
    },
  };
}

async function marksOf(
  db: Kysely<Database>,
  { organisation, id }: CalendarKey,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('calendar_part')
    .select(['part', 'mark'])
    .where('organisation_id', '=', organisation)
    .where('calendar_id', '=', id)
    .execute();
  return new Map(rows.map(({ part, mark }) => [part, mark]));
}

/**
 * Of the sessions that somebody sits in and that are not over: their ids, and those of the invitations to them; and
 * those of invitations that still stand in a calendar that we write, and are about to be taken out.
 */
export async function ownSessions(
  db: Kysely<Database>,
  { organisation, person }: Pick<CalendarKey, 'organisation' | 'person'>,
): Promise<string[]> {
  const { rows } = await sql<{ session: string; invitation: string | null }>`
    select s.id as session, i.id as invitation
    from session_person sp
      join session s on s.organisation_id = sp.organisation_id and s.id = sp.session_id
      left join session_invitation i on i.organisation_id = sp.organisation_id
        and i.session_id = sp.session_id and i.person_id = sp.person_id
    where sp.organisation_id = ${organisation} and sp.person_id = ${person}
      and s.ends_at > now() - interval '7 days'
    union all
    select i.session_id, i.id from written_event w
      join session_invitation i on i.organisation_id = w.organisation_id and i.id = w.invitation_id
    where w.organisation_id = ${organisation} and i.person_id = ${person} and w.wants is null`.execute(db);
  return rows.flatMap(({ session, invitation }) => (invitation === null ? [session] : [session, invitation]));
}

type Findings = Pick<CalendarWork, 'ahead' | 'kept' | 'failed' | 'questioned'>;

function findingsIn(db: Kysely<Database>): Findings {
  /** Only by whoever took it last. */
  const mine = ({ organisation, id, turn }: DueCalendar) =>
    sql`where organisation_id = ${organisation} and id = ${id} and turn = ${turn} returning id`;
  const next = ({ minutes }: KeptAt) => sql`next_at = now() + ${`${minutes} minutes`}::interval`;
  const works = sql`failures = 0, failing_since = null, fault = null, questioned_at = null, told_at = null`;
  return {
    ahead: async ({ organisation, id }, at) => {
      const { rows } = await sql<{ count: number }>`select count(*) as count from calendar_busy
        where organisation_id = ${organisation} and calendar_id = ${id} and ends_at > ${at}`.execute(db);
      return rows[0]?.count ?? 0;
    },
    kept: async (due, news, at) => {
      const read = news.is === 'whole' ? sql`, read_at = ${at.at}` : sql``;
      const name = news.name ?? due.name;
      const { rows } = await sql`update calendar set ${works}, ${next(at)}, seen_at = ${at.at},
        marks = ${JSON.stringify(news.marks)}, name = ${name}, writable = ${news.writable ?? null}
        ${read} ${mine(due)}`.execute(db);
      if (rows.length === 0) return false;
      await keepNews(db, due, news);
      return true;
    },
    failed: async (due, fault, at) => {
      const { rows } = await sql`update calendar set ${next(at)}, failures = failures + 1,
        failing_since = coalesce(failing_since, ${at.at}), fault = ${JSON.stringify(fault)},
        told_at = case when ${at.told} then coalesce(told_at, ${at.at}) else told_at end ${mine(due)}`.execute(
        db,
      );
      return rows.length > 0;
    },
    questioned: async (due, at) => {
      const { rows } =
        await sql`update calendar set ${next(at)}, failures = 0, failing_since = null, fault = null,
        questioned_at = coalesce(questioned_at, ${at.at}),
        told_at = case when ${at.told} then coalesce(told_at, ${at.at}) else told_at end ${mine(due)}`.execute(
          db,
        );
      return rows.length > 0;
    },
  };
}

async function keepNews(db: Kysely<Database>, due: DueCalendar, news: CalendarNews): Promise<void> {
  if (news.is === 'unchanged') return;
  const changed = news.parts.map(({ part }) => part);
  await dropParts(db, due, news.is === 'whole' ? undefined : [...changed, ...news.gone]);
  await keepParts(db, due, news.parts);
  const { organisation, id } = due;
  if (news.is === 'whole') {
    const items = news.parts.reduce((sum, { reading }) => sum + reading.items, 0);
    const skipped = JSON.stringify(news.parts.flatMap(({ reading }) => reading.skipped));
    await sql`update calendar set items = ${items}, skipped = ${skipped}
      where organisation_id = ${organisation} and id = ${id}`.execute(db);
    return;
  }
  // Of single changes only the number of entries is known anew; what was left out is told anew with the next whole reading.
  await sql`update calendar set items = (select count(*) from calendar_part
      where organisation_id = ${organisation} and calendar_id = ${id})
    where organisation_id = ${organisation} and id = ${id}`.execute(db);
}

async function ownerOf(
  db: Kysely<Database>,
  { organisation, person }: CalendarKey,
): Promise<CalendarOwner | undefined> {
  type Row = Omit<CalendarOwner, 'email'> & { readonly email: string | null };
  const { rows } = await sql<Row>`
    select o.name as organisation, o.time_zone as "timeZone", o.sample, p.name, p.email,
      array(select a.email from membership m join account a on a.id = m.account_id
        where m.organisation_id = o.id and m.disabled_at is null and (m.roles @> '["coordinator"]' or m.roles @> '["administrator"]')
        order by m.roles @> '["coordinator"]' desc, a.email limit 3) as planners
    from person p join organisation o on o.id = p.organisation_id
    where p.organisation_id = ${organisation} and p.id = ${person} and p.removed_at is null`.execute(db);
  const [row] = rows;
  return row === undefined ? undefined : { ...row, email: row.email ?? undefined };
}
