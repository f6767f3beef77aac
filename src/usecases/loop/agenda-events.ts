/** The candidate's calendar file: the events of their invitations under the same UIDs, so that whoever has both has one. */
import type { CalendarEvent } from '#domain/calendar/calendar.ts';
import type { HeldLoop, HeldSession } from '#domain/loop/held-session.ts';
import { eachOf, eventsOfCandidate, type AttendeeEvent } from '#domain/telling/attendee-events.ts';
import { invitationLetter } from '#domain/telling/invitation-mail.ts';
import { notesOfLetter } from '#domain/telling/letter-notes.ts';
import { spanOf } from '#domain/telling/ledger.ts';
import type { CandidateInvitation } from '#store/telling/candidate-invitations.ts';
import type { Reading } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { uidOf } from '#usecases/telling/invitation-uid.ts';

export type AgendaFile = {
  readonly organisation: { readonly id: string; readonly name: string };
  readonly loop: string;
  /** When the loop was changed the last time. */
  readonly changedAt: string;
  readonly timeZone: string;
};

/** Of a loop that stands what their calendar is to show; of a cancelled one what it is to forget, and nothing else. */
export async function agendaEvents(
  context: Pick<Context, 'address'>,
  tables: Reading,
  file: AgendaFile,
): Promise<CalendarEvent[]> {
  const { id: organisation } = file.organisation;
  const invited = await tables.ledger.ofCandidate(organisation, file.loop);
  const sessions = await tables.ledger.held(organisation, [file.loop]);
  const loop = sessions.flatMap(({ loops }) => loops).find(({ id }) => id === file.loop);
  if (loop === undefined) return [];
  if (loop.status === 'cancelled') return invited.map((invitation) => cancelledEvent(invitation, file));
  const own = sessions.filter(({ loops }) => loops.some(({ id }) => id === loop.id));
  const parts = invited.filter(({ stands }) => stands).map(({ part }) => part);
  const { candidateEvents } = await tables.ledger.settings(organisation, own[0]?.opening.id ?? '');
  const events = eventsOfCandidate(loop, own, eachOf(parts) ?? candidateEvents);
  const written = { context, file, loop, sessions: own, invited };
  return events.map((event) => standingEvent(written, event));
}

function cancelledEvent(
  { id, sequence, says }: CandidateInvitation,
  { organisation, changedAt, timeZone }: AgendaFile,
): CalendarEvent {
  return {
    uid: uidOf(id),
    sequence,
    stamp: changedAt,
    ...spanOf(says),
    zone: timeZone,
    summary: `Cancelled: second interview (${organisation.name})`,
    status: 'CANCELLED',
  };
}

type Written = {
  readonly context: Pick<Context, 'address'>;
  readonly file: AgendaFile;
  readonly loop: HeldLoop;
  readonly sessions: readonly HeldSession[];
  readonly invited: readonly CandidateInvitation[];
};

/** What the invitation says; of a loop from before there were any, under the id of its first session. */
function standingEvent(
  { context: { address }, file, loop, sessions, invited }: Written,
  { of, says }: AttendeeEvent,
): CalendarEvent {
  const known = invited.find(({ part }) => 'part' in of && of.part === part);
  const first = sessions.find(({ id }) => id === says.sessions[0]?.session);
  const names = new Map(sessions.flatMap(({ people }) => people.map(({ id, name }) => [id, name] as const)));
  const letter = invitationLetter({
    kind: 'request',
    to: { ...loop.candidate, email: loop.candidate.email ?? '', who: 'candidate' },
    says,
    organisation: file.organisation.name,
    opening: first?.opening ?? { title: '', timeZone: file.timeZone },
    organiser: { name: file.organisation.name, address: '' },
    nameOf: (id) => names.get(id),
    notes: notesOfLetter(
      { id: loop.candidate.id, who: 'candidate' },
      sessions.filter(({ id }) => says.sessions.some(({ session }) => session === id)),
    ),
    ...(address === undefined || loop.token === undefined
      ? {}
      : { agenda: `${address}/agenda#${loop.token}` }),
    event: {
      uid: uidOf(known?.id ?? first?.id ?? loop.id),
      sequence: known?.sequence ?? 0,
      stamp: file.changedAt,
    },
    response: 'needs-action',
  });
  return letter.event;
}
