/** What stands how on a day: which loops need a hand, which are under way, and which sessions are one's own. */
import type { DayLoop, DaySession, Hand } from '#contract/day.ts';

export const GROUPS = ['hand', 'here', 'later', 'over'] as const;
export type Group = (typeof GROUPS)[number];

/** What can wait, and is only said. */
const PATIENT: readonly Hand['what'][] = ['nobody-told', 'unmarked'];

/** What waits until somebody does something. */
export function pressing(loop: DayLoop): readonly Hand[] {
  return loop.hands.filter(({ what }) => !PATIENT.includes(what));
}

export function groupOf(loop: DayLoop): Group {
  if (pressing(loop).length > 0) return 'hand';
  if (loop.status === 'cancelled' || loop.now.is === 'over' || loop.now.is === 'no-show') return 'over';
  const here = loop.now.is === 'with' || loop.now.is === 'between' || loop.arrived !== undefined;
  return here ? 'here' : 'later';
}

/** The loops of each group, in the order of the sheet. */
export function grouped(loops: readonly DayLoop[]): ReadonlyMap<Group, readonly DayLoop[]> {
  return Map.groupBy(loops, groupOf);
}

/** Nobody has said yet whether the candidate came. */
export function awaited({ now, arrived, noShow, status }: DayLoop): boolean {
  return status === 'confirmed' && now.is === 'before' && arrived === undefined && noShow === undefined;
}

export function sessionOf(loop: DayLoop, id: string | undefined): DaySession | undefined {
  return id === undefined ? undefined : loop.sessions.find((session) => session.id === id);
}

/** Minutes by which a session is expected to begin later than planned. */
export function laterBy({ start, expected }: DaySession): number {
  return Math.round((Date.parse(expected.start) - Date.parse(start)) / 60_000);
}

/** A session of one's own, with the loops of all candidates who are in it together. */
export type OwnSession = { readonly session: DaySession; readonly loops: readonly [DayLoop, ...DayLoop[]] };

/** Sessions in which whoever asks sits, in order of time; one of several candidates stands once. */
export function ownSessions(loops: readonly DayLoop[]): readonly OwnSession[] {
  const own = new Map<string, OwnSession>();
  for (const loop of loops.filter(({ status }) => status === 'confirmed')) {
    for (const session of loop.sessions.filter(({ you }) => you !== undefined)) {
      const sofar = own.get(session.id);
      own.set(session.id, { session, loops: sofar === undefined ? [loop] : [...sofar.loops, loop] });
    }
  }
  return [...own.values()].sort((a, b) => begins(a) - begins(b));
}

function begins({ session }: OwnSession): number {
  return Date.parse(session.expected.start);
}

/** Its time has passed, marked or not. */
export function isDone({ state }: DaySession): boolean {
  return state === 'over' || state === 'unmarked';
}
