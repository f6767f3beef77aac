import type { InvitationView } from '#domain/account/account.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { StoredAccount } from '#store/account/accounts.ts';
import type { Context } from '#usecases/context.ts';
import { countTry, forgiveTry } from '#usecases/sign-in/try-limits.ts';

export const NO_INVITATION: Refusal = {
  code: 'not-found',
  text: 'This invitation was used, withdrawn or is more than a week old. Ask for a new one.',
};

/** Whoever was mailed the invitation has the mailbox, and the account of somebody who has never shown it is theirs. */
export function mayTakeOver({ confirmed }: StoredAccount, mailed: boolean): boolean {
  return mailed && !confirmed;
}

/** Changes nothing but the count of tries. */
export async function showInvitation(
  context: Context,
  token: string,
  address: string,
): Promise<Result<InvitationView, Refusal>> {
  const counted = await countTry(context, { address });
  if (!counted.ok) return counted;
  const shown = await context.store.read(async (tables) => {
    const invitation = await tables.invitations.byToken(context.tokenHash(token));
    if (invitation === undefined) return undefined;
    const { name, email, roles, mailed } = invitation;
    const organisation = await tables.organisations.find(invitation.organisation);
    const found = await tables.accounts.byEmail(email);
    const account = found !== undefined && !mayTakeOver(found, mailed);
    return { organisation: organisation?.name ?? '', name, email, roles, account };
  });
  if (shown === undefined) return refuse(NO_INVITATION);
  await forgiveTry(context, { address });
  return ok(shown);
}
