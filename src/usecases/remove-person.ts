import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Context } from './context.ts';
import { upcomingSessions } from './list-people.ts';
import type { PersonKey } from './save-person.ts';
import { writing } from './scope.ts';

/** Refused while the person has sessions to come; sessions that were held keep the name. */
export function removePerson(
  context: Context,
  { organisation, id }: PersonKey,
): Promise<Result<null, Refusal>> {
  return writing(context, organisation, async (tables) => {
    await tables.bookings.lock(organisation, [id]);
    const person = await tables.people.find(organisation, id);
    if (person === undefined) return refuse(notFound('person'));
    const now = context.now();
    const upcoming = (await upcomingSessions(tables, organisation, now)).get(id) ?? 0;
    if (upcoming > 0) {
      const sessions = upcoming === 1 ? 'a session' : `${upcoming} sessions`;
      const text = `${person.name} has ${sessions} to come. Hand them over or cancel those loops first.`;
      return refuse({ code: 'in-use', text });
    }
    await tables.people.remove(organisation, id, now);
    return ok(null);
  });
}
