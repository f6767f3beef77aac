import { type Fault, faultAt, type Path, placeOf } from '#domain/fault.ts';
import type { LoopProblem } from '#domain/planning/loop-problem.ts';
import { everySession, type PlacedAt } from '#domain/planning/problem-faults/walk.ts';

/** Ids that occur twice where each may occur once. */
export function idFaults(problem: LoopProblem): readonly Fault[] {
  const owners = [problem.people, problem.rooms ?? [], problem.candidates, problem.loops];
  const names = ['people', 'rooms', 'candidates', 'loops'];
  return [
    ...owners.flatMap((list, index) =>
      repeated(list.map(({ id }, at) => ({ path: [names[index] ?? '', at, 'id'], item: id }))),
    ),
    ...repeated(everySession(problem).map(({ path, item }) => ({ path: [...path, 'id'], item: item.id }))),
    ...listsOfIds(problem).flatMap(({ path, item }) =>
      repeated(item.map((id, at) => ({ path: [...path, at], item: id }))),
    ),
    ...walkingFaults(problem),
  ];
}

function repeated(ids: readonly PlacedAt<string>[]): readonly Fault[] {
  const first = new Map<string, Path>();
  return ids.flatMap(({ path, item }) => {
    const earlier = first.get(item);
    if (earlier === undefined) first.set(item, path);
    return earlier === undefined
      ? []
      : [faultAt(path, item, `an id that does not occur before, at ${placeOf(earlier)}`)];
  });
}

function listsOfIds(problem: LoopProblem): readonly PlacedAt<readonly string[]>[] {
  return [
    ...Object.entries(problem.pools ?? {}).map(([name, item]) => ({ path: ['pools', name], item })),
    ...everySession(problem).flatMap(({ path, item }) => [
      { path: [...path, 'after'], item: item.after ?? [] },
      { path: [...path, 'room', 'oneOf'], item: item.room?.oneOf ?? [] },
      ...item.seats.map((seat, at) => ({ path: [...path, 'seats', at, 'people'], item: seat.people ?? [] })),
    ]),
    ...(problem.groups ?? []).map(({ loops }, at) => ({ path: ['groups', at, 'loops'], item: loops })),
    { path: ['frozen'], item: problem.frozen ?? [] },
    ...(problem.previous === undefined
      ? []
      : [{ path: ['previous', 'sessions'], item: problem.previous.sessions.map(({ session }) => session) }]),
  ];
}

/** Two walking times for the same pair of sites would leave open which one counts. */
function walkingFaults(problem: LoopProblem): readonly Fault[] {
  const seen = new Set<string>();
  return (problem.walking ?? []).flatMap(({ sites }, at) => {
    const pair = JSON.stringify(sites.toSorted());
    const path = ['walking', at, 'sites'];
    if (sites[0] === sites[1]) return [faultAt([...path, 1], sites[1], 'another site than the first')];
    if (seen.has(pair)) return [faultAt(path, sites.join(' and '), 'each pair of sites once')];
    seen.add(pair);
    return [];
  });
}
