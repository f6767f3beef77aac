import { type Fault, faultAt, type Path } from '#domain/fault.ts';
import type { LoopProblem, ProblemSession } from '#domain/planning/loop-problem.ts';
import { everySession } from '#domain/planning/problem-faults/walk.ts';

type Known = {
  readonly people: ReadonlySet<string>;
  readonly rooms: ReadonlySet<string>;
  readonly candidates: ReadonlySet<string>;
  readonly loops: ReadonlySet<string>;
  readonly sessions: ReadonlySet<string>;
  readonly pools: ReadonlySet<string>;
};

/**
 * Names that nothing bears. `previous` is not asked: a repair may follow because somebody, a room or a whole loop is
 * gone. Nor are the sites of `walking`, which may tell of sites without a room.
 */
export function referenceFaults(problem: LoopProblem): readonly Fault[] {
  const known = knownOf(problem);
  const pools = Object.entries(problem.pools ?? {});
  return [
    ...pools.flatMap(([name, ids]) => unknown(['pools', name], ids, known.people, 'the id of a person')),
    ...problem.loops.flatMap(({ candidate }, at) =>
      isKnown(['loops', at, 'candidate'], candidate, known.candidates, 'the id of a candidate'),
    ),
    ...everySession(problem).flatMap(({ path, item }) => sessionFaults(path, item, known)),
    ...(problem.groups ?? []).flatMap(({ loops }, at) =>
      unknown(['groups', at, 'loops'], loops, known.loops, 'the id of a loop'),
    ),
    ...afterFaults(problem),
    ...(problem.declined ?? []).flatMap(({ session, person }, at) => [
      ...isKnown(['declined', at, 'session'], session, known.sessions, 'the id of a session'),
      ...isKnown(['declined', at, 'person'], person, known.people, 'the id of a person'),
    ]),
    ...unknown(['frozen'], problem.frozen ?? [], known.sessions, 'the id of a session'),
  ];
}

function sessionFaults(path: Path, { seats, room }: ProblemSession, known: Known): readonly Fault[] {
  return [
    ...seats.flatMap(({ pool, people }, at) => [
      ...(pool === undefined
        ? []
        : isKnown([...path, 'seats', at, 'pool'], pool, known.pools, 'the name of a pool')),
      ...unknown([...path, 'seats', at, 'people'], people ?? [], known.people, 'the id of a person'),
    ]),
    ...unknown([...path, 'room', 'oneOf'], room?.oneOf ?? [], known.rooms, 'the id of a room'),
  ];
}

/** `after` may name sessions of the same loop and its groups; for a group, of each of its loops. */
function afterFaults(problem: LoopProblem): readonly Fault[] {
  const groups = problem.groups ?? [];
  const besides = new Map(
    problem.loops.map(({ id, sessions }) => [
      id,
      [...sessions, ...groups.filter(({ loops }) => loops.includes(id))].map((session) => session.id),
    ]),
  );
  const expected = 'the id of a session of the same loop, or of a group session of it';
  return everySession(problem).flatMap(({ path, item }) => {
    if (item.after === undefined) return [];
    const loops = 'loops' in item ? item.loops : [problem.loops[Number(path[1])]?.id ?? ''];
    const near = new Set(loops.flatMap((loop) => besides.get(loop) ?? []));
    return unknown([...path, 'after'], item.after, near, expected);
  });
}

function unknown(
  path: Path,
  ids: readonly string[],
  known: ReadonlySet<string>,
  what: string,
): readonly Fault[] {
  return ids.flatMap((id, at) => isKnown([...path, at], id, known, what));
}

function isKnown(path: Path, id: string, known: ReadonlySet<string>, what: string): readonly Fault[] {
  return known.has(id) ? [] : [faultAt(path, id, what, 'Correct the name, or add what it names.')];
}

function knownOf(problem: LoopProblem): Known {
  const ids = (items: readonly { readonly id: string }[]): Set<string> => new Set(items.map(({ id }) => id));
  return {
    people: ids(problem.people),
    rooms: ids(problem.rooms ?? []),
    candidates: ids(problem.candidates),
    loops: ids(problem.loops),
    sessions: ids(everySession(problem).map(({ item }) => item)),
    pools: new Set(Object.keys(problem.pools ?? {})),
  };
}
