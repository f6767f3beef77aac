/** What an account has beside its password, but passkeys; and what was changed about both. */
import { sql, type Kysely } from 'kysely';
import type { ChangedBy, FactorChange, FactorNote, FactorsShown } from '#domain/account/factors.ts';
import { clock } from './account-clock.ts';
import { hasFactor } from './has-factor.ts';
import { onlyRow } from '#store/database/only-row.ts';
import type { Database } from '#store/schema.ts';

/** `secret` is sealed. */
export type StoredAuthenticator = { readonly secret: string; readonly confirmed: boolean };

export type Factors = {
  show(account: string): Promise<Omit<FactorsShown, 'passkeys'>>;
  /** Whether there is an authenticator app that was confirmed, or a passkey. */
  has(account: string): Promise<boolean>;
  authenticator(account: string): Promise<StoredAuthenticator | undefined>;
  /** One to be confirmed, in the place of another such; false where one is confirmed already. */
  offerAuthenticator(account: string, secret: string): Promise<boolean>;
  /** False when the offered one is not this any more. `step` is that of the code which confirmed it. */
  confirmAuthenticator(account: string, secret: string, step: number): Promise<boolean>;
  /** Takes the code of that step, once; false when one of it, or of a later one, was taken before. */
  takeStep(account: string, step: number): Promise<boolean>;
  /** False when there is none. */
  removeAuthenticator(account: string): Promise<boolean>;
  /** In the place of all before. */
  setRecoveryCodes(account: string, hashes: readonly string[]): Promise<void>;
  /** Takes a code, once. */
  useRecoveryCode(account: string, hash: string): Promise<boolean>;
  note(account: string, change: FactorChange, by: ChangedBy): Promise<void>;
};

/** How many changes somebody is shown. */
const NOTES = 10;

export function factorsIn(db: Kysely<Database>): Factors {
  return {
    show: async (account) => {
      const app = await authenticatorOf(db, account);
      return {
        authenticator: app?.confirmed_at ?? null,
        recoveryCodes: await codesLeft(db, account),
        changes: await notesOf(db, account),
      };
    },
    has: async (account) => {
      const { rows } = await sql<{ has: boolean }>`select ${hasFactor(sql`${account}::uuid`)} as has`.execute(
        db,
      );
      return onlyRow(rows).has;
    },
    note: async (account, change, by) => {
      await db.insertInto('factor_change').values({ account_id: account, at: clock, change, by }).execute();
    },
    ...authenticatorsIn(db),
    ...recoveryCodesIn(db),
  };
}

type AuthenticatorParts =
  | 'authenticator'
  | 'offerAuthenticator'
  | 'confirmAuthenticator'
  | 'takeStep'
  | 'removeAuthenticator';

function authenticatorsIn(db: Kysely<Database>): Pick<Factors, AuthenticatorParts> {
  return {
    authenticator: async (account) => {
      const app = await authenticatorOf(db, account);
      return app === undefined ? undefined : { secret: app.secret, confirmed: app.confirmed_at !== null };
    },
    offerAuthenticator: async (account, secret) => {
      const done = await db
        .insertInto('authenticator')
        .values({ account_id: account, secret, made_at: clock, confirmed_at: null })
        .onConflict((conflict) =>
          conflict
            .column('account_id')
            .doUpdateSet({ secret, made_at: clock })
            .where('authenticator.confirmed_at', 'is', null),
        )
        .executeTakeFirst();
      return done.numInsertedOrUpdatedRows === 1n;
    },
    confirmAuthenticator: async (account, secret, step) => {
      const done = await db
        .updateTable('authenticator')
        .set({ confirmed_at: clock, last_step: step })
        .where('account_id', '=', account)
        .where('secret', '=', secret)
        .where('confirmed_at', 'is', null)
        .executeTakeFirst();
      return done.numUpdatedRows === 1n;
    },
    takeStep: async (account, step) => {
      const done = await db
        .updateTable('authenticator')
        .set({ last_step: step })
        .where('account_id', '=', account)
        .where('confirmed_at', 'is not', null)
        .where(sql<boolean>`last_step < ${step}`)
        .executeTakeFirst();
      return done.numUpdatedRows === 1n;
    },
    removeAuthenticator: async (account) => {
      const done = await db.deleteFrom('authenticator').where('account_id', '=', account).executeTakeFirst();
      return done.numDeletedRows === 1n;
    },
  };
}

function recoveryCodesIn(db: Kysely<Database>): Pick<Factors, 'setRecoveryCodes' | 'useRecoveryCode'> {
  return {
    setRecoveryCodes: async (account, hashes) => {
      await db.deleteFrom('recovery_code').where('account_id', '=', account).execute();
      const rows = hashes.map((hash) => ({ account_id: account, code_hash: hash, used_at: null }));
      if (rows.length > 0) await db.insertInto('recovery_code').values(rows).execute();
    },
    useRecoveryCode: async (account, hash) => {
      const done = await db
        .updateTable('recovery_code')
        .set({ used_at: clock })
        .where('account_id', '=', account)
        .where('code_hash', '=', hash)
        .where('used_at', 'is', null)
        .executeTakeFirst();
      return done.numUpdatedRows === 1n;
    },
  };
}

function authenticatorOf(
  db: Kysely<Database>,
  account: string,
): Promise<{ readonly secret: string; readonly confirmed_at: string | null } | undefined> {
  return db
    .selectFrom('authenticator')
    .select(['secret', 'confirmed_at'])
    .where('account_id', '=', account)
    .executeTakeFirst();
}

async function codesLeft(db: Kysely<Database>, account: string): Promise<number> {
  const left = await db
    .selectFrom('recovery_code')
    .select('code_hash')
    .where('account_id', '=', account)
    .where('used_at', 'is', null)
    .execute();
  return left.length;
}

function notesOf(db: Kysely<Database>, account: string): Promise<FactorNote[]> {
  return db
    .selectFrom('factor_change')
    .select(['at', 'change', 'by'])
    .where('account_id', '=', account)
    .orderBy('at', 'desc')
    .limit(NOTES)
    .execute();
}
