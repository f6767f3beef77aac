import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { StoredInvitation } from '#store/telling/ledger.ts';
import type { Writing } from '#store/store.ts';
import { aboutOf, tellAttendees } from '#usecases/telling/tell-attendees.ts';
import { changingLoop } from '#usecases/loop/changing-loop.ts';
import type { Context } from '#usecases/context.ts';
import { aboutLoop, record } from '#usecases/audit/record.ts';
import { ledgerShown, type LoopLedger } from './show-ledger.ts';
import type { LoopKey } from '#usecases/loop/show-loop.ts';
import { attendeesNow, type AttendeesNow } from './tell-loops.ts';

/** Which event of whom. */
export type InvitationKey = LoopKey & { readonly invitation: string };

/** Somebody has told them: what was on its way is not sent any more. */
export function tellByHand(context: Context, key: InvitationKey): Promise<Result<LoopLedger, Refusal>> {
  return ofInvitation(context, { ...key, action: 'told-by-hand' }, async (tables, { invitation }) => {
    const message = await tables.telling.newest(key.organisation, invitation.id);
    await tables.outbox.withdraw(aboutOf(invitation.id));
    if (message !== undefined) await tables.telling.toldByHand(key.organisation, message, context.now());
  });
}

/** Once more what is true now, to the address that is known now, whatever came of the message before. */
export function tellAgain(context: Context, key: InvitationKey): Promise<Result<LoopLedger, Refusal>> {
  return ofInvitation(context, { ...key, action: 'told-again' }, async (tables, { invitation, now }) => {
    const attendee = now.attendees.find(({ known }) => known?.id === invitation.id);
    const kind = attendee?.wanted === undefined ? 'cancel' : 'request';
    // Whoever presses the button wants it tried, also where a mail server said that nobody is there.
    const { unreachable: _mark, ...to } = attendee?.to ?? invitation.to;
    const change = { of: invitation.of, ...attendee, to, known: invitation, kind } as const;
    await tellAttendees({ context, tables, terms: now.terms }, [change]);
    tables.afterwards(() => context.mail?.wake());
  });
}

type Found = { readonly invitation: StoredInvitation; readonly now: AttendeesNow };

function ofInvitation(
  context: Context,
  {
    organisation,
    id,
    invitation: asked,
    action,
  }: InvitationKey & { readonly action: 'told-by-hand' | 'told-again' },
  work: (tables: Writing, found: Found) => Promise<void>,
): Promise<Result<LoopLedger, Refusal>> {
  return changingLoop(context, { organisation, id }, async (tables, loop) => {
    const now = await attendeesNow(context, tables, { organisation, loops: [id] });
    const invitation = now.invitations.find((one) => one.id === asked);
    if (invitation === undefined) return refuse(notFound('invitation'));
    await work(tables, { invitation, now });
    const about = await aboutLoop(tables, organisation, loop);
    const details = { ...about, ...('person' in invitation.of && { people: [invitation.of.person] }) };
    record(context, tables, { organisation, id, action, details });
    const [shown] = await ledgerShown(tables, context, { organisation, which: { loop: id } });
    return shown === undefined ? refuse(notFound('loop')) : ok(shown);
  });
}
