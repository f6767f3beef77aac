/** Whom to remind: those who were told of an event that begins soon, or that they have not answered. */
import { sql, type Kysely } from 'kysely';
import type { Addressed } from '#domain/loop/held-session.ts';
import type { InvitationOf, ReminderKind, Response, Said } from '#domain/telling/ledger.ts';
import type { Instant } from '#domain/planning/loop-problem.ts';
import type { Database } from '#store/schema.ts';

export type DueReminder = {
  readonly organisation: string;
  readonly invitation: string;
  readonly kind: ReminderKind;
  readonly of: InvitationOf;
  readonly to: Addressed & { readonly email: string };
  readonly says: Said;
  readonly sequence: number;
  readonly secret: string;
  readonly response: Response;
  /** Those that the event belongs to. */
  readonly loops: readonly string[];
};

export type NewReminder = {
  readonly id: string;
  readonly due: DueReminder;
  readonly at: Instant;
};

export type Reminders = {
  /** At most so many, by start. */
  due(now: Instant, most: number): Promise<DueReminder[]>;
  /** The ids of those that go into the ledger: not those of whom more was told meanwhile, or whom somebody else reminds. */
  add(organisation: string, reminders: readonly NewReminder[]): Promise<readonly string[]>;
};

/** After so many hours without an answer somebody is asked once more, up to so many hours before the start. */
const QUESTION = { after: 48, before: 24 } as const;

/** Where the opening says nothing; minutes. See `USUAL_TELLING`. */
const USUAL = { candidate: 24 * 60, people: 60 } as const;

type Row = Omit<DueReminder, 'of' | 'to'> & {
  readonly person: string | null;
  readonly session: string | null;
  readonly candidate: string | null;
  readonly loop: string | null;
  readonly part: string | null;
  readonly name: string;
  readonly email: string;
  readonly timeZone: string;
};

export function remindersIn(db: Kysely<Database>): Reminders {
  return { due: (now, most) => due(db, now, most), add: (organisation, list) => add(db, organisation, list) };
}

/** What is told newest must be what the attendee knows: who is about to hear something else is not reminded of the old. */
async function due(db: Kysely<Database>, now: Instant, most: number): Promise<DueReminder[]> {
  const { rows } = await sql<Row>`
    with told as (
      select i.*, newest.says, newest.told_at, (newest.says->'sessions'->0->>'start')::timestamptz as starts_at,
        coalesce(p.name, c.name) as name, coalesce(p.email, c.email) as email,
        coalesce(p.time_zone, c.time_zone) as time_zone,
        array(select sl.loop_id from session_loop sl
          where sl.organisation_id = i.organisation_id and sl.session_id = i.session_id) as session_loops
      from session_invitation i
        join lateral (select m.says, m.state, m.told_at from ledger_message m
          where m.organisation_id = i.organisation_id and m.invitation_id = i.id
            and m.kind not in ('reminder', 'question') and m.state <> 'withdrawn'
          order by m.sequence desc limit 1) newest on newest.state = 'sent' and newest.says is not null
        left join person p on p.organisation_id = i.organisation_id and p.id = i.person_id
        left join candidate c on c.organisation_id = i.organisation_id and c.id = i.candidate_id
      where coalesce(p.email, c.email) is not null and i.response <> 'declined'),
    timed as (
      select told.*, case when t.opening_id is null then ${sql.lit(USUAL.candidate)} else t.remind_candidate_minutes end as candidate_minutes,
        case when t.opening_id is null then ${sql.lit(USUAL.people)} else t.remind_people_minutes end as people_minutes
      from told
        join loop l on l.organisation_id = told.organisation_id and l.id = coalesce(told.loop_id, told.session_loops[1])
        join application a on a.organisation_id = l.organisation_id and a.id = l.application_id
        left join opening_telling t on t.organisation_id = a.organisation_id and t.opening_id = a.opening_id
      where told.starts_at > ${now}),
    wanted as (
      select timed.*, 'reminder' as kind from timed
      where starts_at <= ${now}::timestamptz
        + coalesce(case when person_id is null then candidate_minutes else people_minutes end, 0) * interval '1 minute'
      union all
      select timed.*, 'question' as kind from timed
      where response = 'needs-action' and told_at <= ${now}::timestamptz - ${sql.lit(QUESTION.after)} * interval '1 hour'
        and starts_at > ${now}::timestamptz + ${sql.lit(QUESTION.before)} * interval '1 hour'
        -- Where no answer ever came in, nobody reads them: silence says nothing there.
        and exists (select from session_invitation other
          where other.organisation_id = timed.organisation_id and other.responded_at is not null))
    select organisation_id as organisation, id as invitation, kind, says, sequence, secret, response, name, email,
      time_zone as "timeZone", person_id as person, session_id as session, candidate_id as candidate,
      loop_id as loop, part, case when loop_id is null then session_loops else array[loop_id] end as loops
    from wanted
    where ${notReminded(sql`wanted.organisation_id`, sql`wanted.id`, { kind: sql`wanted.kind`, start: sql`wanted.starts_at` })}
    order by starts_at, id limit ${most}`.execute(db);
  return rows.map(({ person, session, candidate, loop, part, name, email, timeZone, ...row }) => {
    const of =
      person !== null && session !== null
        ? { person, session }
        : { candidate: candidate ?? '', loop: loop ?? '', part: part ?? '' };
    const id = 'person' in of ? of.person : of.candidate;
    return { ...row, of, to: { id, name, email, timeZone } };
  });
}

type Fragment = ReturnType<typeof sql>;

/** Once for each start: an event that is held at another time is worth another reminder. */
function notReminded(
  organisation: Fragment,
  invitation: Fragment,
  { kind, start }: { readonly kind: Fragment; readonly start: Fragment },
): Fragment {
  return sql`not exists (select from ledger_message r
    where r.organisation_id = ${organisation} and r.invitation_id = ${invitation} and r.kind = ${kind}
      and (r.says->'sessions'->0->>'start')::timestamptz = ${start})`;
}

async function add(
  db: Kysely<Database>,
  organisation: string,
  reminders: readonly NewReminder[],
): Promise<readonly string[]> {
  if (reminders.length === 0) return [];
  const column = <T>(of: (reminder: NewReminder) => T): T[] => reminders.map(of);
  const invitations = column(({ due: { invitation } }) => invitation);
  await sql`select id from session_invitation
    where organisation_id = ${organisation} and id = any(${invitations}::uuid[]) order by id for update`.execute(
    db,
  );
  const { rows } = await sql<{ readonly id: string }>`
    insert into ledger_message (organisation_id, id, invitation_id, kind, sequence, says, made_at, state)
    select i.organisation_id, made.id, i.id, made.kind, i.sequence, made.says, made.at, 'waits'
    from unnest(${column(({ id }) => id)}::uuid[], ${invitations}::uuid[], ${column((one) => one.due.kind)}::text[],
        ${column((one) => one.due.sequence)}::integer[], ${column((one) => JSON.stringify(one.due.says))}::jsonb[],
        ${column(({ at }) => at)}::timestamptz[]) as made (id, invitation, kind, sequence, says, at)
      join session_invitation i on i.organisation_id = ${organisation} and i.id = made.invitation
        and i.sequence = made.sequence
    where ${notReminded(sql`i.organisation_id`, sql`i.id`, {
      kind: sql`made.kind`,
      start: sql`(made.says->'sessions'->0->>'start')::timestamptz`,
    })}
    returning id`.execute(db);
  return rows.map(({ id }) => id);
}
