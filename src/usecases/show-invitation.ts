import type { InvitationView } from '#domain/account.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Context } from './context.ts';
import { countTry, forgiveTry } from './try-limits.ts';

export const NO_INVITATION: Refusal = {
  code: 'not-found',
  text: 'This invitation was used, withdrawn or is more than a week old. Ask for a new one.',
};

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
    const { name, email, roles } = invitation;
    const organisation = await tables.organisations.find(invitation.organisation);
    const account = (await tables.accounts.byEmail(email)) !== undefined;
    return { organisation: organisation?.name ?? '', name, email, roles, account };
  });
  if (shown === undefined) return refuse(NO_INVITATION);
  await forgiveTry(context, { address });
  return ok(shown);
}
