/** Mail that is about no event of a loop (links to sign in, invitations to join, codes) and did not arrive. */
import { sql, type Kysely } from 'kysely';
import type { UndeliveredMail } from '#domain/telling/mail.ts';
import { withoutNulls } from '#store/database/nulls.ts';
import type { Database } from '#store/schema.ts';

export type Undelivered = {
  /** Of this organisation and of accounts, which are of the installation; the newest first, at most so many. */
  list(organisation: string, most: number): Promise<UndeliveredMail[]>;
};

export function undeliveredIn(db: Kysely<Database>): Undelivered {
  return {
    list: async (organisation, most) => {
      type Row = Omit<UndeliveredMail, 'nextAt'> & { readonly nextAt: string | null };
      const { rows } = await sql<Row>`
        select case split_part(o.about, ' ', 1) when 'invitation' then 'invitation' when 'code' then 'code'
            when 'times' then 'times' when 'offer' then 'times' when 'calendar' then 'calendar'
            else 'link' end as kind, o.made_at as "madeAt", o.attempts, o.problem, o.next_at as "nextAt"
        from outbox_message o
        where o.sent_at is null and o.problem is not null and o.problem <> 'withdrawn'
          and (o.organisation_id = ${organisation} or o.organisation_id is null)
          and not exists (select from ledger_message m where m.id = o.id)
        order by o.made_at desc, o.id desc limit ${most}`.execute(db);
      return rows.map(({ nextAt, ...row }) => ({ ...row, ...withoutNulls({ nextAt }) }));
    },
  };
}
