/** Events that are due to be written into calendars, or taken out of them, whoever's organisation they are of. */
import { sql, type Kysely } from 'kysely';
import type { CalendarFault } from '#domain/calendar/connected-calendar.ts';
import type { InvitationOf, Response, Said } from '#domain/telling/ledger.ts';
import type { Instant } from '#domain/planning/loop-problem.ts';
import type { ByHand } from '#domain/calendar/written-event.ts';
import { withoutNulls } from '#store/database/nulls.ts';
import type { Database } from '#store/schema.ts';

type EventKey = { readonly organisation: string; readonly calendar: string; readonly invitation: string };

/** One that this worker is to write now, or to take out where it has no `wants`. */
export type DueEvent = EventKey & {
  readonly turn: number;
  readonly version: number;
  readonly attempts: number;
  /** How often in a row nothing could be written into this calendar. */
  readonly failures: number;
  /** Sealed. */
  readonly account: string;
  readonly wants?: Said;
  readonly path?: string;
  readonly mark?: string;
  readonly written?: Said;
  readonly of: InvitationOf & { readonly person: string };
  readonly to: {
    readonly id: string;
    readonly name: string;
    readonly timeZone: string;
    readonly email?: string;
  };
  readonly sequence: number;
  /** Sealed. */
  readonly secret: string;
  readonly response: Response;
  /** Those that the session is part of. */
  readonly loops: readonly string[];
};

/** Where it stands now. */
export type EventAt = {
  readonly path: string;
  readonly mark: string;
  readonly byHand?: ByHand;
  readonly at: Instant;
};

/** `minutes` until it is tried again, absent: never by itself. */
export type EventFailed = { readonly fault: CalendarFault; readonly at: Instant; readonly minutes?: number };

export type CalendarWriting = {
  /** Takes one that is due out of the others' way for so many minutes. */
  claim(minutes: number): Promise<DueEvent | undefined>;
  /** Nothing is done by whoever has lost their turn; a wish that came meanwhile waits as before. */
  written(due: DueEvent, at: EventAt): Promise<void>;
  erased(due: DueEvent): Promise<void>;
  failed(due: DueEvent, how: EventFailed): Promise<void>;
};

export function calendarWritingIn(db: Kysely<Database>): CalendarWriting {
  return {
    claim: (minutes) => claim(db, minutes),
    written: async (due, { path, mark, byHand, at }) => {
      await lock(db, due);
      const says = due.wants === undefined ? null : JSON.stringify(due.wants);
      await sql`update written_event set path = ${path}, mark = ${mark}, written = ${says}, written_at = ${at},
        by_hand = ${byHand ?? null}, ${doneIn(due)} ${mine(due)}`.execute(db);
      await works(db, due);
    },
    erased: async (due) => {
      await lock(db, due);
      await sql`delete from written_event ${mine(due)} and version = ${due.version}`.execute(db);
      await sql`update written_event set path = null, mark = null, written = null, written_at = null,
        taken_until = null ${mine(due)}`.execute(db);
      await works(db, due);
    },
    failed: (due, how) => failed(db, due, how),
  };
}

/** First the calendar, then its events by their invitations: so none who does so waits for another who waits for them. */
async function lock(db: Kysely<Database>, { organisation, calendar }: DueEvent): Promise<void> {
  await sql`select id from calendar where organisation_id = ${organisation} and id = ${calendar}
    for no key update`.execute(db);
  await sql`select invitation_id from written_event
    where organisation_id = ${organisation} and calendar_id = ${calendar} and next_at is not null
    order by invitation_id for update`.execute(db);
}

/** Only by whoever took it last. */
function mine({ organisation, calendar, invitation, turn }: DueEvent) {
  return sql`where organisation_id = ${organisation} and calendar_id = ${calendar}
    and invitation_id = ${invitation} and turn = ${turn}`;
}

/** What is wished since then is still to be done. */
function doneIn({ version }: DueEvent) {
  return sql`taken_until = null, fault = null, attempts = 0,
    next_at = case when version = ${version} then null else next_at end,
    expires_at = case when version = ${version} then null else expires_at end`;
}

async function works(db: Kysely<Database>, { organisation, calendar }: DueEvent): Promise<void> {
  await sql`update calendar set write_failures = 0, write_fault = null, write_failing_since = null
    where organisation_id = ${organisation} and id = ${calendar} and write_failures > 0`.execute(db);
}

const TOO_LATE: CalendarFault = {
  code: 'entry',
  text: 'It could not be written for three days.',
  remedy: 'Write it again once the calendar’s server is there.',
  lasting: true,
};

type Row = Omit<DueEvent, 'wants' | 'path' | 'mark' | 'written' | 'of' | 'to'> & {
  readonly wants: Said | null;
  readonly path: string | null;
  readonly mark: string | null;
  readonly written: Said | null;
  readonly person: string;
  readonly session: string;
  readonly name: string;
  readonly timeZone: string;
  readonly email: string | null;
};

async function claim(db: Kysely<Database>, minutes: number): Promise<DueEvent | undefined> {
  await sql`update written_event set next_at = null, fault = coalesce(fault, ${JSON.stringify(TOO_LATE)}::jsonb)
    where next_at is not null and expires_at <= now()`.execute(db);
  const { rows } = await sql<Row>`
    with taken as (
      update written_event set turn = turn + 1, attempts = attempts + 1,
        taken_until = now() + ${`${minutes} minutes`}::interval
      where (organisation_id, calendar_id, invitation_id) = (
        select organisation_id, calendar_id, invitation_id from written_event
        where next_at <= now() and (taken_until is null or taken_until <= now())
        order by next_at, invitation_id for update skip locked limit 1
      )
      returning *)
    select t.organisation_id as organisation, t.calendar_id as calendar, t.invitation_id as invitation, t.turn,
      t.version, t.attempts, c.write_failures as failures, c.account, t.wants, t.path, t.mark, t.written,
      i.person_id as person, i.session_id as session, p.name, p.time_zone as "timeZone", p.email, i.sequence,
      i.secret, i.response, array(select sl.loop_id from session_loop sl
        where sl.organisation_id = i.organisation_id and sl.session_id = i.session_id) as loops
    from taken t
      join calendar c on c.organisation_id = t.organisation_id and c.id = t.calendar_id
      join session_invitation i on i.organisation_id = t.organisation_id and i.id = t.invitation_id
      join person p on p.organisation_id = i.organisation_id and p.id = i.person_id`.execute(db);
  const [row] = rows;
  if (row === undefined) return undefined;
  const { wants, path, mark, written, person, session, name, timeZone, email, ...due } = row;
  return {
    ...due,
    ...withoutNulls({ wants, path, mark, written }),
    of: { person, session },
    to: { id: person, name, timeZone, ...withoutNulls({ email }) },
  };
}

/** What is wrong with a calendar keeps everything that is to go there waiting as long. */
async function failed(
  db: Kysely<Database>,
  due: DueEvent,
  { fault, at, minutes }: EventFailed,
): Promise<void> {
  await lock(db, due);
  const told = JSON.stringify(fault);
  const next =
    minutes === undefined ? sql`null::timestamptz` : sql`now() + ${`${minutes} minutes`}::interval`;
  const { rows } = await sql`update written_event set taken_until = null, fault = ${told},
    next_at = case when version <> ${due.version} then greatest(next_at, ${next}) else ${next} end
    ${mine(due)} returning turn`.execute(db);
  if (rows.length === 0 || fault.code === 'entry') return;
  const { organisation, calendar } = due;
  await sql`update calendar set write_failures = write_failures + 1, write_fault = ${told},
    write_failing_since = coalesce(write_failing_since, ${at})
    where organisation_id = ${organisation} and id = ${calendar}`.execute(db);
  await sql`update written_event set fault = ${told},
    next_at = case when ${next} is null then null else greatest(next_at, ${next}) end
    where organisation_id = ${organisation} and calendar_id = ${calendar} and next_at is not null
      and invitation_id <> ${due.invitation}`.execute(db);
}
