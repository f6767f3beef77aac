/**
 * Who is told what for the day: where to come, badges, and what the candidate needs. Access, diet and remarks are for
 * those who do something about them, and never for anybody who scores the candidate.
 */
import type { DayNote } from './day.ts';
import type { Kind, Role } from '#domain/planning/loop-problem.ts';
import type { Needs } from '#domain/loop/needs.ts';
import type { DayNotes } from '#domain/organisation/opening.ts';

/** One session of a candidate's loop, with who sits in it. */
export type NotedSession = {
  readonly kind: Kind;
  readonly evaluated: boolean;
  readonly people: readonly { readonly id: string; readonly name: string; readonly role: Role }[];
};

/** Whether somebody in such a session rates the candidate; a debrief is about what others rated. */
function scored({ kind, evaluated }: Pick<NotedSession, 'kind' | 'evaluated'>): boolean {
  return evaluated && kind !== 'debrief';
}

/** Everybody who scores the candidate in one of these sessions, in whatever role they sit there. */
function scorersIn(sessions: readonly NotedSession[]): ReadonlySet<string> {
  return new Set(sessions.filter(scored).flatMap(({ people }) => people.map(({ id }) => id)));
}

type Told = { readonly id: string; readonly name: string };
type Needed = 'access' | 'diet';
const NEEDED: readonly Needed[] = ['access', 'diet'];
export type NeedsToTell = Pick<Needs, Needed>;

/** What whoever sits there in that role does something about: who greets, and who hosts a meal. */
export function needsOfSeat({ kind }: Pick<NotedSession, 'kind'>, role: Role): readonly Needed[] {
  if (role === 'greeter') return ['access'];
  return kind === 'meal' && role === 'host' ? ['access', 'diet'] : [];
}

/** Those in such seats, once each, scorers too. */
function concernedBy(need: Needed, sessions: readonly NotedSession[]): readonly Told[] {
  return once(
    sessions.flatMap((session) =>
      session.people.filter(({ role }) => needsOfSeat(session, role).includes(need)),
    ),
  );
}

function greetersIn(sessions: readonly NotedSession[]): readonly Told[] {
  return once(sessions.flatMap(({ people }) => people.filter(({ role }) => role === 'greeter')));
}

function once(people: readonly Told[]): Told[] {
  return [...new Map(people.map(({ id, name }) => [id, { id, name }])).values()];
}

/**
 * Those beside the planners who are told of a need: of access whoever greets and whoever hosts a meal, of the diet
 * whoever hosts a meal; but nobody who scores the candidate anywhere in the loop.
 */
export function readersOf(need: Needed, sessions: readonly NotedSession[]): readonly Told[] {
  const scorers = scorersIn(sessions);
  return concernedBy(need, sessions).filter(({ id }) => !scorers.has(id));
}

/** What the candidate needs that this person is told, because they do something about it. */
export function needsToldTo(person: string, sessions: readonly NotedSession[], needs: Needs): NeedsToTell {
  const told = NEEDED.flatMap((need) => {
    const text = needs[need];
    return text !== undefined && readersOf(need, sessions).some(({ id }) => id === person)
      ? [[need, text]]
      : [];
  });
  return Object.fromEntries(told) as NeedsToTell;
}

type OfDay = {
  readonly sessions: readonly NotedSession[];
  readonly notes: DayNotes;
  readonly needs: Needs;
};

/** All notes of a candidate's day, with who is told each: for those who plan and score nobody in it. */
export function notesForPlanners({ sessions, notes, needs }: OfDay): DayNote[] {
  const greeters = greetersIn(sessions);
  const names = (people: readonly Told[]): string[] => people.map(({ name }) => name);
  const needed = NEEDED.flatMap((about): DayNote[] => {
    const text = needs[about];
    if (text === undefined) return [];
    const to = names(readersOf(about, sessions));
    const wanted = concernedBy(about, sessions);
    return [{ about, text, to, ...(wanted.length > 0 && to.length === 0 ? { nobody: true } : {}) }];
  });
  return [
    ...noteOf('arrival', notes.arrival, names(greeters)),
    ...noteOf('badge', notes.badge, names(greeters)),
    ...needed,
    ...noteOf('remark', needs.remark, []),
  ];
}

/** The notes for somebody who sits in the loop. */
export function notesFor(person: string, { sessions, notes, needs }: OfDay): DayNote[] {
  const greets = greetersIn(sessions).some(({ id }) => id === person);
  const told = needsToldTo(person, sessions, needs);
  return [
    ...(greets ? [...noteOf('arrival', notes.arrival), ...noteOf('badge', notes.badge)] : []),
    ...NEEDED.flatMap((about) => noteOf(about, told[about])),
  ];
}

/** The notes of the place alone, for those who plan and score the candidate. */
export function notesOfPlace({ notes }: Pick<OfDay, 'notes'>): DayNote[] {
  return [...noteOf('arrival', notes.arrival), ...noteOf('badge', notes.badge)];
}

function noteOf(about: DayNote['about'], text: string | undefined, to?: readonly string[]): DayNote[] {
  return text === undefined ? [] : [{ about, text, ...(to === undefined ? {} : { to }) }];
}
