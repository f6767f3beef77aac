import type { MailView } from '#domain/telling/mail-view.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { WhichMail } from '#store/telling/incoming-views.ts';
import type { Context } from '#usecases/context.ts';
import { aboutLoop, record } from '#usecases/audit/record.ts';
import { reading, writing } from '#usecases/scope.ts';

/** Mail that came in, newest first. */
export function listMail(
  context: Context,
  organisation: string,
  which: WhichMail,
): Promise<Result<readonly MailView[], Refusal>> {
  return reading(context, organisation, async (tables) => {
    if ('loop' in which && (await tables.loops.find(organisation, which.loop)) === undefined) {
      return refuse(notFound('loop'));
    }
    return ok(await tables.mail.list(organisation, which));
  });
}

export type MailToSettle = {
  readonly organisation: string;
  readonly mail: string;
  readonly which: WhichMail;
};

/** Somebody has seen to it. A second time changes nothing. */
export function settleMail(
  context: Context,
  { organisation, mail, which }: MailToSettle,
): Promise<Result<readonly MailView[], Refusal>> {
  return writing(context, organisation, async (tables) => {
    const loop = 'loop' in which ? await tables.loops.find(organisation, which.loop) : undefined;
    if ('loop' in which && loop === undefined) return refuse(notFound('loop'));
    const before = await tables.mail.list(organisation, which);
    if (!before.some(({ id }) => id === mail)) return refuse(notFound('mail'));
    const actor = context.actor(organisation);
    const by = actor.kind === 'member' ? { by: actor.person } : {};
    const settled = await tables.incoming.settle(organisation, mail, { which, at: context.now(), ...by });
    if (!settled) return ok(before);
    record(context, tables, {
      organisation,
      ...(loop === undefined
        ? { action: 'stray-mail-settled', id: organisation }
        : { action: 'mail-settled', id: loop.id, details: await aboutLoop(tables, organisation, loop) }),
    });
    return ok(await tables.mail.list(organisation, which));
  });
}
