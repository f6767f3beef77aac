/** Ways to alter one column of an entry, as the assignment of an UPDATE. `other` is another organisation. */
import { sql, type RawBuilder } from 'kysely';

/** One byte of each column, and of the sorts of details. */
export const FLIPS: Readonly<Record<string, (other: string) => RawBuilder<unknown>>> = {
  organisation_id: (other) => sql`organisation_id = ${other}`,
  number: () => sql`number = 13`,
  at: () => sql`at = at + interval '1 microsecond'`,
  actor: () => sql`actor = 'membes'`,
  actor_id: () =>
    sql`actor_id = overlay(actor_id::text placing translate(left(actor_id::text, 1), '0123456789abcdef', '123456789abcdef0') from 1 for 1)::uuid`,
  'actor_id, to nobody': () => sql`actor_id = null`,
  action: () => sql`action = 'person-changee'`,
  subject_kind: () => sql`subject_kind = 'persoo'`,
  subject_id: () =>
    sql`subject_id = overlay(subject_id::text placing translate(left(subject_id::text, 1), '0123456789abcdef', '123456789abcdef0') from 1 for 1)::uuid`,
  'details, a figure': () => sql`details = jsonb_set(details, '{sessions}', '8')`,
  'details, the same figure written otherwise': () => sql`details = jsonb_set(details, '{sessions}', '7.0')`,
  'details, a name': () => sql`details = details - 'sessions' || '{"sessionr": 7}'`,
  'details, all': () => sql`details = '{}'`,
  previous_hash: () =>
    sql`previous_hash = translate(left(previous_hash, 1), '0123456789abcdef', '123456789abcdef0') || substr(previous_hash, 2)`,
  hash: () => sql`hash = translate(left(hash, 1), '0123456789abcdef', '123456789abcdef0') || substr(hash, 2)`,
};
