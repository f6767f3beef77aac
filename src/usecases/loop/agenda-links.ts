import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { changingLoop } from './changing-loop.ts';
import type { Context } from '#usecases/context.ts';
import { aboutLoop, record } from '#usecases/audit/record.ts';
import type { LoopKey } from './show-loop.ts';

/** A new link for the candidate; the one before opens nothing from then on, whoever it was forwarded to. */
export function renewAgendaLink(
  context: Context,
  key: LoopKey,
): Promise<Result<{ readonly token: string }, Refusal>> {
  const token = context.newToken();
  return changingLoop(context, key, async (tables, loop) => {
    if (loop.status === 'cancelled') {
      const text = 'This loop is cancelled, so a new link would show nothing.';
      return refuse({ code: 'in-use', text });
    }
    await tables.links.putAgenda(key.organisation, key.id, token);
    const details = await aboutLoop(tables, key.organisation, loop);
    record(context, tables, { ...key, action: 'agenda-link-made', details });
    return ok({ token });
  });
}

/** Withdrawing twice is the same as once. */
export function withdrawAgendaLink(context: Context, key: LoopKey): Promise<Result<null, Refusal>> {
  return changingLoop(context, key, async (tables, loop) => {
    const withdrawn = await tables.links.withdrawAgenda(key.organisation, key.id);
    if (!withdrawn) return ok(null);
    const details = await aboutLoop(tables, key.organisation, loop);
    record(context, tables, { ...key, action: 'agenda-link-withdrawn', details });
    return ok(null);
  });
}
