/** Accounts, the link that makes the first one, and how often somebody tried. */
import { sql, type Kysely } from 'kysely';
import type { Account } from '#domain/account/account.ts';
import { clock } from './account-clock.ts';
import type { Database } from '#store/schema.ts';

/**
 * `open`: it may sign in, because it is a member somewhere that is not disabled, or invited to become one.
 * `confirmed`: whoever has its mailbox has been here. `password` is null where there is none.
 */
export type StoredAccount = Account & {
  readonly password: string | null;
  readonly open: boolean;
  readonly confirmed: boolean;
};

export type Accounts = {
  any(): Promise<boolean>;
  /** Makes others who want to make the first account wait for this transaction. */
  lockFirst(): Promise<void>;
  /** Makes others who want to change how the account signs in wait for this transaction. */
  lock(id: string): Promise<void>;
  find(id: string): Promise<StoredAccount | undefined>;
  byEmail(email: string): Promise<StoredAccount | undefined>;
  /** False when the address has an account already. */
  insert(account: Omit<StoredAccount, 'open'>): Promise<boolean>;
  /** False when it was confirmed before. Its password is gone then: whoever set it had not shown the mailbox. */
  confirm(id: string): Promise<boolean>;
  rename(id: string, name: string): Promise<void>;
  /** False when the password is not `before` any more. */
  setPassword(id: string, before: string | null, password: string): Promise<boolean>;
  /** Puts the link in the place of the one before. */
  setSetUpLink(tokenHash: string): Promise<void>;
  /** Takes the link away; false when it is not this one. */
  useSetUpLink(tokenHash: string): Promise<boolean>;
  isSetUpLink(tokenHash: string): Promise<boolean>;
};

export function accountsIn(db: Kysely<Database>): Accounts {
  return {
    any: async () => (await db.selectFrom('account').select('id').limit(1).execute()).length > 0,
    lockFirst: async () => {
      await sql`select pg_advisory_xact_lock(hashtextextended('the first account', 2))`.execute(db);
    },
    lock: async (id) => {
      await db.selectFrom('account').select('id').where('id', '=', id).forUpdate().execute();
    },
    find: (id) => stored(db).where('a.id', '=', id).executeTakeFirst(),
    byEmail: (email) => stored(db).where('a.email', '=', email).executeTakeFirst(),
    confirm: async (id) => {
      const done = await db
        .updateTable('account')
        .set({ confirmed_at: clock, password: null })
        .where('id', '=', id)
        .where('confirmed_at', 'is', null)
        .executeTakeFirst();
      return done.numUpdatedRows === 1n;
    },
    insert: async ({ confirmed, ...account }) => {
      const done = await db
        .insertInto('account')
        .values({ ...account, confirmed_at: confirmed ? clock : null })
        .onConflict((conflict) => conflict.column('email').doNothing())
        .executeTakeFirst();
      return done.numInsertedOrUpdatedRows === 1n;
    },
    rename: async (id, name) => {
      await db.updateTable('account').set({ name }).where('id', '=', id).execute();
    },
    setPassword: async (id, before, password) => {
      const done = await db
        .updateTable('account')
        .set({ password })
        .where('id', '=', id)
        .where('password', 'is not distinct from', before)
        .executeTakeFirst();
      return done.numUpdatedRows === 1n;
    },
    ...setUpLinkIn(db),
  };
}

function setUpLinkIn(db: Kysely<Database>): Pick<Accounts, 'setSetUpLink' | 'useSetUpLink' | 'isSetUpLink'> {
  return {
    setSetUpLink: async (tokenHash) => {
      await db
        .insertInto('set_up_link')
        .values({ token_hash: tokenHash })
        .onConflict((conflict) => conflict.column('single').doUpdateSet({ token_hash: tokenHash }))
        .execute();
    },
    useSetUpLink: async (tokenHash) => {
      const done = await db.deleteFrom('set_up_link').where('token_hash', '=', tokenHash).executeTakeFirst();
      return done.numDeletedRows === 1n;
    },
    isSetUpLink: async (tokenHash) => {
      const found = await db
        .selectFrom('set_up_link')
        .select('single')
        .where('token_hash', '=', tokenHash)
        .execute();
      return found.length === 1;
    },
  };
}

function stored(db: Kysely<Database>) {
  return db
    .selectFrom('account as a')
    .select(['a.id', 'a.email', 'a.name', 'a.password'])
    .select(sql<boolean>`a.confirmed_at is not null`.as('confirmed'))
    .select(
      sql<boolean>`(
        exists (
          select from membership m
          join person p on p.organisation_id = m.organisation_id and p.id = m.person_id
          where m.account_id = a.id and m.disabled_at is null and p.removed_at is null
        ) or exists (select from invitation i where i.email = a.email and i.ends_at > ${clock})
      )`.as('open'),
    );
}
