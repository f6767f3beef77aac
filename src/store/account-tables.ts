/** The tables of accounts as Kysely sees them; see the migration `accounts`. */
import type { ColumnType, Generated } from 'kysely';
import type { SecondFactor, SignInWay } from '#domain/account.ts';
import type { Instant } from '#domain/loop-problem.ts';
import type { Role } from '#domain/viewer.ts';
import type { AccountLinkTable } from './account-links.ts';

/** Comes out parsed, goes in as JSON text. */
type Roles = ColumnType<readonly Role[], string, string>;

export type AccountTables = {
  account: { id: string; email: string; name: string; password: string; created_at: Generated<Instant> };
  account_session: {
    id: string;
    account_id: string;
    secret_hash: string;
    browser: string;
    began_at: Instant;
    used_at: Instant;
    ends_at: Instant;
    way: SignInWay;
    second_factor: SecondFactor | null;
    second_at: Instant | null;
    proven_at: Instant;
  };
  set_up_link: { single: Generated<boolean>; token_hash: string };
  account_link: AccountLinkTable;
  tries: { key: string; began_at: Instant; count: number };
  membership: {
    organisation_id: string;
    person_id: string;
    account_id: string;
    roles: Roles;
    joined_at: Generated<Instant>;
    disabled_at: Instant | null;
  };
  invitation: {
    organisation_id: string;
    id: string;
    person_id: string;
    email: string;
    roles: Roles;
    token_hash: string;
    made_at: Instant;
    ends_at: Instant;
  };
};
