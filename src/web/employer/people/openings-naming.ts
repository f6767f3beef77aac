import { openings } from '#web/api/openings.ts';

/** The titles of the openings whose templates name this person. */
export async function openingsNaming(organisation: string, person: string): Promise<readonly string[]> {
  const list = (await openings.list(organisation)).openings;
  const views = await Promise.all(list.map(({ id }) => openings.read(organisation, id)));
  return views
    .filter(({ template }) =>
      template.modules.some(({ seats }) => seats.some((seat) => seat.people?.includes(person) === true)),
    )
    .map(({ title }) => title);
}
