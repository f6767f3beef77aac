import {
  eachOf,
  eventsOfCandidate,
  eventsOfPeople,
  type AttendeeEvent,
} from '#domain/telling/attendee-events.ts';
import type { HeldSession } from '#domain/loop/held-session.ts';
import { nextMessage, type CandidateEvents, type InvitationOf } from '#domain/telling/ledger.ts';
import type { StoredInvitation } from '#store/telling/ledger.ts';
import type { Writing } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { tellAttendees, type Attendee, type Change } from '#usecases/telling/tell-attendees.ts';
import { tellingTerms, type TellingTerms } from '#usecases/telling/telling-terms.ts';
import { wishEvents } from '#usecases/calendars/wish-events.ts';

/** `after`: minutes in which the change can still be undone before anybody hears of it. */
export type LoopsToTell = {
  readonly organisation: string;
  readonly loops: readonly string[];
  readonly after?: number;
};

/**
 * Tells everybody concerned what is different for them now in these loops. The one place that does: whoever changes a
 * loop calls it, as the last thing before the transaction ends.
 *
 * What each attendee was told before is compared with what is true now. A message that nobody can have seen is taken
 * back by a later call; what goes out is in the ledger, and in the outbox where mail can tell it. Whoever has their
 * sessions written into a calendar has what is different there too (docs/decisions/055).
 */
export async function tellLoops(context: Context, tables: Writing, told: LoopsToTell): Promise<void> {
  const { attendees, terms } = await attendeesNow(context, tables, told);
  const changes = attendees.flatMap((attendee): Change[] => {
    const next = nextMessage(attendee.known ?? {}, attendee.wanted?.says, terms.now);
    return next === 'keep' ? [] : [{ ...attendee, kind: next.send }];
  });
  await tellAttendees({ context, tables, terms }, changes);
  const wishes = await wishEvents({ tables, terms }, attendees);
  tables.afterwards(() => {
    context.mail?.wake();
    if (wishes.length > 0) context.wakeCalendars();
  });
}

export type AttendeesNow = {
  readonly attendees: readonly Attendee[];
  readonly invitations: readonly StoredInvitation[];
  readonly terms: TellingTerms;
};

/** Everybody of these loops with what they were told and what is true; until the transaction ends nobody else tells them. */
export async function attendeesNow(
  context: Context,
  tables: Writing,
  { organisation, loops, after = 0 }: LoopsToTell,
): Promise<AttendeesNow> {
  const sessions = await tables.ledger.held(organisation, loops);
  const invitations = await tables.telling.locked(organisation, {
    sessions: sessions.map(({ id }) => id),
    loops: [...loopsOf(sessions).keys()],
  });
  // Read once more now that nobody else tells of them: others may have changed them while this waited for its turn.
  const held = await tables.ledger.held(organisation, loops);
  const terms = await tellingTerms(context, tables, { organisation, sessions: held, after });
  const wanted = await eventsNow({ tables, organisation, held, invitations });
  return { attendees: attendeesOf(wanted, invitations), invitations, terms };
}

function loopsOf(sessions: readonly HeldSession[]): Map<string, HeldSession['loops'][number]> {
  return new Map(sessions.flatMap((session) => session.loops.map((loop) => [loop.id, loop] as const)));
}

type Now = {
  readonly tables: Writing;
  readonly organisation: string;
  readonly held: readonly HeldSession[];
  readonly invitations: readonly StoredInvitation[];
};

async function eventsNow({ tables, organisation, held, invitations }: Now): Promise<AttendeeEvent[]> {
  const eachIn = new Map<string, CandidateEvents>();
  for (const { opening } of held) {
    if (eachIn.has(opening.id)) continue;
    eachIn.set(opening.id, (await tables.ledger.settings(organisation, opening.id)).candidateEvents);
  }
  const ofCandidates = [...loopsOf(held).values()].flatMap((loop) => {
    const own = held.filter(({ loops }) => loops.some(({ id }) => id === loop.id));
    const set = eachIn.get(own[0]?.opening.id ?? '') ?? 'day';
    const parts = invitations.flatMap(({ of, told }) =>
      'loop' in of && of.loop === loop.id && told !== undefined ? [of.part] : [],
    );
    return eventsOfCandidate(loop, own, eachOf(parts) ?? set);
  });
  return [...eventsOfPeople(held), ...ofCandidates];
}

/** Those who come now, and those who were told that they would. */
function attendeesOf(
  wanted: readonly AttendeeEvent[],
  invitations: readonly StoredInvitation[],
): readonly Attendee[] {
  const known = new Map(invitations.map((invitation) => [keyOf(invitation.of), invitation]));
  const coming = new Set(wanted.map(({ of }) => keyOf(of)));
  return [
    ...wanted.map((event): Attendee => {
      const before = known.get(keyOf(event.of));
      return { of: event.of, to: event.to, wanted: event, ...(before && { known: before }) };
    }),
    ...invitations
      .filter(({ of }) => !coming.has(keyOf(of)))
      .map((invitation): Attendee => ({ of: invitation.of, to: invitation.to, known: invitation })),
  ];
}

function keyOf(of: InvitationOf): string {
  return 'person' in of ? `${of.session} ${of.person}` : `${of.loop} ${of.part}`;
}
