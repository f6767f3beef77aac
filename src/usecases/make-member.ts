import { canonicalEmail } from '#domain/email.ts';
import type { Account } from '#domain/account.ts';
import type { Organisation } from '#domain/organisation.ts';
import type { PersonDetails } from '#domain/people.ts';
import type { Writing } from '#store/store.ts';
import type { Context } from './context.ts';

/** Whoever is new in an organisation, until somebody says more: office hours on its clock, and no pool. */
export function newPerson({ timeZone }: Organisation, name: string, email: string): PersonDetails {
  const works = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }] as const;
  return { name, email, timeZone, works, pools: [] };
}

/** Makes the account the administrator; the person with its address is that one, else there will be one. */
export async function makeAdministrator(
  context: Context,
  tables: Writing,
  { organisation, account }: { readonly organisation: Organisation; readonly account: Account },
): Promise<void> {
  const people = await tables.people.list(organisation.id);
  const same = people.filter(({ email }) => canonicalEmail(email ?? '') === account.email);
  const person = same.length === 1 ? same[0]?.id : undefined;
  const id = person ?? context.newId();
  if (person === undefined) {
    const details = newPerson(organisation, account.name, account.email);
    await tables.people.insert(organisation.id, { ...details, id, feedToken: context.newToken() });
  }
  await tables.members.insert(organisation.id, { person: id, account: account.id, roles: ['administrator'] });
}
