import { at } from '#solver/at.ts';
import { siteOf } from '#solver/model/model.ts';
import { draw } from '#solver/search/random.ts';
import type { Random } from '#solver/search/random.ts';
import { clearOfAll } from '#solver/search/state.ts';
import type { Placement, State } from '#solver/search/state.ts';
import { sessionsOf } from './give-way.ts';

/** A person who would have to leave a session that stands. */
export type InTheWay = { readonly session: number; readonly person: number };

/**
 * Who would have to leave what for these placements, of a loop that was placed as if people could be taken away.
 * Sessions too close to the new one; and where a limit on the load or the fair load is reached, one more by chance.
 */
export function inTheWay(state: State, placements: readonly Placement[], random: Random): InTheWay[] {
  return placements.flatMap((placement) =>
    placement.people.flatMap((person) =>
      sessionsToLeave(state, person, placement, random).map(({ session }) => ({ session, person })),
    ),
  );
}

function sessionsToLeave(state: State, person: number, placement: Placement, random: Random): Placement[] {
  const { model } = state;
  const { calendar, weights } = model;
  const { gap, maxPerDay, maxPerWeek, recent, fair } = at(model.people, person);
  const all = sessionsOf(state, person);
  const span = { ...placement, site: siteOf(model, placement.room) };
  const reach = Number(model.nightly);
  const leave = all.filter(
    (other) => Math.abs(other.day - placement.day) <= reach && !clearOfAll(model, [other], span, gap),
  );
  const leaveOneOf = (list: readonly Placement[], most: number): void => {
    const staying = list.filter((one) => !leave.includes(one));
    if (staying.length > 0 && staying.length >= most) leave.push(at(staying, draw(random, staying.length)));
  };
  const week = at(calendar.weekOf, placement.day);
  leaveOneOf(
    all.filter(({ day }) => day === placement.day),
    maxPerDay,
  );
  leaveOneOf(
    all.filter(({ day }) => at(calendar.weekOf, day) === week),
    maxPerWeek,
  );
  if (weights.overload > weights.preference) leaveOneOf(all, fair - recent);
  return leave;
}
