import { sql, type RawBuilder } from 'kysely';

/** Whether an account has a second factor: an authenticator app that was confirmed, or a passkey. */
export function hasFactor(account: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`(
    exists (select from authenticator f where f.account_id = ${account} and f.confirmed_at is not null)
    or exists (select from passkey f where f.account_id = ${account})
  )`;
}
