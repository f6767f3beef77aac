import { notFound, type Refusal } from '#domain/refusal.ts';
import { refuse, type Result } from '#domain/result.ts';
import type { Context } from '#usecases/context.ts';
import type { PersonShown } from './list-people.ts';
import { record } from '#usecases/audit/record.ts';
import { shown, type PersonKey } from './save-person.ts';
import { writing } from '#usecases/scope.ts';

/** A new address for a person's calendar; the one before opens nothing from then on. */
export function renewFeed(context: Context, key: PersonKey): Promise<Result<PersonShown, Refusal>> {
  const { organisation, id } = key;
  const token = context.newToken();
  return writing(context, organisation, async (tables) => {
    const person = await tables.people.find(organisation, id);
    if (person === undefined) return refuse(notFound('person'));
    await tables.links.renewFeed(organisation, id, token);
    record(context, tables, { ...key, action: 'feed-renewed' });
    return shown(tables, context, key);
  });
}

/** Whether the calendar names candidates: whoever has its address reads them. */
export function setFeedNames(
  context: Context,
  key: PersonKey,
  names: boolean,
): Promise<Result<PersonShown, Refusal>> {
  const { organisation, id } = key;
  return writing(context, organisation, async (tables) => {
    const person = await tables.people.find(organisation, id);
    if (person === undefined) return refuse(notFound('person'));
    if ((person.feedNames ?? false) === names) return shown(tables, context, key);
    await tables.people.setFeedNames(organisation, id, names);
    record(context, tables, { ...key, action: names ? 'feed-names-shown' : 'feed-names-left-out' });
    return shown(tables, context, key);
  });
}
