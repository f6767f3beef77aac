/** Who is signed in. The cookie's secret is never stored, only its hash. */
import { sql, type Kysely } from 'kysely';
import { SESSION_LASTS, type SessionShown } from '#domain/account.ts';
import type { Membership, Role } from '#domain/viewer.ts';
import { clock, clockPlus } from './account-clock.ts';
import type { Database } from './schema.ts';

/** What one request's cookie says; `accounts` is false as long as nobody has one. */
export type Visit = {
  readonly accounts: boolean;
  readonly account?: string;
  readonly memberships: readonly Membership[];
};

export type NewSession = {
  readonly id: string;
  readonly account: string;
  readonly secretHash: string;
  readonly browser: string;
};

export type AccountSessions = {
  /** Begins one, unless the account's password is not `password` any more. Those that have ended are cleared away. */
  begin(session: NewSession, password: string): Promise<boolean>;
  list(account: string): Promise<SessionShown[]>;
  /** The id of a session that has not ended. */
  find(secretHash: string): Promise<string | undefined>;
  end(account: string, id: string): Promise<boolean>;
  endBySecret(secretHash: string): Promise<void>;
  /** All of the account, but the one to keep. */
  endAll(account: string, keep?: string): Promise<void>;
};

export function accountSessionsIn(db: Kysely<Database>): AccountSessions {
  const lives = sql<boolean>`ends_at > ${clock} and used_at > ${clockPlus(-SESSION_LASTS.idleHours, 'hours')}`;
  return {
    begin: async ({ id, account, secretHash, browser }, password) => {
      await sql`delete from account_session where not (${lives})`.execute(db);
      const begun = await sql`
        insert into account_session (id, account_id, secret_hash, browser, began_at, used_at, ends_at)
        select ${id}, a.id, ${secretHash}, ${browser}, ${clock}, ${clock}, ${clockPlus(SESSION_LASTS.days, 'days')}
        from account a where a.id = ${account} and a.password = ${password} for share of a`.execute(db);
      return begun.numAffectedRows === 1n;
    },
    list: (account) =>
      db
        .selectFrom('account_session')
        .select(['id', 'browser', 'began_at as beganAt', 'used_at as usedAt'])
        .where('account_id', '=', account)
        .where(lives)
        .orderBy('used_at', 'desc')
        .orderBy('id')
        .execute(),
    find: async (secretHash) => {
      const found = await db
        .selectFrom('account_session')
        .select('id')
        .where('secret_hash', '=', secretHash)
        .where(lives)
        .executeTakeFirst();
      return found?.id;
    },
    end: async (account, id) => {
      const done = await db
        .deleteFrom('account_session')
        .where('account_id', '=', account)
        .where('id', '=', id)
        .executeTakeFirst();
      return done.numDeletedRows === 1n;
    },
    endBySecret: async (secretHash) => {
      await db.deleteFrom('account_session').where('secret_hash', '=', secretHash).execute();
    },
    endAll: async (account, keep) => {
      await db
        .deleteFrom('account_session')
        .where('account_id', '=', account)
        .$if(keep !== undefined, (query) => query.where('id', '!=', keep ?? ''))
        .execute();
    },
  };
}

type VisitRow = {
  readonly accounts: boolean;
  readonly account: string | null;
  readonly organisation: string | null;
  readonly person: string | null;
  readonly roles: readonly Role[] | null;
};

/**
 * What a cookie's secret says, in one statement: the session if it has not ended, and what its account is now in
 * every organisation. The use is noted once a minute at most.
 */
export async function visit(db: Kysely<Database>, secretHash: string | undefined): Promise<Visit> {
  const { rows } = await sql<VisitRow>`
    with seen as materialized (
      select s.id, s.account_id, s.used_at, moment.at
      from account_session s, (select ${clock} as at) moment
      where s.secret_hash = ${secretHash ?? null}
        and s.ends_at > moment.at
        and s.used_at > moment.at - ${`${SESSION_LASTS.idleHours} hours`}::interval
    ), noted as (
      update account_session s set used_at = seen.at from seen
      where s.id = seen.id and seen.used_at < seen.at - interval '1 minute'
    )
    select exists (select from account) as accounts, seen.account_id as account,
      m.organisation_id as organisation, m.person_id as person, m.roles
    from (select) as always
    left join seen on true
    left join (
      membership m join person p
        on p.organisation_id = m.organisation_id and p.id = m.person_id and p.removed_at is null
    ) on m.account_id = seen.account_id and m.disabled_at is null`.execute(db);
  const account = rows[0]?.account ?? undefined;
  return {
    accounts: rows[0]?.accounts === true,
    ...(account === undefined ? {} : { account }),
    memberships: rows.flatMap(({ organisation, person, roles }) =>
      organisation === null || person === null ? [] : [{ organisation, person, roles: roles ?? [] }],
    ),
  };
}
