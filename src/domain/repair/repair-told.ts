/**
 * Who must be told what, so that everybody comes to the right place at the right time and knows whom they sit with.
 *
 * Told are: whoever loses or gets a seat; everybody in a session that starts at another time, is in another room or
 * is not held any more, its candidates among them; and the candidates and the panel of a session in which somebody
 * else sits now. At a debrief only those who come or do not come any more are told, because it goes on as before for
 * all others. The person from whom the news came counts like everybody else: they want to hear that it is settled.
 */
import type { LoopProblem, PlannedSession } from '#domain/planning/loop-problem.ts';
import type { Notice, SessionChange, Telling } from './repair.ts';

/** Each person and candidate once, those with most to hear first, then by id. */
export function tellingsOf(problem: LoopProblem, changes: readonly SessionChange[]): Telling[] {
  const kinds = kindsOf(problem);
  const candidates = new Map(problem.loops.map((loop) => [loop.id, loop.candidate]));
  const told = new Map<string, { who: Telling['who']; id: string; notices: Notice[] }>();
  const tell = (who: Telling['who'], id: string, notices: readonly Notice[]): void => {
    if (notices.length === 0) return;
    const key = `${who} ${id}`;
    const known = told.get(key) ?? { who, id, notices: [] };
    known.notices.push(...notices);
    told.set(key, known);
  };
  const held = new Set(problem.frozen);
  for (const change of changes) {
    // A session that has been held is no news, even where the rest of its loop is given up.
    if (change.after === undefined && held.has(change.session)) continue;
    const debrief = kinds.get(change.session) === 'debrief';
    for (const person of peopleOf(change)) tell('person', person, noticesFor(change, person, debrief));
    const loops = debrief ? [] : change.loops;
    for (const candidate of new Set(loops.flatMap((loop) => candidates.get(loop) ?? []))) {
      tell('candidate', candidate, noticesFor(change, undefined, debrief));
    }
  }
  return [...told.values()].toSorted(
    (a, b) => a.who.localeCompare(b.who) || b.notices.length - a.notices.length || compare(a.id, b.id),
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function kindsOf(problem: LoopProblem): ReadonlyMap<string, string> {
  const sessions = [...problem.loops.flatMap((loop) => loop.sessions), ...(problem.groups ?? [])];
  return new Map(sessions.map(({ id, kind }) => [id, kind]));
}

function peopleOf({ before, after }: SessionChange): Set<string> {
  return new Set([...before.people, ...(after?.people ?? [])].map(({ person }) => person));
}

/** What a person of the session, or its candidate (no person), must be told. */
function noticesFor(change: SessionChange, person: string | undefined, debrief: boolean): Notice[] {
  const { session, after } = change;
  if (after === undefined) return [{ session, what: 'cancelled' }];
  if (person !== undefined && change.out.includes(person)) return [{ session, what: 'out' }];
  if (person !== undefined && change.in.includes(person)) return [joining(after, person)];
  return [...whereNotices(change, after), ...whoNotices(change, person, debrief)];
}

function joining({ session, start, room, people }: PlannedSession, person: string): Notice {
  const role = people.find((seated) => seated.person === person)?.role ?? 'panelist';
  return { session, what: 'in', start, role, ...(room === undefined ? {} : { room }) };
}

function whereNotices({ session, before, moved, rerouted }: SessionChange, after: PlannedSession): Notice[] {
  return [
    ...(moved ? [{ session, what: 'time', from: before.start, to: after.start } as const] : []),
    ...(rerouted
      ? [
          {
            session,
            what: 'room',
            ...(before.room === undefined ? {} : { from: before.room }),
            ...(after.room === undefined ? {} : { to: after.room }),
          } as const,
        ]
      : []),
  ];
}

function whoNotices(change: SessionChange, person: string | undefined, debrief: boolean): Notice[] {
  const { session, recast } = change;
  const own = recast.find((one) => one.person === person);
  const [joined, left] = [change.in, change.out];
  const others = !debrief && joined.length + left.length > 0;
  return [
    ...(own === undefined ? [] : [{ session, what: 'role', from: own.from, to: own.to } as const]),
    ...(others ? [{ session, what: 'company', in: joined, out: left } as const] : []),
  ];
}
