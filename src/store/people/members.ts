import { sql, type Kysely } from 'kysely';
import type { Member } from '#domain/account/account.ts';
import type { Role } from '#domain/policy/viewer.ts';
import { hasFactor } from '#store/account/has-factor.ts';
import type { Database } from '#store/schema.ts';

export type StoredMember = Member & { readonly account: string };

export type Members = {
  /** Makes everyone else who wants to change the organisation's members wait for this transaction. */
  lock(organisation: string): Promise<void>;
  /** By name; whoever has left the organisation is none. */
  list(organisation: string): Promise<StoredMember[]>;
  /** The people that the account is in its organisations. */
  ofAccount(account: string): Promise<{ readonly organisation: string; readonly person: string }[]>;
  /** False when the person, or the account, is a member here already. */
  insert(
    organisation: string,
    member: { readonly person: string; readonly account: string; readonly roles: readonly Role[] },
  ): Promise<boolean>;
  change(
    organisation: string,
    person: string,
    to: { readonly roles: readonly Role[]; readonly disabled: boolean },
  ): Promise<void>;
  remove(organisation: string, person: string): Promise<void>;
};

export function membersIn(db: Kysely<Database>): Members {
  return {
    lock: async (organisation) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${organisation}, 4))`.execute(db);
    },
    list: (organisation) =>
      db
        .selectFrom('membership as m')
        .innerJoin('account as a', 'a.id', 'm.account_id')
        .innerJoin('person as p', (join) =>
          join.onRef('p.organisation_id', '=', 'm.organisation_id').onRef('p.id', '=', 'm.person_id'),
        )
        .select(['m.person_id as person', 'm.account_id as account', 'p.name', 'a.email', 'm.roles'])
        .select(sql<boolean>`m.disabled_at is not null`.as('disabled'))
        .select(hasFactor(sql`a.id`).as('secondFactor'))
        .where('m.organisation_id', '=', organisation)
        .where('p.removed_at', 'is', null)
        .orderBy(sql`p.name collate "und-x-icu"`)
        .orderBy('p.id')
        .execute(),
    ofAccount: async (account) => {
      const { rows } = await sql<{ organisation: string; person: string }>`
        select organisation_id as organisation, person_id as person from memberships_of(${account})`.execute(
        db,
      );
      return rows;
    },
    insert: async (organisation, { person, account, roles }) => {
      const done = await db
        .insertInto('membership')
        .values({
          organisation_id: organisation,
          person_id: person,
          account_id: account,
          roles: JSON.stringify(roles),
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return done.numInsertedOrUpdatedRows === 1n;
    },
    change: async (organisation, person, { roles, disabled }) => {
      await db
        .updateTable('membership')
        .set({
          roles: JSON.stringify(roles),
          disabled_at: disabled ? sql`coalesce(disabled_at, now())` : null,
        })
        .where('organisation_id', '=', organisation)
        .where('person_id', '=', person)
        .execute();
    },
    remove: async (organisation, person) => {
      await db
        .deleteFrom('membership')
        .where('organisation_id', '=', organisation)
        .where('person_id', '=', person)
        .execute();
    },
  };
}
