/** What a new plan changes of the plan before, session by session. */
import type { PlannedSession } from '#domain/planning/loop-problem.ts';
import type { SessionChange } from './repair.ts';
import { millisecondsOf } from '#domain/time/zoned.ts';

/** The sessions that differ, in the order of the plan before. Sessions that stand as one object are not looked at. */
export function changesBetween(
  before: readonly PlannedSession[],
  after: readonly PlannedSession[],
): SessionChange[] {
  const now = new Map(after.map((session) => [session.session, session]));
  return before.flatMap((was) => changeOf(was, now.get(was.session)) ?? []);
}

function changeOf(was: PlannedSession, is: PlannedSession | undefined): SessionChange | undefined {
  const { session, loops } = was;
  if (is === was) return undefined;
  if (is === undefined) {
    const out = was.people.map(({ person }) => person);
    return { session, loops, before: was, moved: true, rerouted: false, out, in: [], recast: [] };
  }
  const change = {
    session,
    loops,
    before: was,
    after: is,
    moved: millisecondsOf(was.start) !== millisecondsOf(is.start),
    rerouted: was.room !== is.room,
    out: missingFrom(is, was),
    in: missingFrom(was, is),
    recast: recastIn(was, is),
  };
  const { moved, rerouted, out, in: joined, recast } = change;
  return moved || rerouted || out.length + joined.length + recast.length > 0 ? change : undefined;
}

/** Who sits in the second session and not in the first. */
function missingFrom(one: PlannedSession, other: PlannedSession): string[] {
  const here = new Set(one.people.map(({ person }) => person));
  return other.people.map(({ person }) => person).filter((person) => !here.has(person));
}

function recastIn(was: PlannedSession, is: PlannedSession): SessionChange['recast'] {
  return is.people.flatMap(({ person, role: to }) => {
    const from = was.people.find((seated) => seated.person === person)?.role;
    return from === undefined || from === to ? [] : [{ person, from, to }];
  });
}
