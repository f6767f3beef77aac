/** The tables of accounts as Kysely sees them; see the migration `accounts`. */
import type { ColumnType, Generated } from 'kysely';
import type { SecondFactor, SignInWay } from '#domain/account/account.ts';
import type { ChangedBy, FactorChange, PasskeyPurpose } from '#domain/account/factors.ts';
import type { Instant } from '#domain/planning/loop-problem.ts';
import type { Role } from '#domain/policy/viewer.ts';
import type { AccountLinkTable } from './account-links.ts';

/** Comes out parsed, goes in as JSON text. */
type Roles = ColumnType<readonly Role[], string, string>;

export type AccountTables = {
  account: {
    id: string;
    email: string;
    name: string;
    password: string | null;
    created_at: Generated<Instant>;
    confirmed_at: Instant | null;
  };
  account_session: {
    id: string;
    account_id: string;
    secret_hash: string;
    browser: string;
    began_at: Instant;
    used_at: Instant;
    ends_at: Instant;
    way: SignInWay;
    provider_of: string | null;
    second_factor: SecondFactor | null;
    second_at: Instant | null;
    proven_at: Instant;
  };
  authenticator: {
    account_id: string;
    secret: string;
    made_at: Instant;
    confirmed_at: Instant | null;
    last_step: ColumnType<string, number | undefined, number>;
  };
  recovery_code: { account_id: string; code_hash: string; used_at: Instant | null };
  factor_change: { account_id: string; at: Instant; change: FactorChange; by: ChangedBy };
  passkey: {
    id: string;
    account_id: string;
    credential_id: string;
    public_key: string;
    counter: ColumnType<string, number, number>;
    transports: ColumnType<readonly string[], string, never>;
    name: string;
    made_at: Instant;
    used_at: Instant | null;
  };
  passkey_challenge: {
    challenge: string;
    browser_hash: string;
    purpose: PasskeyPurpose;
    account_id: string | null;
    ends_at: Instant;
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
    mailed_hash: string | null;
    made_at: Instant;
    ends_at: Instant;
  };
  identity_provider: {
    organisation_id: string;
    name: string;
    issuer: string;
    client_id: string;
    client_secret: string | null;
    domains: ColumnType<readonly string[], string, string>;
    required: boolean;
    version: number;
  };
  account_identity: {
    organisation_id: string;
    issuer: string;
    subject: string;
    account_id: string;
    linked_at: Instant;
  };
  sign_in_attempt: {
    state_hash: string;
    browser_hash: string;
    organisation_id: string;
    nonce: string;
    verifier: string;
    next: string;
    account_id: string | null;
    ends_at: Instant;
  };
};
