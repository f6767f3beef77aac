import { invitationMail } from '#domain/account/account-mails.ts';
import type { Instant } from '#domain/planning/loop-problem.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Role } from '#domain/policy/viewer.ts';
import type { Writing } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { personWith } from './make-member.ts';
import { postMail } from '#usecases/mail/post-mail.ts';
import { record } from '#usecases/audit/record.ts';
import { writing } from '#usecases/scope.ts';

export type MemberInvitation = {
  /** Somebody of the organisation, or the name of somebody new. */
  readonly who: { readonly person: string } | { readonly name: string };
  /** Canonical. */
  readonly email: string;
  readonly roles: readonly Role[];
};

/**
 * `link` is a path with a fragment, shown this once; what is stored opens nothing. `mailed`: it is on its way to whom it
 * is for.
 */
export type Invited = { readonly link: string; readonly endsAt: Instant; readonly mailed: boolean };

/** Makes a link for one person, in the place of an earlier one, and sends it where mail is set up. */
export async function inviteMember(
  context: Context,
  { organisation: id, origin }: { readonly organisation: string; readonly origin: string },
  { who, email, roles }: MemberInvitation,
): Promise<Result<Invited, Refusal>> {
  const [invitation, letter, token, mailed] = [
    context.newId(),
    context.newId(),
    context.newToken(),
    context.newToken(),
  ];
  // After the #, so that no server and no log sees it, and no scanner of links can use it up.
  const link = `/invitation#${token}`;
  const done = await writing(context, id, async (tables, organisation): Promise<Result<Invited, Refusal>> => {
    if (organisation.sample) return refuse(noMembers('The sample is open to everybody and has no members.'));
    // Whoever came in by it would be the first, and perhaps no administrator.
    if (!(await tables.accounts.any())) {
      return refuse(noMembers('Make the first account with the set-up link, then invite others.'));
    }
    await tables.members.lock(id);
    const person =
      'person' in who ? who.person : await personWith(context, tables, { organisation, ...who, email });
    const found = await tables.people.find(id, person);
    if (found === undefined) return refuse(notFound('person'));
    const members = await tables.members.list(id);
    const taken = members.find((member) => member.person === person || member.email === email);
    if (taken !== undefined)
      return refuse(noMembers(`${taken.name} is a member with ${taken.email} already.`));
    const { endsAt } = await tables.invitations.put(id, {
      id: invitation,
      person,
      email,
      roles,
      tokenHash: context.tokenHash(token),
      ...(context.mail !== undefined && { mailedHash: context.tokenHash(mailed) }),
    });
    record(context, tables, { organisation: id, action: 'member-invited', id: person });
    if (context.mail !== undefined) {
      const by = await inviterName(context, tables, id);
      // Not the link that is shown: whoever brings this one has read the mail.
      const own = `${origin}/invitation#${mailed}`;
      const mail = invitationMail({ to: email, organisation, by, link: own, endsAt });
      const about = invitationLetter(id, person);
      await postMail(context, tables, { id: letter, organisation: id, about, mail });
    }
    return ok({ link, endsAt, mailed: context.mail !== undefined });
  });
  if (done.ok) context.mail?.wake();
  return done;
}

/** What a letter that invites somebody is about: withdrawn with the invitation, if it was not sent yet. */
export function invitationLetter(organisation: string, person: string): string {
  return `invitation ${organisation} ${person}`;
}

async function inviterName(
  { actor }: Context,
  { people }: Pick<Writing, 'people'>,
  organisation: string,
): Promise<string | undefined> {
  const inviter = actor(organisation);
  return inviter.kind === 'member' ? (await people.find(organisation, inviter.person))?.name : undefined;
}

function noMembers(text: string): Refusal {
  return { code: 'in-use', text };
}
