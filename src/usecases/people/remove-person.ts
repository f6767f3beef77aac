import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { takeMembership } from '#usecases/organisation/change-member.ts';
import type { Writing } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { upcomingSessions } from './list-people.ts';
import { invitationLetter } from '#usecases/organisation/invite-member.ts';
import { record } from '#usecases/audit/record.ts';
import type { PersonKey } from './save-person.ts';
import { writing } from '#usecases/scope.ts';

/** Refused while the person has sessions to come, or is the last administrator; sessions that were held keep the name. */
export function removePerson(
  context: Context,
  { organisation, id }: PersonKey,
): Promise<Result<null, Refusal>> {
  return writing(context, organisation, async (tables) => {
    await tables.bookings.lock(organisation, [id]);
    const person = await tables.people.find(organisation, id);
    if (person === undefined) return refuse(notFound('person'));
    const upcoming = (await upcomingSessions(tables, organisation, context.now())).get(id) ?? 0;
    if (upcoming > 0) {
      const sessions = upcoming === 1 ? 'a session' : `${upcoming} sessions`;
      const text = `${person.name} has ${sessions} to come. Hand them over or cancel those loops first.`;
      return refuse({ code: 'in-use', text });
    }
    return letGo(context, tables, { organisation, id });
  });
}

/** With the membership and what invites them; refused for the last administrator. */
export async function letGo(
  context: Context,
  tables: Writing,
  { organisation, id }: PersonKey,
): Promise<Result<null, Refusal>> {
  const members = await tables.members.list(organisation);
  if (members.some((member) => member.person === id)) {
    const left = await takeMembership(context, tables, { organisation, person: id });
    if (!left.ok) return left;
  }
  await tables.invitations.removeOf(organisation, id);
  await tables.outbox.withdraw(invitationLetter(organisation, id));
  await tables.people.remove(organisation, id, context.now());
  record(context, tables, { organisation, action: 'person-removed', id });
  return ok(null);
}
