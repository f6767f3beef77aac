/** One message to one attendee: into the ledger, and into the outbox where mail can tell it. */
import type { AttendeeEvent } from '#domain/attendee-events.ts';
import { canonicalEmail } from '#domain/email.ts';
import type { Addressed } from '#domain/held-session.ts';
import { invitationLetter, type InvitationLetter } from '#domain/invitation-mail.ts';
import { answerHolds, type InvitationKind, type InvitationOf, type Said } from '#domain/ledger.ts';
import type { StoredInvitation } from '#store/ledger.ts';
import type { Writing } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { postMail } from '#usecases/post-mail.ts';
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

/** Takes back what waits; `kind` is what to say instead, if anything. */
export async function tellAttendee(
  { context, tables, terms }: Telling,
  { of, to, known, wanted }: Attendee,
  kind: InvitationKind | undefined,
): Promise<void> {
  const { id: organisation } = terms.organisation;
  if (known !== undefined) {
    await tables.outbox.withdraw(aboutOf(known.id));
    await tables.telling.takeBack(organisation, known.id);
  }
  const says = wanted?.says ?? known?.told;
  if (kind === undefined || says === undefined) return;
  const invitation = known ?? (await invited({ context, tables, terms }, of, to));
  const message = {
    id: context.newId(),
    invitation: invitation.id,
    kind,
    sequence: invitation.sequence + 1,
    ...(kind === 'cancel' ? {} : { says }),
    at: terms.now,
    asksAnew: kind !== 'update' || !answerHolds(known?.told, says),
  };
  const address = addressFor(context, terms, to);
  if (typeof address !== 'string') {
    await tables.telling.add(organisation, { ...message, state: 'by-hand', problem: address.why });
    return;
  }
  await tables.telling.add(organisation, { ...message, state: 'waits' });
  const letter = letterOf(
    { context, terms },
    { ...message, says, to: { ...to, email: address }, invitation },
  );
  const { subject, text, html, event } = invitationLetter(letter);
  await postMail(context, tables, {
    id: message.id,
    organisation,
    about: aboutOf(invitation.id),
    after: terms.after,
    mail: {
      to: address,
      subject,
      text,
      html,
      calendar: { method: event.method, text: context.invitationText(event) },
      answersTo: letter.organiser.address,
    },
  });
}

/** Of one invitation one message waits at most. */
function aboutOf(invitation: string): string {
  return `told ${invitation}`;
}

/** Why no mail can tell it: the sample is anybody's to write in, so nothing goes out from there. */
function addressFor(
  { mail }: Pick<Context, 'mail'>,
  { organisation: { sample } }: TellingTerms,
  { email }: Addressed,
): string | { readonly why: 'sample' | 'no-mail' | 'no-address' } {
  if (sample) return { why: 'sample' };
  if (mail === undefined) return { why: 'no-mail' };
  return (email === undefined ? undefined : canonicalEmail(email)) ?? { why: 'no-address' };
}

/** The first event of this attendee there; its id is the UID for good. */
async function invited(
  { context, tables, terms }: Telling,
  of: InvitationOf,
  to: Addressed,
): Promise<StoredInvitation> {
  const id = context.newId();
  // In small letters and figures, because mail servers may make an address small. 160 bits in 32 letters: with the name
  // of the mailbox that stays below the 64 that RFC 5321 allows.
  const secret = context.newRecoveryCode() + context.newRecoveryCode();
  const sealed = context.sealing.seal(secret);
  const made = { id, of, secret: sealed, secretHash: context.tokenHash(secret) };
  await tables.telling.invite(terms.organisation.id, made);
  return { id, of, to, sequence: -1, secret: sealed, response: 'needs-action' };
}

type Message = {
  readonly kind: InvitationKind;
  readonly sequence: number;
  readonly asksAnew: boolean;
  readonly says: Said;
  readonly to: Addressed & { readonly email: string };
  readonly invitation: StoredInvitation;
};

function letterOf(
  { context, terms }: Pick<Telling, 'context' | 'terms'>,
  { kind, sequence, asksAnew, says, to, invitation }: Message,
): InvitationLetter {
  const { of, told } = invitation;
  const about = terms.opening.get(says.sessions[0]?.session ?? '');
  const { name } = terms.organisation;
  // Of a key that was lost nothing can be opened: answers to this one are then taken for forged.
  const secret = context.sealing.unseal(invitation.secret) ?? invitation.id;
  return {
    kind,
    to: { ...to, who: 'person' in of ? 'person' : 'candidate' },
    says,
    ...(told === undefined ? {} : { before: told }),
    organisation: name,
    opening: about ?? { title: '', timeZone: to.timeZone },
    organiser: { name: about?.organiser ?? name, address: context.mail?.answersTo(secret) ?? '' },
    nameOf: terms.nameOf,
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

export function uidOf(invitation: string): string {
  return `${invitation}@second-round`;
}
