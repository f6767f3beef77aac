/** The events that the calendars of a loop's people and candidates should show, one by one as each of them may see it. */
import {
  placeText,
  roleShown,
  type Addressed,
  type HeldLoop,
  type HeldPerson,
  type HeldSession,
} from '#domain/loop/held-session.ts';
import { loopsToldOf } from './letter-notes.ts';
import type { CandidateEvents, InvitationOf, Said, SaidSession } from './ledger.ts';
import { withCandidate } from '#domain/loop/loop.ts';
import { dateAt, minuteOf } from '#domain/time/zoned.ts';

export type AttendeeEvent = {
  readonly of: InvitationOf;
  readonly to: Addressed;
  readonly says: Said;
};

/** Sessions of one block follow each other with no longer pause, in minutes. */
const BLOCK_PAUSE = 30;

/** A session is held as long as one of its loops stands. */
export function eventsOfPeople(sessions: readonly HeldSession[]): AttendeeEvent[] {
  return sessions.flatMap((session) => {
    const candidates = session.loops.filter(({ status }) => status === 'confirmed');
    if (candidates.length === 0) return [];
    return session.people.map((person) => ({
      of: { person: person.id, session: session.id },
      to: person,
      says: { sessions: [saidToPerson(session, person, candidates)] },
    }));
  });
}

function saidToPerson(session: HeldSession, own: HeldPerson, loops: readonly HeldLoop[]): SaidSession {
  const others = session.people.filter(({ id }) => id !== own.id);
  const needs = loopsToldOf(session, own).flatMap((loop) => loop.needs?.version ?? []);
  return {
    ...said(session),
    // A debrief goes on as before when somebody else comes to it, so that is no news for the others.
    people: session.kind === 'debrief' ? [] : others.map(({ id, role }) => `${id} ${role}`).toSorted(),
    candidates: loops.map(({ candidate }) => candidate.id).toSorted(),
    role: own.role,
    ...(needs.length === 0 ? {} : { needs }),
  };
}

function said({
  id,
  title,
  kind,
  start,
  end,
  room,
  purpose,
  evaluated,
}: HeldSession): Omit<SaidSession, 'people'> {
  return {
    session: id,
    title,
    kind,
    start,
    end,
    ...(room === undefined ? {} : { place: placeText(room) }),
    ...(purpose === undefined ? {} : { purpose }),
    evaluated,
  };
}

/** Of a loop that stands; no debrief, nobody's training, and nothing of other candidates. */
export function eventsOfCandidate(
  { id, status, candidate }: HeldLoop,
  sessions: readonly HeldSession[],
  each: CandidateEvents,
): AttendeeEvent[] {
  if (status !== 'confirmed') return [];
  const own = sessions.filter(
    ({ kind, loops }) => withCandidate(kind) && loops.some((loop) => loop.id === id),
  );
  return partsOf(own, each, candidate.timeZone).map(([part, held]) => ({
    of: { candidate: candidate.id, loop: id, part },
    to: candidate,
    says: { sessions: held.map(saidToCandidate) },
  }));
}

function saidToCandidate(session: HeldSession): SaidSession {
  const people = session.people.map(({ id, role }) => `${id} ${roleShown(role)}`).toSorted();
  return { ...said(session), people };
}

/** Days and blocks are counted, so that the event of the first day moves with it. `sessions` by start. */
function partsOf(
  sessions: readonly HeldSession[],
  each: CandidateEvents,
  zone: string,
): [part: string, sessions: readonly HeldSession[]][] {
  if (each === 'session') return sessions.map((session) => [`session ${session.id}`, [session]]);
  const parts: HeldSession[][] = [];
  for (const session of sessions) {
    const last = parts.at(-1);
    const before = last?.at(-1);
    if (last !== undefined && before !== undefined && belongs(before, session, { each, zone })) {
      last.push(session);
    } else parts.push([session]);
  }
  return parts.map((part, index) => [`${each} ${index + 1}`, part]);
}

function belongs(
  before: HeldSession,
  session: HeldSession,
  { each, zone }: { readonly each: CandidateEvents; readonly zone: string },
): boolean {
  const start = minuteOf(session.start);
  if (dateAt(minuteOf(before.start), zone) !== dateAt(start, zone)) return false;
  return each === 'day' || start - minuteOf(before.end) <= BLOCK_PAUSE;
}

/** What the events of a loop are that were told already: a later change of the setting does not take them apart. */
export function eachOf(parts: readonly string[]): CandidateEvents | undefined {
  const [kind] = parts[0]?.split(' ') ?? [];
  return kind === 'day' || kind === 'block' || kind === 'session' ? kind : undefined;
}
