/** Messages to attendees, one to each: into the ledger, and into the outbox where mail can tell it. */
import type { AttendeeEvent } from '#domain/telling/attendee-events.ts';
import { canonicalEmail } from '#domain/account/email.ts';
import type { Addressed } from '#domain/loop/held-session.ts';
import { invitationLetter, type InvitationLetter } from '#domain/telling/invitation-mail.ts';
import { notesOfLetter } from '#domain/telling/letter-notes.ts';
import { answerHolds, type InvitationKind, type InvitationOf, type Said } from '#domain/telling/ledger.ts';
import type { NewInvitation, NewLedgerMessage, StoredInvitation } from '#store/telling/ledger.ts';
import type { Writing } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { uidOf } from '#usecases/telling/invitation-uid.ts';
import { postMail, type Letter } from '#usecases/mail/post-mail.ts';
import type { TellingTerms } from './telling-terms.ts';

/** `known`: the invitation that they have; `wanted`: what is true now, absent where they do not come (any more). */
export type Attendee = {
  readonly of: InvitationOf;
  readonly to: Addressed;
  readonly known?: StoredInvitation;
  readonly wanted?: AttendeeEvent;
};

export type Telling = {
  readonly context: Context;
  readonly tables: Writing;
  readonly terms: TellingTerms;
};

/** `kind`: what to say, instead of what waits; absent: only take that back. */
export type Change = Attendee & { readonly kind: InvitationKind | undefined };

/** In few statements, because a superday has hundreds of attendees and everybody waits for it. */
export async function tellAttendees(
  { context, tables, terms }: Telling,
  changes: readonly Change[],
): Promise<void> {
  const { id: organisation } = terms.organisation;
  const known = changes.flatMap((change) => change.known?.id ?? []);
  await tables.outbox.withdraw(...known.map(aboutOf));
  await tables.telling.takeBack(organisation, known);
  const made = changes.flatMap((change) => messageOf({ context, terms }, change) ?? []);
  await tables.telling.invite(
    organisation,
    made.flatMap(({ invited }) => invited ?? []),
  );
  await tables.telling.add(
    organisation,
    made.map(({ message }) => message),
  );
  await postMail(context, tables, ...made.flatMap(({ letter }) => letter ?? []));
}

type Made = {
  readonly invited?: NewInvitation;
  readonly message: NewLedgerMessage;
  readonly letter?: Letter;
};

function messageOf(
  { context, terms }: Pick<Telling, 'context' | 'terms'>,
  { of, to, known, wanted, kind }: Change,
): Made | undefined {
  const says = saidTo({ known, wanted });
  if (kind === undefined || says === undefined) return undefined;
  const invited = known === undefined ? newInvitation(context, of) : { invitation: known };
  const { invitation } = invited;
  const about = { id: context.newId(), invitation: invitation.id, kind, sequence: invitation.sequence + 1 };
  const asksAnew = kind === 'cancel' || !answerHolds(invitation.told, says);
  const message = { ...about, ...(kind !== 'cancel' && { says }), at: terms.now, asksAnew };
  const more = 'row' in invited ? { invited: invited.row } : {};
  const address = addressFor(context, terms, to);
  if (typeof address !== 'string') {
    return { ...more, message: { ...message, state: 'by-hand', problem: address.why } };
  }
  const given = { ...message, says, to: { ...to, email: address }, of, invitation };
  const letter = postedAs(context, terms, { message, letter: letterOf({ context, terms }, given) });
  return { ...more, message: { ...message, state: 'waits' }, letter };
}

/** What is true or, of somebody who does not come any more, what they were told last. */
function saidTo({
  known,
  wanted,
}: {
  readonly known: StoredInvitation | undefined;
  readonly wanted: AttendeeEvent | undefined;
}): Said | undefined {
  return wanted?.says ?? known?.told ?? known?.lastSaid;
}

function postedAs(
  { invitationText }: Pick<Context, 'invitationText'>,
  { organisation, after }: TellingTerms,
  {
    message,
    letter,
  }: { readonly message: Pick<NewLedgerMessage, 'id' | 'invitation'>; readonly letter: InvitationLetter },
): Letter {
  const { subject, text, html, event } = invitationLetter(letter);
  return {
    id: message.id,
    organisation: organisation.id,
    about: aboutOf(message.invitation),
    after,
    mail: {
      to: letter.to.email,
      subject,
      text,
      html,
      calendar: { method: event.method, text: invitationText(event) },
      answersTo: letter.organiser.address,
    },
  };
}

/** Of one invitation one message waits at most. */
export function aboutOf(invitation: string): string {
  return `told ${invitation}`;
}

/** Why no mail can tell it: the sample is anybody's to write in, so nothing goes out from there. */
function addressFor(
  { mail }: Pick<Context, 'mail'>,
  { organisation: { sample } }: TellingTerms,
  { email, unreachable }: Addressed,
): string | { readonly why: 'sample' | 'no-mail' | 'no-address' | 'unreachable' } {
  if (sample) return { why: 'sample' };
  if (mail === undefined) return { why: 'no-mail' };
  if (unreachable === true) return { why: 'unreachable' };
  return (email === undefined ? undefined : canonicalEmail(email)) ?? { why: 'no-address' };
}

type InvitationParts = Pick<StoredInvitation, 'id' | 'sequence' | 'secret' | 'response' | 'told'>;

/** The first event of this attendee there; its id is the UID for good. */
function newInvitation(
  context: Context,
  of: InvitationOf,
): { readonly invitation: InvitationParts; readonly row: NewInvitation } {
  const id = context.newId();
  // In small letters and figures, because mail servers may make an address small. 160 bits in 32 letters: with the name
  // of the mailbox that stays below the 64 that RFC 5321 allows.
  const open = context.newRecoveryCode() + context.newRecoveryCode();
  const secret = context.sealing.seal(open, `invitation ${id}`);
  return {
    invitation: { id, sequence: -1, secret, response: 'needs-action' },
    row: { id, of, secret, secretHash: context.tokenHash(open) },
  };
}

export type LetterFacts = {
  readonly kind: InvitationKind;
  readonly sequence: number;
  readonly asksAnew: boolean;
  readonly says: Said;
  readonly to: Addressed & { readonly email: string };
  readonly of: InvitationOf;
  readonly invitation: InvitationParts;
};

export function letterOf(
  { context, terms }: Pick<Telling, 'context' | 'terms'>,
  { kind, sequence, asksAnew, says, to, of, invitation }: LetterFacts,
): InvitationLetter {
  const { told } = invitation;
  const who = 'person' in of ? 'person' : 'candidate';
  const about = terms.opening.get(says.sessions[0]?.session ?? '');
  const { name } = terms.organisation;
  // Of a key that was lost nothing can be opened: answers to this one are then taken for forged.
  const secret = context.sealing.unseal(invitation.secret, `invitation ${invitation.id}`) ?? invitation.id;
  return {
    kind,
    to: { ...to, who },
    says,
    ...(told === undefined ? {} : { before: told }),
    organisation: name,
    opening: about ?? { title: '', timeZone: to.timeZone },
    organiser: { name: about?.organiser ?? name, address: context.mail?.answersTo(secret) ?? '' },
    nameOf: terms.nameOf,
    notes: notesOfLetter(
      { id: to.id, who },
      terms.sessions.filter(({ id }) => says.sessions.some(({ session }) => session === id)),
    ),
    ...agendaOf({ context, terms }, of),
    event: { uid: uidOf(invitation.id), sequence, stamp: terms.now },
    response: asksAnew ? 'needs-action' : invitation.response,
  };
}

/** The candidate's page, where others than this computer can open it. */
function agendaOf(
  { context: { address }, terms }: Pick<Telling, 'context' | 'terms'>,
  of: InvitationOf,
): Pick<InvitationLetter, 'agenda'> {
  const token = 'loop' in of ? terms.agendas.get(of.loop) : undefined;
  return token === undefined || address === undefined ? {} : { agenda: `${address}/agenda#${token}` };
}
