/** Passkeys, and what they were asked to sign. */
import { sql, type Kysely } from 'kysely';
import type { PasskeyPurpose, PasskeyShown } from '#domain/account/factors.ts';
import { clock, clockPlus } from './account-clock.ts';
import type { Database } from '#store/schema.ts';

/** As a browser tells of it when it makes one; everything is base64url. */
export type NewPasskey = {
  readonly id: string;
  readonly account: string;
  readonly credentialId: string;
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly name: string;
};

export type StoredPasskey = Omit<NewPasskey, 'name' | 'id'>;

/** `browserHash` is of the secret that only the asking browser has; `account` is absent where nobody is signed in. */
export type Challenge = {
  readonly challenge: string;
  readonly browserHash: string;
  readonly purpose: PasskeyPurpose;
  readonly account?: string;
};

const CHALLENGE_MINUTES = 5;

export type Passkeys = {
  list(account: string): Promise<PasskeyShown[]>;
  /** What a browser is told of those that the account has. */
  credentials(account: string): Promise<{ readonly id: string; readonly transports: readonly string[] }[]>;
  /** The passkey that a browser calls so, whosever it is. */
  find(credentialId: string): Promise<StoredPasskey | undefined>;
  /** False when there is one of that name among all accounts: an authenticator makes each once. */
  insert(passkey: NewPasskey): Promise<boolean>;
  rename(account: string, id: string, name: string): Promise<boolean>;
  remove(account: string, id: string): Promise<boolean>;
  removeAll(account: string): Promise<number>;
  /**
   * Notes a use. False where the count of the passkey has not grown meanwhile: a copy of it was used. One that counts
   * nothing stays at 0.
   */
  used(credentialId: string, counter: number): Promise<boolean>;
  ask(challenge: Challenge): Promise<void>;
  /** Takes the challenge away; false when it is not one that this browser asked for this, or its time is over. */
  answer(challenge: Challenge): Promise<boolean>;
};

export function passkeysIn(db: Kysely<Database>): Passkeys {
  return {
    list: (account) =>
      db
        .selectFrom('passkey')
        .select(['id', 'name', 'made_at as madeAt', 'used_at as usedAt'])
        .where('account_id', '=', account)
        .orderBy('made_at')
        .orderBy('id')
        .execute(),
    credentials: (account) =>
      db
        .selectFrom('passkey')
        .select(['credential_id as id', 'transports'])
        .where('account_id', '=', account)
        .orderBy('made_at')
        .execute(),
    find: async (credentialId) => {
      const found = await db
        .selectFrom('passkey')
        .select(['account_id as account', 'public_key as publicKey', 'counter', 'transports'])
        .where('credential_id', '=', credentialId)
        .executeTakeFirst();
      return found === undefined ? undefined : { ...found, credentialId, counter: Number(found.counter) };
    },
    ...changesIn(db),
    ...challengesIn(db),
  };
}

function changesIn(
  db: Kysely<Database>,
): Pick<Passkeys, 'insert' | 'rename' | 'remove' | 'removeAll' | 'used'> {
  return {
    insert: async ({ id, account, credentialId, publicKey, counter, transports, name }) => {
      const done = await db
        .insertInto('passkey')
        .values({
          id,
          account_id: account,
          credential_id: credentialId,
          public_key: publicKey,
          counter,
          transports: JSON.stringify(transports),
          name,
          made_at: clock,
        })
        .onConflict((conflict) => conflict.column('credential_id').doNothing())
        .executeTakeFirst();
      return done.numInsertedOrUpdatedRows === 1n;
    },
    rename: async (account, id, name) => {
      const done = await db
        .updateTable('passkey')
        .set({ name })
        .where('account_id', '=', account)
        .where('id', '=', id)
        .executeTakeFirst();
      return done.numUpdatedRows === 1n;
    },
    remove: async (account, id) => {
      const done = await db
        .deleteFrom('passkey')
        .where('account_id', '=', account)
        .where('id', '=', id)
        .executeTakeFirst();
      return done.numDeletedRows === 1n;
    },
    removeAll: async (account) => {
      const done = await db.deleteFrom('passkey').where('account_id', '=', account).executeTakeFirst();
      return Number(done.numDeletedRows);
    },
    used: async (credentialId, counter) => {
      const done = await db
        .updateTable('passkey')
        .set({ counter, used_at: clock })
        .where('credential_id', '=', credentialId)
        .where(sql<boolean>`(counter < ${counter} or (counter = 0 and ${counter} = 0))`)
        .executeTakeFirst();
      return done.numUpdatedRows === 1n;
    },
  };
}

function challengesIn(db: Kysely<Database>): Pick<Passkeys, 'ask' | 'answer'> {
  return {
    ask: async ({ challenge, browserHash, purpose, account }) => {
      await sql`delete from passkey_challenge where ends_at < ${clock}`.execute(db);
      await db
        .insertInto('passkey_challenge')
        .values({
          challenge,
          browser_hash: browserHash,
          purpose,
          account_id: account ?? null,
          ends_at: clockPlus(CHALLENGE_MINUTES, 'minutes'),
        })
        .execute();
    },
    answer: async ({ challenge, browserHash, purpose, account }) => {
      const done = await sql`
        delete from passkey_challenge
        where challenge = ${challenge} and browser_hash = ${browserHash} and purpose = ${purpose}
          and account_id is not distinct from ${account ?? null}::uuid and ends_at > ${clock}`.execute(db);
      return done.numAffectedRows === 1n;
    },
  };
}
