import { shown } from '#domain/fault.ts';
import type { TeamSeat } from '#domain/organisation/opening.ts';
import { changedMeanwhile, faulty, notFound, type Refusal } from '#domain/refusal.ts';
import { refuse, type Result } from '#domain/result.ts';
import type { Context } from '#usecases/context.ts';
import { record } from '#usecases/audit/record.ts';
import { writing } from '#usecases/scope.ts';
import { openingShown, type OpeningKey, type OpeningShown } from './show-opening.ts';

/** The whole hiring team of an opening; `version` is the opening's. Nobody is on it twice, or after they have left. */
export function saveTeam(
  context: Context,
  key: OpeningKey,
  change: { readonly team: readonly TeamSeat[]; readonly version: number },
): Promise<Result<OpeningShown, Refusal>> {
  const { organisation, id } = key;
  return writing(context, organisation, async (tables) => {
    const opening = await tables.openings.find(organisation, id);
    if (opening === undefined) return refuse(notFound('opening'));
    const ids = change.team.map(({ person }) => person);
    const twice = ids.findIndex((person, index) => ids.indexOf(person) !== index);
    if (twice >= 0) {
      const place = `team[${twice}].person`;
      const fault = { place, found: shown(ids[twice]), expected: 'each person once' };
      return refuse(faulty('Somebody is on this hiring team twice.', [fault]));
    }
    await tables.bookings.lock(organisation, ids);
    const there = new Set((await tables.people.list(organisation)).map((person) => person.id));
    if (!ids.every((person) => there.has(person))) return refuse(notFound('person'));
    const { title, timeZone } = opening;
    const changed = await tables.openings.update(organisation, id, {
      title,
      timeZone,
      version: change.version,
    });
    if (!changed) return refuse(changedMeanwhile('opening'));
    await tables.teams.set(organisation, id, change.team);
    record(context, tables, { ...key, action: 'team-saved', details: { people: ids } });
    return openingShown(tables, key);
  });
}
