/** Who is signed in. The cookie's secret is never stored, only its hash. */
import { sql, type Kysely } from 'kysely';
import {
  FACTOR_MINUTES,
  SESSION_LASTS,
  type SecondFactor,
  type SessionShown,
  type SignInWay,
} from '#domain/account/account.ts';
import { clock, clockPlus } from './account-clock.ts';
import { hasFactor } from './has-factor.ts';
import { mustUseProvider } from './identity-providers.ts';
import type { Database } from '#store/schema.ts';

export type NewSession = {
  readonly id: string;
  readonly account: string;
  readonly secretHash: string;
  readonly browser: string;
  readonly way: SignInWay;
  /** The organisation whose provider let them in; there with that way alone. */
  readonly providerOf?: string;
  readonly second?: SecondFactor;
};

export type SecondGiven = {
  /** Of the session's secret, and of the one that takes its place. */
  readonly before: string;
  readonly after: string;
  readonly factor: SecondFactor;
};

export type AccountSessions = {
  /**
   * Begins one, unless the account's password is not `password` any more, or the account must come by its provider and
   * does not. One that owes a second factor lasts minutes.
   * Those that have ended are cleared away.
   */
  begin(session: NewSession, password: string | null): Promise<boolean>;
  list(account: string): Promise<SessionShown[]>;
  /** The id of a session that has not ended. */
  find(secretHash: string): Promise<string | undefined>;
  /** Another secret in the place of the one before, for whoever has just shown who they are. */
  renew(id: string, secretHash: string): Promise<void>;
  /** The same for whoever gave a second factor; false when the session has ended or was given one before. */
  giveSecond(given: SecondGiven): Promise<boolean>;
  /** Notes that whoever sits there has shown again who they are. */
  prove(secretHash: string): Promise<boolean>;
  /** Whether they did so within the last minutes; having come by a provider is not enough. */
  isProven(secretHash: string): Promise<boolean>;
  end(account: string, id: string): Promise<boolean>;
  endBySecret(secretHash: string): Promise<void>;
  /** Those of the account that came by the organisation's provider, but the one whose secret has the hash `keep`. */
  endOfProvider(account: string, organisation: string, keep: string): Promise<void>;
  /** All of the account, but the one to keep. */
  endAll(account: string, keep?: string): Promise<void>;
};

/** Of sessions that have not ended. */
const lives = sql<boolean>`ends_at > ${clock} and used_at > ${clockPlus(-SESSION_LASTS.idleHours, 'hours')}`;

export function accountSessionsIn(db: Kysely<Database>): AccountSessions {
  return {
    begin: (session, password) => begin(db, session, password),
    list: (account) =>
      db
        .selectFrom('account_session')
        .select(['id', 'browser', 'began_at as beganAt', 'used_at as usedAt'])
        .select(['way', 'second_factor as secondFactor'])
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
    ...provingIn(db),
    renew: async (id, secretHash) => {
      await db
        .updateTable('account_session')
        .set({ secret_hash: secretHash, proven_at: clock })
        .where('id', '=', id)
        .execute();
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
    endOfProvider: async (account, organisation, keep) => {
      await db
        .deleteFrom('account_session')
        .where('account_id', '=', account)
        .where('provider_of', '=', organisation)
        .where('secret_hash', '!=', keep)
        .execute();
    },
    endAll: async (account, keep) => {
      const all = db.deleteFrom('account_session').where('account_id', '=', account);
      await (keep === undefined ? all : all.where('id', '!=', keep)).execute();
    },
  };
}

/** What a provider says is no proof: whoever came by it alone would add a way in to an account that is not its own. */
const provenHere = sql<boolean>`(provider_of is null or proven_at > began_at)`;

function provingIn(db: Kysely<Database>): Pick<AccountSessions, 'giveSecond' | 'prove' | 'isProven'> {
  return {
    giveSecond: async ({ before, after, factor }) => {
      const done = await db
        .updateTable('account_session')
        .set({ secret_hash: after, second_factor: factor, second_at: clock, proven_at: clock })
        .set({ ends_at: sql<string>`began_at + ${`${SESSION_LASTS.days} days`}::interval` })
        .where('secret_hash', '=', before)
        .where('second_at', 'is', null)
        .where(lives)
        .executeTakeFirst();
      return done.numUpdatedRows === 1n;
    },
    prove: async (secretHash) => {
      const done = await db
        .updateTable('account_session')
        .set({ proven_at: clock })
        .where('secret_hash', '=', secretHash)
        .where(lives)
        .executeTakeFirst();
      return done.numUpdatedRows === 1n;
    },
    isProven: async (secretHash) => {
      const found = await db
        .selectFrom('account_session')
        .select('id')
        .where('secret_hash', '=', secretHash)
        .where(lives)
        .where(sql<boolean>`proven_at > ${clockPlus(-FACTOR_MINUTES.proven, 'minutes')}`)
        .where(provenHere)
        .execute();
      return found.length === 1;
    },
  };
}

async function begin(
  db: Kysely<Database>,
  { id, account, secretHash, browser, way, providerOf, second }: NewSession,
  password: string | null,
): Promise<boolean> {
  const given = second ?? null;
  const lasts = sql`case when ${given}::text is null and ${hasFactor(sql`a.id`)}
        then ${clockPlus(FACTOR_MINUTES.toFinish, 'minutes')} else ${clockPlus(SESSION_LASTS.days, 'days')} end`;
  await sql`delete from account_session where not (${lives})`.execute(db);
  // By itself: what others did while this waited is seen by the next statement, and not by this one.
  await sql`select from account where id = ${account} for share`.execute(db);
  const begun = await sql`
        insert into account_session (id, account_id, secret_hash, browser, way, provider_of, second_factor, second_at,
          proven_at, began_at, used_at, ends_at)
        select ${id}, a.id, ${secretHash}, ${browser}, ${way}, ${providerOf ?? null}::uuid, ${given}::text,
          case when ${given}::text is null then null else ${clock} end,
          ${clock}, ${clock}, ${clock}, ${lasts}
        from account a where a.id = ${account} and a.password is not distinct from ${password}
          and (${way} = 'provider' or not ${mustUseProvider(sql`a.id`)})`.execute(db);
  return begun.numAffectedRows === 1n;
}
