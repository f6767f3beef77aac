import type { Loop } from '#domain/loop.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Writing } from '#store/store.ts';
import type { Context } from './context.ts';
import { aboutLoop, record } from './record.ts';
import { writing } from './scope.ts';
import type { LoopKey } from './show-loop.ts';

/** A new link for the candidate; the one before opens nothing from then on, whoever it was forwarded to. */
export function renewAgendaLink(
  context: Context,
  key: LoopKey,
): Promise<Result<{ readonly token: string }, Refusal>> {
  const token = context.newToken();
  return changing(context, key, async (tables, loop) => {
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
  return changing(context, key, async (tables, loop) => {
    const withdrawn = await tables.links.withdrawAgenda(key.organisation, key.id);
    if (!withdrawn) return ok(null);
    const details = await aboutLoop(tables, key.organisation, loop);
    record(context, tables, { ...key, action: 'agenda-link-withdrawn', details });
    return ok(null);
  });
}

function changing<T>(
  context: Context,
  { organisation, id }: LoopKey,
  work: (tables: Writing, loop: Loop) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  return writing(context, organisation, async (tables) => {
    await tables.bookings.lock(organisation, [id]);
    const loop = await tables.loops.find(organisation, id);
    return loop === undefined ? refuse(notFound('loop')) : work(tables, loop);
  });
}
