/**
 * What a letter says for the day beside time, place and people: where to come, the way there, and what the candidate
 * needs. The last stands in mail alone and in no calendar, because calendars are shown to colleagues.
 */
import { needsOfSeat } from '#domain/day/notes.ts';
import type { HeldLoop, HeldSession } from '#domain/loop/held-session.ts';
import { NEEDS, type Need } from '#domain/loop/needs.ts';
import { namesText } from '#domain/names.ts';
import type { Role } from '#domain/planning/loop-problem.ts';

export type LetterNotes = {
  /** Lines about the whole, for whoever comes or greets. */
  readonly arrival: readonly string[];
  /** By session: how to get there. */
  readonly ways: ReadonlyMap<string, string>;
  /** By session: what is not for calendars. */
  readonly needs: ReadonlyMap<string, readonly string[]>;
  /** To the candidate: of what they said there is a note. */
  readonly noted: readonly string[];
};

type Reader = { readonly id: string; readonly who: 'person' | 'candidate' };

/** `sessions`: those that the letter is about, as they are held now. */
export function notesOfLetter({ id, who }: Reader, sessions: readonly HeldSession[]): LetterNotes {
  const ways = new Map(
    sessions.flatMap(({ id: of, room }) =>
      room?.wayThere === undefined ? [] : [[of, room.wayThere] as const],
    ),
  );
  if (who === 'candidate')
    return { ways, arrival: arrivalOf(sessions[0]), needs: new Map(), noted: notedOf(id, sessions) };
  const seats = sessions.flatMap((session) => {
    const role = session.people.find((one) => one.id === id)?.role;
    return role === undefined ? [] : [{ session, role }];
  });
  return {
    ways,
    arrival: seats.flatMap(({ session, role }) => (role === 'greeter' ? greetingLines(session) : [])),
    needs: new Map(seats.map(({ session, role }) => [session.id, needLines(session, { id, role })])),
    noted: [],
  };
}

function arrivalOf(session: HeldSession | undefined): string[] {
  const arrival = session?.dayNotes.arrival;
  return arrival === undefined ? [] : [`Where to come: ${arrival}`];
}

function greetingLines({ dayNotes: { arrival, badge } }: HeldSession): string[] {
  return [
    ...(arrival === undefined ? [] : [`What the candidate is told about arriving: ${arrival}`]),
    ...(badge === undefined ? [] : [`Badge: ${badge}`]),
  ];
}

/** Loops whose needs this seat is told; nobody who scores a candidate is told what that candidate needs. */
export function loopsToldOf(
  session: Pick<HeldSession, 'kind' | 'loops'>,
  { id, role }: { readonly id: string; readonly role: Role },
): readonly HeldLoop[] {
  const told = needsOfSeat(session, role);
  return session.loops.filter(
    ({ status, scorers, needs }) =>
      status === 'confirmed' && !scorers.includes(id) && told.some((need) => needs?.[need] !== undefined),
  );
}

const WORDS = { access: 'Access', diet: 'Diet' } as const;

function needLines(session: HeldSession, seat: { readonly id: string; readonly role: Role }): string[] {
  return loopsToldOf(session, seat).flatMap(({ candidate, needs }) =>
    needsOfSeat(session, seat.role).flatMap((need) => {
      const text = needs?.[need];
      return text === undefined ? [] : [`${WORDS[need]}, ${candidate.name}: ${text}`];
    }),
  );
}

const NOTED: Readonly<Record<Exclude<Need, 'said'>, string>> = {
  access: 'access',
  diet: 'what you eat',
  remark: 'your remark',
};

function notedOf(candidate: string, sessions: readonly HeldSession[]): string[] {
  const own = sessions.flatMap(({ loops }) => loops).find((loop) => loop.candidate.id === candidate)?.needs;
  const what = NEEDS.flatMap((need) => (need === 'said' || own?.[need] === undefined ? [] : [NOTED[need]]));
  return what.length === 0 ? [] : [`We have a note of what you told us: ${namesText(what)}.`];
}
