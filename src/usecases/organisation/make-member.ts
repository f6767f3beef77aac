import { canonicalEmail } from '#domain/account/email.ts';
import type { Account } from '#domain/account/account.ts';
import type { Organisation } from '#domain/organisation/organisation.ts';
import type { PersonDetails } from '#domain/people/people.ts';
import type { Writing } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { record } from '#usecases/audit/record.ts';

/** Whoever is new in an organisation, until somebody says more: office hours on its clock, and no pool. */
function newPerson({ timeZone }: Organisation, name: string, email: string): PersonDetails {
  const works = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }] as const;
  return { name, email, timeZone, works, pools: [] };
}

/** Makes the account the administrator; the person with its address is that one, else there will be one. */
export async function makeAdministrator(
  context: Context,
  tables: Writing,
  { organisation, account }: { readonly organisation: Organisation; readonly account: Account },
): Promise<void> {
  const person = await personWith(context, tables, { organisation, ...account });
  await tables.members.insert(organisation.id, { person, account: account.id, roles: ['administrator'] });
  record(context, tables, { organisation: organisation.id, action: 'member-joined', id: person });
}

/** The id of the one person of the organisation with that address, who is made where there is none. */
export async function personWith(
  context: Context,
  tables: Writing,
  { organisation, name, email }: Named,
): Promise<string> {
  const people = await tables.people.list(organisation.id);
  const [same, ...more] = people.filter((person) => canonicalEmail(person.email ?? '') === email);
  if (same !== undefined && more.length === 0) return same.id;
  const id = context.newId();
  const details = newPerson(organisation, name, email);
  await tables.people.insert(organisation.id, { ...details, id, feedToken: context.newToken() });
  record(context, tables, { organisation: organisation.id, action: 'person-added', id });
  return id;
}

type Named = { readonly organisation: Organisation; readonly name: string; readonly email: string };
