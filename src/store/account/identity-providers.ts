/** The sign-in provider of an organisation: one, or none. */
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { ProviderSettings } from '#domain/account/provider.ts';
import type { Database } from '#store/schema.ts';

/** `clientSecret` is sealed. */
export type StoredProvider = ProviderSettings & {
  readonly clientSecret: string | null;
  readonly version: number;
};

/** Whom somebody must go to, in the place of a password. */
export type DueProvider = { readonly organisation: string; readonly name: string };

export type IdentityProviders = {
  find(organisation: string): Promise<StoredProvider | undefined>;
  insert(organisation: string, provider: StoredProvider): Promise<void>;
  change(organisation: string, provider: StoredProvider): Promise<void>;
  /** With all that hangs on it: identities, attempts and sessions. False when there is none. */
  remove(organisation: string): Promise<boolean>;
  /** The one provider by which the account must sign in, where it must. */
  dueOf(account: string): Promise<DueProvider | undefined>;
  /** Of those who must sign in by it, every session that began otherwise, or is about to. */
  endOtherSessions(organisation: string): Promise<void>;
};

/**
 * Whether an account must sign in by its organisation's provider: it is a member of that one alone, and no
 * administrator there, since somebody has to come in when the provider is down.
 */
export function mustUseProvider(account: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select from membership bound join identity_provider its on its.organisation_id = bound.organisation_id
    where bound.account_id = ${account} and bound.disabled_at is null and its.required
      and not bound.roles @> '["administrator"]'
      and not exists (
        select from memberships_of(bound.account_id) other
        where other.organisation_id <> bound.organisation_id and other.disabled_at is null
      )
  )`;
}

export function identityProvidersIn(db: Kysely<Database>): IdentityProviders {
  return {
    find: (organisation) =>
      db
        .selectFrom('identity_provider')
        .select(['name', 'issuer', 'client_id as clientId', 'client_secret as clientSecret'])
        .select(['domains', 'required', 'version'])
        .where('organisation_id', '=', organisation)
        .executeTakeFirst(),
    insert: async (organisation, provider) => {
      await db
        .insertInto('identity_provider')
        .values({ organisation_id: organisation, ...rowOf(provider) })
        .execute();
    },
    change: async (organisation, provider) => {
      await db
        .updateTable('identity_provider')
        .set(rowOf(provider))
        .where('organisation_id', '=', organisation)
        .execute();
    },
    remove: async (organisation) => {
      const done = await db
        .deleteFrom('identity_provider')
        .where('organisation_id', '=', organisation)
        .executeTakeFirst();
      return done.numDeletedRows === 1n;
    },
    dueOf: (account) =>
      db
        .selectFrom('membership as m')
        .innerJoin('identity_provider as i', 'i.organisation_id', 'm.organisation_id')
        .select(['i.organisation_id as organisation', 'i.name'])
        .where('m.account_id', '=', account)
        .where('m.disabled_at', 'is', null)
        .where(mustUseProvider(sql.ref('m.account_id')))
        .executeTakeFirst(),
    endOtherSessions: async (organisation) => {
      // Whoever signs in just now has the account locked: either their session is there afterwards and ends, or they
      // find out that they must use the provider. In one order, as all who lock several do.
      await sql`
        select from account where id in (select account_id from membership where organisation_id = ${organisation})
        order by id for update`.execute(db);
      await sql`
        delete from account_session s using membership m
        where m.organisation_id = ${organisation} and s.account_id = m.account_id
          and s.provider_of is null and ${mustUseProvider(sql.ref('m.account_id'))}`.execute(db);
    },
  };
}

function rowOf({ name, issuer, clientId, clientSecret, domains, required, version }: StoredProvider) {
  return {
    name,
    issuer,
    client_id: clientId,
    client_secret: clientSecret,
    domains: JSON.stringify(domains),
    required,
    version,
  };
}
