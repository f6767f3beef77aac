import { sql, type Kysely } from 'kysely';
import { SESSION_LASTS } from '#domain/account/account.ts';
import type { Membership } from '#domain/policy/viewer.ts';
import { clock } from './account-clock.ts';
import { hasFactor } from './has-factor.ts';
import { onlyRow } from '#store/database/only-row.ts';
import type { Database } from '#store/schema.ts';

/** What one request's cookie says; `accounts` is false as long as nobody has one. */
export type Visit = {
  readonly accounts: boolean;
  /** Null where the cookie opens nothing. */
  readonly account: string | null;
  /** The account has a second factor, and this session was not given one. */
  readonly owes: boolean;
  readonly secondFactor: boolean;
  /** It began at a provider, and whoever sits there has shown nothing of their own since. */
  readonly byProvider: boolean;
  readonly memberships: readonly Membership[];
};

type VisitRow = Pick<Visit, 'accounts' | 'account' | 'byProvider' | 'memberships'> & {
  readonly given: boolean;
  readonly factor: boolean;
};

/**
 * What a cookie's secret says, in one statement: the session if it has not ended, and what its account is now in
 * every organisation, or only in the one whose provider let somebody in: that provider speaks for no other. The use is
 * noted once a minute at most.
 */
export async function visit(db: Kysely<Database>, secretHash: string | undefined): Promise<Visit> {
  const { rows } = await sql<VisitRow>`
    with seen as materialized (
      select s.id, s.account_id, s.used_at, s.second_at, s.provider_of,
        s.provider_of is not null and s.proven_at <= s.began_at as sent, moment.at
      from account_session s, (select ${clock} as at) moment
      where s.secret_hash = ${secretHash ?? null}
        and s.ends_at > moment.at
        and s.used_at > moment.at - ${`${SESSION_LASTS.idleHours} hours`}::interval
    ), noted as (
      update account_session s set used_at = seen.at from seen
      where s.id = seen.id and seen.used_at < seen.at - interval '1 minute'
    )
    select exists (select from account) as accounts, seen.account_id as account,
      seen.second_at is not null as given, ${hasFactor(sql`seen.account_id`)} as factor,
      coalesce(seen.sent, false) as "byProvider",
      coalesce((
        select jsonb_agg(
          jsonb_build_object('organisation', m.organisation_id, 'person', m.person_id, 'roles', m.roles)
          order by m.organisation_id)
        from membership m
        join person p on p.organisation_id = m.organisation_id and p.id = m.person_id and p.removed_at is null
        where m.account_id = seen.account_id and m.disabled_at is null
          and (seen.provider_of is null or seen.provider_of = m.organisation_id)
      ), '[]') as memberships
    from (select) as always left join seen on true`.execute(db);
  const { given, factor, ...told } = onlyRow(rows);
  return { ...told, owes: factor && !given, secondFactor: factor };
}
