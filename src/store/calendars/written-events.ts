/** What is to be written into people's calendars: wishes, laid down with what they come from. `calendar-writing.ts` takes them up. */
import { sql, type Kysely } from 'kysely';
import type { Said } from '#domain/telling/ledger.ts';
import type { Database } from '#store/schema.ts';

/** One event of one person and a calendar: the one into which they have their sessions written, or one that holds it. */
export type AskedEvent = {
  readonly invitation: string;
  readonly person: string;
  readonly session: string;
  readonly calendar: string;
  /** Whether their sessions are written into it now. */
  readonly chosen: boolean;
  /** What it was asked to hold. */
  readonly asked?: Said;
};

/** Without `wants` it is to be taken out. */
export type Wish = { readonly invitation: string; readonly calendar: string; readonly wants?: Said };

export type WrittenEvents = {
  /** Of these sessions, of everybody who has sessions written, or has had. */
  asked(organisation: string, sessions: readonly string[]): Promise<readonly AskedEvent[]>;
  /** `minutes`: what can still be undone is not written before. */
  wish(organisation: string, wishes: readonly Wish[], minutes: number): Promise<void>;
  /** Into this calendar of the person's, or none. */
  choose(organisation: string, person: string, calendar: string | undefined): Promise<void>;
  /** Loops of the sessions to come to which somebody was invited. */
  loopsOf(organisation: string, person: string): Promise<readonly string[]>;
  /** All that stands in a calendar, or should, is written once more at once. */
  again(organisation: string, calendar: string): Promise<void>;
};

/** How long it is tried. */
const LASTS = '3 days';

export function writtenEventsIn(db: Kysely<Database>): WrittenEvents {
  return {
    ...choosingIn(db),
    asked: async (organisation, sessions) => {
      if (sessions.length === 0) return [];
      type Row = Omit<AskedEvent, 'asked'> & { readonly asked: Said | null };
      const { rows } = await sql<Row>`
        select i.id as invitation, i.person_id as person, i.session_id as session, c.id as calendar,
          c.writes as chosen, w.wants as asked
        from session_invitation i
          join calendar c on c.organisation_id = i.organisation_id and c.person_id = i.person_id
          left join written_event w on w.organisation_id = i.organisation_id and w.invitation_id = i.id
            and w.calendar_id = c.id
        where i.organisation_id = ${organisation} and i.session_id = any(${[...sessions]}::uuid[])
          and (c.writes or w.calendar_id is not null)
        order by i.id, c.id`.execute(db);
      return rows.map(({ asked, ...row }) => ({ ...row, ...(asked === null ? {} : { asked }) }));
    },
    wish: async (organisation, wishes, minutes) => {
      if (wishes.length === 0) return;
      const wants = wishes.map((wish) => (wish.wants === undefined ? null : JSON.stringify(wish.wants)));
      const after = sql`now() + ${`${minutes} minutes`}::interval`;
      await sql`
        insert into written_event as w (organisation_id, calendar_id, invitation_id, wants, next_at, expires_at)
        select ${organisation}, calendar, invitation, wants, ${after}, ${after} + ${LASTS}::interval
        from unnest(${wishes.map(({ calendar }) => calendar)}::uuid[],
          ${wishes.map(({ invitation }) => invitation)}::uuid[], ${wants}::jsonb[]) as wish (calendar, invitation, wants)
        order by invitation
        on conflict (organisation_id, calendar_id, invitation_id) do update set wants = excluded.wants,
          version = w.version + 1, attempts = 0, fault = null, next_at = excluded.next_at,
          expires_at = excluded.expires_at`.execute(db);
      // What nobody has begun to write needs no taking out.
      await sql`delete from written_event where organisation_id = ${organisation} and wants is null
        and path is null and turn = 0`.execute(db);
    },
  };
}

function choosingIn(db: Kysely<Database>): Pick<WrittenEvents, 'choose' | 'loopsOf' | 'again'> {
  return {
    choose: async (organisation, person, calendar) => {
      await sql`update calendar set writes = false
        where organisation_id = ${organisation} and person_id = ${person} and writes`.execute(db);
      if (calendar === undefined) return;
      await sql`update calendar set writes = true, write_failures = 0, write_fault = null, write_failing_since = null
        where organisation_id = ${organisation} and person_id = ${person} and id = ${calendar}`.execute(db);
    },
    loopsOf: async (organisation, person) => {
      const { rows } = await sql<{ loop: string }>`
        select distinct sl.loop_id as loop from session_invitation i
          join session s on s.organisation_id = i.organisation_id and s.id = i.session_id
          join session_loop sl on sl.organisation_id = i.organisation_id and sl.session_id = i.session_id
        where i.organisation_id = ${organisation} and i.person_id = ${person} and s.ends_at > now()
        order by sl.loop_id`.execute(db);
      return rows.map(({ loop }) => loop);
    },
    again: async (organisation, calendar) => {
      await sql`update written_event w set version = version + 1, attempts = 0, fault = null, next_at = now(),
          expires_at = now() + ${LASTS}::interval
        from session_invitation i join session s on s.organisation_id = i.organisation_id and s.id = i.session_id
        where w.organisation_id = ${organisation} and w.calendar_id = ${calendar}
          and i.organisation_id = w.organisation_id and i.id = w.invitation_id and s.ends_at > now()`.execute(
        db,
      );
      await sql`update calendar set write_failures = 0, write_fault = null, write_failing_since = null
        where organisation_id = ${organisation} and id = ${calendar}`.execute(db);
    },
  };
}
