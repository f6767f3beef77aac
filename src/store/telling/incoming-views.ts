/** Mail that came in as it is looked at. */
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { MailAbout, MailView } from '#domain/telling/mail-view.ts';
import { withoutNulls } from '#store/database/nulls.ts';
import type { Database } from '#store/schema.ts';

/**
 * Of one loop; of all loops that somebody should look at; or about no invitation: with `nobodys` also what nobody can
 * place, where this is the only organisation of the server.
 */
export type WhichMail =
  | { readonly loop: string }
  | { readonly open: true }
  | { readonly stray: true; readonly nobodys: boolean };

export type IncomingViews = {
  /** Newest first. */
  list(organisation: string, which: WhichMail): Promise<MailView[]>;
  /** What nobody can place and nobody has looked at, of the whole server. */
  unplaced(): Promise<MailView[]>;
};

export type SettlesMail = {
  /** False where it is none of these, or was settled. */
  settle(
    organisation: string,
    mail: string,
    how: { readonly which: WhichMail; readonly at: string; readonly by?: string },
  ): Promise<boolean>;
};

const MOST = 200;

type OrNull<T> = { readonly [K in keyof T]: T[K] | null };
type AboutRow = OrNull<Required<Omit<MailAbout, 'who'>>> & { readonly person: string | null };
type Row = Pick<MailView, 'receivedAt' | 'kind' | 'subject' | 'open'> &
  OrNull<Required<Omit<MailView, 'id' | 'receivedAt' | 'kind' | 'subject' | 'open' | 'about'>>> & {
    readonly mail: string;
  } & AboutRow;

type UnplacedRow = Pick<MailView, 'id' | 'receivedAt' | 'kind' | 'subject' | 'open'> &
  OrNull<Required<Pick<MailView, 'why' | 'sender' | 'words'>>>;

export function incomingViewsIn(db: Kysely<Database>): IncomingViews {
  return {
    unplaced: async () => {
      const { rows } = await sql<UnplacedRow>`
        select m.id, m.received_at as "receivedAt", m.kind, m.why, m.sender, m.subject, m.words, m.open
        from incoming_mail m where m.organisation_id is null and m.open
        order by m.received_at desc, m.id desc limit ${MOST}`.execute(db);
      return rows.map(({ why, sender, words, ...row }) => ({
        ...row,
        ...withoutNulls({ why, sender, words }),
      }));
    },
    list: async (organisation, which) => {
      const { rows } = await sql<Row>`
        select m.id as mail, m.received_at as "receivedAt", m.kind, m.why, m.response, m.sender, m.subject, m.words,
          m.starts_at as start, m.ends_at as "end", m.outcome, m.address, m.status, ${STILL_OPEN} as open,
          i.person_id as person, coalesce(i.person_id, i.candidate_id) as id, coalesce(p.name, c.name) as name,
          held.loop, held.opening, held.application, held.candidate, held."timeZone", held.module, held.title
        from incoming_mail m
          left join session_invitation i on i.organisation_id = m.organisation_id and i.id = m.invitation_id
          left join person p on p.organisation_id = i.organisation_id and p.id = i.person_id
          left join candidate c on c.organisation_id = i.organisation_id and c.id = i.candidate_id
          left join lateral (
            select l.id as loop, o.id as opening, a.id as application, k.name as candidate, o.time_zone as "timeZone", sl.module, s.title
            from loop l
              join application a on a.organisation_id = l.organisation_id and a.id = l.application_id
              join opening o on o.organisation_id = a.organisation_id and o.id = a.opening_id
              join candidate k on k.organisation_id = a.organisation_id and k.id = a.candidate_id
              left join session_loop sl on sl.organisation_id = l.organisation_id and sl.loop_id = l.id
                and sl.session_id = i.session_id
              left join session s on s.organisation_id = l.organisation_id and s.id = i.session_id
            where l.organisation_id = i.organisation_id and (l.id = i.loop_id or sl.session_id is not null)
              and ${'loop' in which ? sql`l.id = ${which.loop}` : sql`true`}
            order by l.id limit 1) held on true
        where ${ofThese(organisation, which)}
        order by m.received_at desc, m.id desc limit ${MOST}`.execute(db);
      return rows.map(viewOf);
    },
  };
}

export function settlesMailIn(db: Kysely<Database>): SettlesMail {
  return {
    settle: async (organisation, mail, { which, at, by }) => {
      const { rows } = await sql`
        update incoming_mail m set open = false, settled_at = ${at}, settled_by = ${by ?? null}
        where m.id = ${mail} and m.open and ${ofThese(organisation, which)}
        returning m.id`.execute(db);
      return rows.length > 0;
    },
  };
}

/** A decline that was answered otherwise since, or is about another time now, needs nobody any more. */
const STILL_OPEN: RawBuilder<boolean> = sql`(m.open and (m.kind <> 'answer' or i.response = m.response))`;

function ofThese(organisation: string, which: WhichMail): RawBuilder<unknown> {
  const own = sql`m.organisation_id = ${organisation}`;
  if ('stray' in which) {
    return which.nobodys
      ? sql`(${own} or m.organisation_id is null and is_only_organisation(${organisation}))
          and m.invitation_id is null`
      : sql`${own} and m.invitation_id is null`;
  }
  const about =
    'loop' in which
      ? sql`and (n.loop_id = ${which.loop} or n.session_id in (
      select x.session_id from session_loop x where x.organisation_id = ${organisation} and x.loop_id = ${which.loop}))`
      : sql``;
  return sql`${own} and m.invitation_id in (
    select n.id from session_invitation n where n.organisation_id = ${organisation} ${about})
    ${'open' in which ? sql`and m.open` : sql``}`;
}

function viewOf({ mail, receivedAt, kind, subject, open, person, ...row }: Row): MailView {
  const { loop, opening, application, candidate, id, name, title, module, timeZone, ...said } = row;
  const about = { loop, opening, application, candidate, id, name, timeZone };
  return {
    id: mail,
    receivedAt,
    kind,
    subject,
    open,
    ...withoutNulls(said),
    ...(isWhole(about) && {
      about: { ...about, who: person === null ? 'candidate' : 'person', ...withoutNulls({ title, module }) },
    }),
  };
}

function isWhole<T extends Readonly<Record<string, string | null>>>(
  about: T,
): about is T & { readonly [K in keyof T]: string } {
  return Object.values(about).every((one) => one !== null);
}
