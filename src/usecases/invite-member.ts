import type { Instant } from '#domain/loop-problem.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Role } from '#domain/viewer.ts';
import type { Context } from './context.ts';
import { personWith } from './make-member.ts';
import { record } from './record.ts';
import { writing } from './scope.ts';

export type MemberInvitation = {
  /** Somebody of the organisation, or the name of somebody new. */
  readonly who: { readonly person: string } | { readonly name: string };
  /** Canonical. */
  readonly email: string;
  readonly roles: readonly Role[];
};

/** `token` is shown this once; what is stored opens nothing. */
export type Invited = { readonly token: string; readonly endsAt: Instant };

/** Makes a link for one person, in the place of an earlier one. */
export function inviteMember(
  context: Context,
  id: string,
  { who, email, roles }: MemberInvitation,
): Promise<Result<Invited, Refusal>> {
  const [invitation, token] = [context.newId(), context.newToken()];
  return writing(context, id, async (tables, organisation) => {
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
    const tokenHash = context.tokenHash(token);
    const { endsAt } = await tables.invitations.put(id, { id: invitation, person, email, roles, tokenHash });
    record(context, tables, { organisation: id, action: 'member-invited', id: person });
    return ok({ token, endsAt });
  });
}

function noMembers(text: string): Refusal {
  return { code: 'in-use', text };
}
