import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Context } from '#usecases/context.ts';
import { invitationLetter } from './invite-member.ts';
import { record } from '#usecases/audit/record.ts';
import { writing } from '#usecases/scope.ts';

export function withdrawInvitation(
  context: Context,
  { organisation, id }: { readonly organisation: string; readonly id: string },
): Promise<Result<null, Refusal>> {
  return writing(context, organisation, async (tables) => {
    const person = await tables.invitations.remove(organisation, id);
    if (person === undefined) return refuse(notFound('invitation'));
    await tables.outbox.withdraw(invitationLetter(organisation, person));
    record(context, tables, { organisation, action: 'invitation-withdrawn', id: person });
    return ok(null);
  });
}
