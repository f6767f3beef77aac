import type { ProblemRoom, RoomWish } from '#domain/planning/loop-problem.ts';
import { type Broken, brokenAt, brokenBetween } from './broken.ts';
import { type Facts, inTime, meets, type Placed, spanOf } from './facts.ts';

/** A session that asks for a room has one that fits and is free; one that does not ask has none. */
export function room(facts: Facts): readonly Broken[] {
  return [...[...facts.placed.values()].flatMap((at) => choice(facts, at)), ...clashes(facts)];
}

function choice(facts: Facts, at: Placed): readonly Broken[] {
  const wish = at.session.room;
  if (wish === undefined) {
    return at.room === undefined
      ? []
      : [brokenAt('room', at, `has the room ${at.room} without asking for one`)];
  }
  if (at.room === undefined) return [brokenAt('room', at, 'has no room')];
  const given = facts.rooms.get(at.room);
  if (given === undefined) return [brokenAt('room', at, `the problem has no room ${at.room}`)];
  return faultsOfRoom(given, wish, at).map((text) => brokenAt('room', at, text));
}

function faultsOfRoom(given: ProblemRoom, wish: RoomWish, at: Placed): readonly string[] {
  const guests = at.session.kind === 'debrief' ? 0 : at.loops.length;
  const needed = Math.max(at.people.length + guests, wish.seats ?? 0);
  const lacking = (wish.features ?? []).filter((feature) => given.features?.includes(feature) !== true);
  const taken = given.busy?.find((interval) => meets(at, spanOf(interval)));
  return [
    ...(given.seats !== undefined && given.seats < needed
      ? [`${given.id} has ${given.seats} seats for ${needed}`]
      : []),
    ...(lacking.length > 0 ? [`${given.id} lacks ${lacking.join(', ')}`] : []),
    ...(wish.oneOf?.includes(given.id) === false ? [`${given.id} is not one of those asked for`] : []),
    ...(taken === undefined ? [] : [`${given.id} is busy from ${taken.start} to ${taken.end}`]),
  ];
}

function clashes(facts: Facts): readonly Broken[] {
  const used = Map.groupBy(facts.placed.values(), (at) => at.room);
  return [...used].flatMap(([id, sessions]) => {
    if (id === undefined) return [];
    const order = inTime(sessions);
    return order.flatMap((one, index) =>
      order
        .slice(index + 1)
        .filter((two) => meets(one, two))
        .map((two) => brokenBetween('room', [one, two], `both in ${id}`)),
    );
  });
}
