/** By what a provider calls somebody, and on the way there and back. */
import type { Kysely } from 'kysely';
import { ATTEMPT_MINUTES } from '#domain/account/provider.ts';
import type { Instant } from '#domain/planning/loop-problem.ts';
import { clock, clockPlus } from './account-clock.ts';
import type { Database } from '#store/schema.ts';

export type Identity = { readonly issuer: string; readonly subject: string };

/** `name` is the provider's. */
export type LinkedIdentity = {
  readonly organisation: string;
  readonly name: string;
  readonly linkedAt: Instant;
};

export type Identities = {
  /** The account that the organisation's provider means. */
  accountOf(organisation: string, identity: Identity): Promise<string | undefined>;
  ofAccount(account: string): Promise<LinkedIdentity[]>;
  /** In the place of the account's earlier one; false when the identity is another account's. */
  link(organisation: string, account: string, identity: Identity): Promise<boolean>;
  /** False when there is none. */
  unlink(organisation: string, account: string): Promise<boolean>;
};

export function identitiesIn(db: Kysely<Database>): Identities {
  return {
    accountOf: async (organisation, { issuer, subject }) => {
      const found = await db
        .selectFrom('account_identity')
        .select('account_id as account')
        .where('organisation_id', '=', organisation)
        .where('issuer', '=', issuer)
        .where('subject', '=', subject)
        .executeTakeFirst();
      return found?.account;
    },
    ofAccount: (account) =>
      db
        .selectFrom('account_identity as l')
        .innerJoin('identity_provider as p', 'p.organisation_id', 'l.organisation_id')
        .select(['l.organisation_id as organisation', 'p.name', 'l.linked_at as linkedAt'])
        .where('l.account_id', '=', account)
        .orderBy('p.name')
        .orderBy('l.organisation_id')
        .execute(),
    link: async (organisation, account, { issuer, subject }) => {
      await unlink(db, organisation, account);
      const done = await db
        .insertInto('account_identity')
        .values({ organisation_id: organisation, account_id: account, issuer, subject, linked_at: clock })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return done.numInsertedOrUpdatedRows === 1n;
    },
    unlink: (organisation, account) => unlink(db, organisation, account),
  };
}

async function unlink(db: Kysely<Database>, organisation: string, account: string): Promise<boolean> {
  const done = await db
    .deleteFrom('account_identity')
    .where('organisation_id', '=', organisation)
    .where('account_id', '=', account)
    .executeTakeFirst();
  return done.numDeletedRows === 1n;
}

/** `account`: whose identity is to be linked; without it somebody signs in. */
export type SignInAttempt = {
  readonly organisation: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly next: string;
  readonly account?: string;
};

export type SignInAttempts = {
  /** Those that are over are cleared away. */
  begin(attempt: SignInAttempt, by: { readonly state: string; readonly browser: string }): Promise<void>;
  /** Takes it away, if its time is not over; of several who ask at the same time one gets it. Both are hashes. */
  take(by: { readonly state: string; readonly browser: string }): Promise<SignInAttempt | undefined>;
};

export function signInAttemptsIn(db: Kysely<Database>): SignInAttempts {
  return {
    begin: async ({ organisation, account, ...secrets }, { state, browser }) => {
      await db.deleteFrom('sign_in_attempt').where('ends_at', '<=', clock).execute();
      await db
        .insertInto('sign_in_attempt')
        .values({
          state_hash: state,
          browser_hash: browser,
          organisation_id: organisation,
          ...secrets,
          account_id: account ?? null,
          ends_at: clockPlus(ATTEMPT_MINUTES, 'minutes'),
        })
        .execute();
    },
    take: async ({ state, browser }) => {
      const taken = await db
        .deleteFrom('sign_in_attempt')
        .where('state_hash', '=', state)
        .where('browser_hash', '=', browser)
        .where('ends_at', '>', clock)
        .returning(['organisation_id as organisation', 'nonce', 'verifier', 'next', 'account_id as account'])
        .executeTakeFirst();
      if (taken === undefined) return undefined;
      const { account, ...attempt } = taken;
      return account === null ? attempt : { ...attempt, account };
    },
  };
}
