import type { Invitation, Member } from '#domain/account/account.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import type { Context } from '#usecases/context.ts';
import { reading } from '#usecases/scope.ts';

export type MembersShown = {
  readonly members: readonly Member[];
  readonly invitations: readonly Invitation[];
  /** People of the organisation who are neither. */
  readonly others: readonly { readonly id: string; readonly name: string; readonly email?: string }[];
};

export function listMembers(context: Context, organisation: string): Promise<Result<MembersShown, Refusal>> {
  return reading(context, organisation, async (tables) => {
    const members = await tables.members.list(organisation);
    const invitations = await tables.invitations.list(organisation);
    const known = new Set([...members, ...invitations].map(({ person }) => person));
    const people = await tables.people.list(organisation);
    return ok({
      members: members.map(({ account: _account, ...member }) => member),
      invitations,
      others: people
        .filter(({ id }) => !known.has(id))
        .map(({ id, name, email }) => ({ id, name, ...(email === undefined ? {} : { email }) })),
    });
  });
}
