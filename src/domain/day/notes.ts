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
export function scored({ kind, evaluated }: Pick<NotedSession, 'kind' | 'evaluated'>): boolean {
  return evaluated && kind !== 'debrief';
}

/** Everybody who scores the candidate in one of these sessions, in whatever role they sit there. */
export function scorersIn(sessions: readonly NotedSession[]): ReadonlySet<string> {
  return new Set(sessions.filter(scored).flatMap(({ people }) => people.map(({ id }) => id)));
}

type Told = { readonly id: string; readonly name: string };
type Needed = 'access' | 'diet';
const NEEDED: readonly Needed[] = ['access', 'diet'];

/** Who greets the candidate, and who hosts a meal, once each, scorers too. */
function concerned(sessions: readonly NotedSession[]): { readonly greeters: Told[]; readonly hosts: Told[] } {
  const all = (of: readonly NotedSession[], role: Role): Told[] => [
    ...new Map(
      of.flatMap(({ people }) =>
        people.filter((one) => one.role === role).map(({ id, name }) => [id, { id, name }]),
      ),
    ).values(),
  ];
  return {
    greeters: all(sessions, 'greeter'),
    hosts: all(
      sessions.filter(({ kind }) => kind === 'meal'),
      'host',
    ),
  };
}

/**
 * Those beside the planners who are told of a need: of access whoever greets and whoever hosts a meal, of the diet
 * whoever hosts a meal; but nobody who scores the candidate anywhere in the loop.
 */
export function readersOf(need: Needed, sessions: readonly NotedSession[]): readonly Told[] {
  const { greeters, hosts } = concerned(sessions);
  const scorers = scorersIn(sessions);
  const both = new Map([...(need === 'access' ? greeters : []), ...hosts].map((one) => [one.id, one]));
  return [...both.values()].filter(({ id }) => !scorers.has(id));
}

/** What the candidate needs that this person is told, because they do something about it. */
export function needsToldTo(
  person: string,
  sessions: readonly NotedSession[],
  needs: Needs,
): Pick<Needs, Needed> {
  const told = NEEDED.flatMap((need) => {
    const text = needs[need];
    return text !== undefined && readersOf(need, sessions).some(({ id }) => id === person)
      ? [[need, text]]
      : [];
  });
  return Object.fromEntries(told) as Pick<Needs, Needed>;
}

type OfDay = {
  readonly sessions: readonly NotedSession[];
  readonly notes: DayNotes;
  readonly needs: Needs;
};

/** All notes of a candidate's day, with who is told each: for those who plan and score nobody in it. */
export function notesForPlanners({ sessions, notes, needs }: OfDay): DayNote[] {
  const { greeters, hosts } = concerned(sessions);
  const names = (people: readonly Told[]): string[] => people.map(({ name }) => name);
  const needed = NEEDED.flatMap((about): DayNote[] => {
    const text = needs[about];
    if (text === undefined) return [];
    const to = names(readersOf(about, sessions));
    const wanted = about === 'access' ? [...greeters, ...hosts] : hosts;
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
  const greets = concerned(sessions).greeters.some(({ id }) => id === person);
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
